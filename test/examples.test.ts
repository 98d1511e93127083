import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it } from "vitest";
import { readArguments } from "../examples/arguments.ts";
import { deskReviewOf } from "../examples/desk-review.ts";
import { readPermitLog } from "../examples/permit-log.ts";
import { deskText, permitText } from "../examples/print-review.ts";
import { permitsCsv } from "../scripts/make-permits.ts";

const timeout = 60_000; // a process of its own for each
const root = fileURLToPath(new URL("../", import.meta.url));

function rowsIn(name: string): Record<string, string>[] {
  return parse(readFileSync(`${root}examples/data/${name}`), { columns: true });
}

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

  it("prints the embedded permits by month and channel beside targets, then the desk", { timeout }, () => {
    const { status, stderr, stdout, lines } = demo();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "647 rows read\n" });
    expect(lines).toContain("examples/data/permits.csv: 647 events of 200 cases");
    expect(lines.some((line) => /^2025-09-01 to 2026-04-30, as of 2026-04-\d\d /.test(line))).toBe(true);

    // Counted by another program; the embedded log as SQL counts it is a test of its own
    expect(rowsOf(lines, "2025-09")[0]).toMatch(/^24 8 16 ✓ 8\.89 – \(a\)/);
    expect(rowsOf(lines, "2025-12")[0]).toMatch(/^29 34 27 ✗ 31\.6\d 80\.0 % !/);
    expect(rowsOf(lines, "2026-03")[0]).toMatch(/^25 27 22 ! 23\.85 96\.8 % ✓/);
    expect(rowsOf(lines, "2026-04 (c)")[0]).toMatch(/^10 13 19 … 20\.66 88\.2 % …/);
    expect(rowsOf(lines, "all (c)")[0]).toMatch(/^198 179 19 … 21\.35 88\.0 % …/);
    for (const channel of ["Desk", "Internet", "Post", "e-mail"]) {
      const { started, finished, open, due, onTime } = counted("channel", channel);
      const rate = ((100 * onTime) / due).toFixed(1);
      expect(rowsOf(lines, `all     ${channel}`)[0]).toMatch(
        new RegExp(`^${started} ${finished} ${open} [\\d.]+ ${rate} % [✓!✗]`),
      );
    }

    for (const words of [
      "\n1. Month by month\n",
      "\n2. By channel, complete months\n",
      "\nTargets\n  Work in progress, at the end: from 15 to 20, at risk from 10 to 25\n",
      "\nA deadline is read as the end of its day: ",
      "71.7 % of 173 cases due were\non time.",
      "\nExplained: what is not at its target\n",
      "\nTime to finish, 85th percentile, 2026-03: no value yet: too few have ended to\n",
      "\nOn time, all periods, channel Post: 66.7 %, from 12 records\n",
      "\nworkItem: 200 rows read = 198 used + 0 left out + 2 rejected\n",
      "198 rows accepted = 179 counted + 19 without a date\n",
      "\nRejected cases: case-1124, case-1147.\n",
    ])
      expect(stdout.includes(words), words).toBe(true);
    expect(stdout.indexOf("SERVICE DESK")).toBeGreaterThan(stdout.indexOf("Rejected cases"));
  });

  it("is in French, by department and as of another moment where asked", { timeout }, () => {
    const args = ["--locale", "fr", "--by", "department", "--as-of", "2026-02-01", "--width", "120"];
    const { status, lines } = demo(...args);
    expect(status).toBe(0);
    expect(lines).toContain("2. Par service (department), mois complets");
    expect(lines).toContain("Du 2025-09-01 au 2026-01-31, état au 2026-02-01 (Europe/Amsterdam)");
    expect(lines).toContain("Du 2026-01-01 au 2026-01-31, état au 2026-02-01 (Europe/Paris)");
    expect(rowsOf(lines, "ensemble  Customer contact")).not.toEqual([]);
    expect(lines.some((line) => line.startsWith("2026-02"))).toBe(false);
  });

  it.each([
    [["no-such.csv"], "no-such.csv cannot be read: ENOENT"],
    [["desk", "--as-of=1999-01-01"], "--as-of: nothing had begun by then"],
    [["--locale", "de"], "--locale de: there is no such choice; give en or fr"],
  ])("says in one line what is wrong with %j", { timeout }, (args, words) => {
    const { status, stdout, stderr } = demo(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    const progress = /^\d+ rows read\n/;
    expect(stderr.replace(progress, "")).toMatch(/^operations-review: [^\n]+\n$/);
    expect(stderr).toContain(words);
  });
});

