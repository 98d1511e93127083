import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readArguments } from "../examples/arguments.ts";
import { readPermitLog } from "../examples/permit-log.ts";
import { tableLines, wrapped } from "../examples/print-table.ts";
import { permitsCsv } from "../scripts/make-permits.ts";

const timeout = 60_000; // a process of its own for each
const root = fileURLToPath(new URL("../", import.meta.url));

/** As `npm run demo` does. */
function demo(...args: string[]) {
  const command = ["--tsconfig", "examples/tsconfig.json", "examples/operations-review.ts", ...args];
  const { status, stdout, stderr } = spawnSync(`${root}node_modules/.bin/tsx`, command, {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stdout, stderr, lines: stdout.split("\n") };
}

describe("the operations review", () => {
  it("is what `npm run demo` runs", () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
    expect(scripts.demo).toBe("tsx --tsconfig examples/tsconfig.json examples/operations-review.ts");
  });

  it("prints the embedded permits by month and channel, with totals and both ledgers", { timeout }, () => {
    const { status, stderr, lines } = demo();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "647 rows read\n" });
    expect(lines[1]).toBe("examples/data/permits.csv: 647 events of 200 cases");
    expect(lines[2]).toMatch(/^As of 2026-04-\d\d .* Europe\/Amsterdam, just after the last timestamp$/);

    expect(lines).toContain("By month");
    expect(lines).toContain("By channel, all months");
    for (const words of [
      /^month +started finished +at end +mean +due +rate +p50 +p85 +p50 +p85$/,
      /^ +cases +cases +cases +cases +cases +% +days +days +days +days$/,
    ])
      expect(lines.some((line) => words.test(line))).toBe(true);
    const first = (line: string) => line.split(/ {2,}/)[0] ?? "";
    const named = lines.map(first);
    const months = ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04 *"];
    expect(named).toEqual(expect.arrayContaining([...months, "Desk", "Internet", "Post", "e-mail"]));
    expect(named.filter((name) => name === "all *")).toHaveLength(2);

    // Counted by another program, in exact fractions
    const cellsOf = (name: string) =>
      lines
        .find((line) => line.startsWith(name))
        ?.slice(name.length)
        .trim()
        .replaceAll(/ +/g, " ");
    expect(cellsOf("2025-09 ")).toBe("24 8 16 8.9 0 – 2.6 5.8 32.3 67.2");
    expect(cellsOf("2026-04 *")).toBe("10 13 19 20.7 17 88.2 18.0 62.2 n/r n/r");
    expect(cellsOf("Post ")).toBe("21 18 3 3.1 14 71.4 18.9 76.2 30.2 100.1");
    expect(cellsOf("all *")).toBe("198 179 19 21.4 150 88.0 14.3 53.4 17.3 60.4");

    const text = lines.join("\n");
    expect(text).toMatch(/Against the planned end .*: 71\.7 % of 173 cases due were\s+on time\./);
    expect(text).toContain("Rows of workItem\n  200 read = 198 used + 0 left out + 2 rejected\n");
    expect(text.match(/rejected: row \d+ \(case-\d+\), finishedAt: /g)).toHaveLength(2);
    expect(text).toContain("count() of workItem dated startedAt\n      198 accepted = 198 counted\n");
    expect(text).toContain("198 accepted = 179 counted + 19 undated");
  });

  it("fits into 80 columns by department, and is as of another moment", { timeout }, () => {
    const { status, lines } = demo("--by", "department", "--as-of", "2026-01-01");
    expect(status).toBe(0);
    expect(lines).toContain("By department, all months");
    expect(lines[2]).toBe("As of 2026-01-01 00:00:00.000 Europe/Amsterdam, as asked");
    expect(lines.some((line) => line.startsWith("2025-12 "))).toBe(true);
    expect(lines.some((line) => line.startsWith("2026-01"))).toBe(false);
    expect(lines.some((line) => line.startsWith("all "))).toBe(true);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it.each([
    ["no-such.csv", "no-such.csv cannot be read: ENOENT"],
    ["--by=", "--by : there is no such dimension"],
    ["--as-of=1999-01-01", "--as-of: no case had started by then"],
  ])("says in one line what is wrong with %s", { timeout }, (argument, words) => {
    const { status, stdout, stderr } = demo(argument);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    const progress = /^\d+ rows read\n/;
    expect(stderr.replace(progress, "")).toMatch(/^operations-review: [^\n]+\n$/);
    expect(stderr).toContain(words);
  });
});