describe("the reviews as text", async () => {
  const log = await readPermitLog(`${root}examples/data/permits.csv`, () => {});
  const desk = deskReviewOf();
  it.each([
    ["en", 80],
    ["en", 120],
    ["fr", 80],
    ["fr", 120],
  ] as const)("fit their lines, in %s and %d columns, and say all of it", (locale, width) => {
    const style = { locale, width };
    const plan = { by: "channel", asOf: log.last + 1 } as const;
    for (const text of [permitText("permits.csv", log, plan, style), deskText(desk, style)]) {
      const lines = text.split("\n");
      const longest = Math.max(...lines.map((line) => [...line].length));
      expect(longest).toBeLessThanOrEqual(width);
      expect(longest).toBeGreaterThan(width - 5); // and fill them
      for (const words of said[locale]) expect(lines).toContain(words);
      for (const sign of ["✓", "!", "✗", "…"]) expect(text).toMatch(new RegExp(`^20.* \\${sign}`, "m"));
      expect(text).toMatch(/^(OPERATIONS REVIEW: |REVUE D'ACTIVITÉ : )[A-Z ]+\n═+\n\n/);
    }
  });

  it("are refused as of a moment at which nothing had begun", () => {
    const style = { locale: "en", width: 80 } as const;
    const permits = () => permitText("permits.csv", log, { by: "channel", asOf: 0 }, style);
    expect(permits).toThrow("--as-of: nothing had begun by then; give a later moment");
  });
});

const said = {
  en: [
    "Targets",
    "To look at in 2026-03",
    "What became of the rows",
    "What each measure made of the rows that were accepted",
  ],
  fr: [
    "Objectifs",
    "À regarder pour 2026-03",
    "Ce que sont devenues les lignes",
    "Ce que chaque mesure a fait des lignes acceptées",
  ],
};

/** What stands in the lines of a label, with single spaces. */
function rowsOf(lines: readonly string[], label: string): string[] {
  return lines
    .filter((line) => line.startsWith(`${label} `))
    .map((line) => line.slice(label.length).trim().replaceAll(/ +/g, " "));
}

/** The cases of a group to the end of March, counted over the text: dates in it are local, as are the months. */
function counted(by: "channel" | "department", group: string) {
  const cases = new Map<string, Record<string, string>>();
  for (const row of rowsIn("permits.csv")) cases.set(row["case:concept:name"] ?? "", row);
  const count = { started: 0, finished: 0, open: 0, due: 0, onTime: 0 };
  for (const row of cases.values()) {
    const day = (column: string) => row[`case:${column}`]?.slice(0, 10) ?? "";
    const [start, end, due] = [day("startdate"), day("enddate"), day("deadline")];
    const isSound =
      end === "" || Date.parse(row["case:enddate"] ?? "") >= Date.parse(row["case:startdate"] ?? "");
    if (row[`case:${by}`] !== group || !isSound) continue;
    const finished = end !== "" && end < "2026-04";
    if (start < "2026-04") count.started++;
    if (finished) count.finished++;
    if (start < "2026-04" && !finished) count.open++;
    if (due === "" || due >= "2026-04") continue;
    count.due++;
    if (end !== "" && end <= due) count.onTime++;
  }
  return count;
}

describe("what is asked for", () => {
  it("is both sets in English, the permits by channel, unless said", () => {
    const nothing = { permits: "examples/data/permits.csv", desk: true, by: "channel", asOf: null };
    expect(readArguments([], 100)).toEqual({ ...nothing, locale: "en", width: 100 });
    expect(readArguments([], 20).width).toBe(40);
    const args = ["a.csv", "--by", "department", "--as-of", "2026-07-01", "--locale", "fr", "--width", "120"];
    expect(readArguments(args, 80)).toEqual({
      permits: "a.csv",
      desk: false,
      by: "department",
      asOf: Date.UTC(2026, 5, 30, 22), // midnight in Amsterdam
      locale: "fr",
      width: 120,
    });
    expect(readArguments(["desk"], 80)).toMatchObject({ permits: null, desk: true });
  });

  it.each([
    [["--by", "team"], "--by team: there is no such choice; give channel or department"],
    [["--by", "toString"], "--by toString: there is no such choice"],
    [["--as-of", "2026-02-30"], '--as-of: "2026-02-30" is not a time that exists'],
    [["--as-of", "2026-02-03T10:00"], '--as-of: "2026-02-03T10:00" has no offset'],
    [["--locale", "FR"], "--locale FR: there is no such choice; give en or fr"],
    [["--width", "wide"], "--width wide: lines are of 40 signs or more; give a whole number"],
    [["--width", "39"], "--width 39: lines are of 40 signs or more"],
    [["--width", "80.5"], "--width 80.5: lines are of 40 signs or more"],
    [["--bye", "channel"], "Unknown option '--bye'"],
    [["--as-of"], "Option '--as-of <value>' argument missing"],
    [["a.csv", "b.csv"], "b.csv: one set is reviewed at a time; give only a.csv"],
    [["desk", "--by", "channel"], "--by is for permits; leave it out for the desk"],
  ])("is refused: %j", (args, words) => expect(() => readArguments(args, 80)).toThrow(words));
});

describe("a log of permits", () => {
  const header =
    "case:concept:name,case:channel,case:department,case:startdate,case:enddate,case:enddate_planned";
  const folder = mkdtempSync(`${tmpdir()}/permits-`);
  afterAll(() => rmSync(folder, { recursive: true }));
  let logs = 0;
  const log = (...lines: string[]) => {
    const path = `${folder}/${logs++}-log.csv`;
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