describe("what is asked for", () => {
  it("is the embedded permits by channel, unless said", () => {
    expect(readArguments([])).toMatchObject({ by: "channel", asOf: null });
    expect(readArguments(["a.csv", "--by", "department", "--as-of", "2026-07-01"])).toEqual({
      path: "a.csv",
      by: "department",
      asOf: Date.UTC(2026, 5, 30, 22), // midnight in Amsterdam
    });
  });

  it.each([
    [["--by", "team"], "--by team: there is no such dimension; give channel or department"],
    [["--by", "toString"], "--by toString: there is no such dimension"],
    [["--as-of", "2026-02-30"], '--as-of: "2026-02-30" is not a time that exists'],
    [["--as-of", "2026-02-03T10:00"], '--as-of: "2026-02-03T10:00" has no offset'],
    [["--bye", "channel"], "Unknown option '--bye'"],
    [["--as-of"], "Option '--as-of <value>' argument missing"],
    [["a.csv", "b.csv"], "b.csv: one file is read at a time; give only a.csv"],
  ])("is refused: %s", (args, words) => expect(() => readArguments(args)).toThrow(words));
});

describe("a log of permits", () => {
  const header =
    "case:concept:name,case:channel,case:department,case:startdate,case:enddate,case:enddate_planned";
  const log = (...lines: string[]) => {
    const path = `${mkdtempSync(`${tmpdir()}/permits-`)}/log.csv`;
    writeFileSync(path, lines.join("\n"));
    return readPermitLog(path, () => {});
  };

  it("is a row a case, with the moment of its last event and the rows read so far", async () => {
    const told: number[] = [];
    const { events, cases, last } = await readPermitLog(`${root}examples/data/permits.csv`, (rows) =>
      told.push(rows),
    );
    expect([events, cases.length]).toEqual([647, 200]);
    expect(told).toEqual(Array.from({ length: 647 }, (_, i) => i + 1));
    const stamps = readFileSync(`${root}examples/data/permits.csv`, "utf8").match(/[^,]+$/gm) ?? [];
    expect(last).toBe(Math.max(...stamps.slice(1).map((stamp) => Date.parse(stamp))));
  });

  it("is refused where it cannot be read", async () => {
    await expect(log()).rejects.toThrow(/log\.csv has no rows; give a log of permits/);
    await expect(log("a,b", "1")).rejects.toThrow(/log\.csv cannot be read: Invalid Record Length.*line 2/);
    await expect(log(header, "1,2,3,4,5,6")).rejects.toThrow(
      "has no column case:deadline, time:timestamp; give a log of permits",
    );
    const full = `${header},case:deadline,time:timestamp`;
    await expect(log(full, "1,2,3,4,5,6,7,soon")).rejects.toThrow(
      /log\.csv, row 1: time:timestamp: "soon" is not a time that exists/,
    );
    await expect(readPermitLog(root, () => {})).rejects.toThrow("cannot be read: EISDIR");
  });
});

describe("the embedded permits", () => {
  it("are what the script makes; else run `npx tsx scripts/make-permits.ts`", () => {
    expect(readFileSync(`${root}examples/data/permits.csv`, "utf8")).toBe(permitsCsv());
  });
});

describe("tables as text", () => {
  it("align, under headings that fit over their columns", () => {
    const headings = [
      { title: "team", unit: "" },
      { over: "in progress", title: "end", unit: "cases" },
      { over: "in progress", title: "p50", unit: "d" },
    ];
    const rows = [
      ["north", "7", "12.5"],
      ["far\nsouth", "1,234", "–"],
    ];
    expect(tableLines(headings, rows)).toEqual([
      "      in progress",
      "team    end   p50",
      "      cases     d",
      "----- ----- -----",
      "north     7  12.5",
      "far",
      "south 1,234     –",
    ]);
  });

  it("break lines between words, after 80 signs at most", () => {
    const word = "x".repeat(38);
    expect(wrapped(`${word} ${word} a ${word}`, 1)).toEqual([` ${word} ${word} a`, `   ${word}`]);
    expect(wrapped(`${word} ${word} abc`, 0)).toEqual([`${word} ${word}`, "  abc"]);
  });
});
