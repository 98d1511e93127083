import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deskReviewOf } from "../examples/desk-review.ts";
import { deskText } from "../examples/print-review.ts";
import { deskCsv } from "../scripts/make-desk.ts";

// Counted by plain loops over the text of the files. Times in them are local, so that texts sort as times do; lengths
// are of months without a change of the clock

const review = deskReviewOf();
const [, february, march] = review.rows;
const folder = new URL("../examples/data/desk/", import.meta.url);

type Line = Readonly<Record<string, string>>;
function linesOf(name: string): Line[] {
  const [header = "", ...lines] = readFileSync(new URL(`${name}.csv`, folder), "utf8")
    .trim()
    .split("\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i] ?? "", cell])));
}

const at = (line: Line, column: string) => line[column] ?? "";
const isIn = (month: string, column: string) => (line: Line) => at(line, column).startsWith(month);
const secondsIn = (line: Line, from: string, to: string) =>
  (Date.parse(`${at(line, to)}Z`) - Date.parse(`${at(line, from)}Z`)) / 1000;
const sum = (lines: readonly Line[], of: (line: Line) => number) =>
  lines.reduce((total, line) => total + of(line), 0);

/** The 85th percentile, between neighbours in proportion. */
function p85(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * 0.85;
  const [low = 0, high = 0] = sorted.slice(Math.floor(place));
  return low + (high - low) * (place - Math.floor(place));
}

const isSound = (line: Line) =>
  at(line, "resolved") === "" ||
  (at(line, "resolved") >= at(line, "opened") && !at(line, "resolved").startsWith("2026-02-30"));
const tickets = linesOf("tickets").filter(isSound);

describe("the embedded desk", () => {
  it("is what the script makes, in less than 200 kB; else run `npx tsx scripts/make-desk.ts`", () => {
    const made = deskCsv();
    for (const [name, text] of Object.entries(made))
      expect(readFileSync(new URL(name, folder), "utf8"), name).toBe(text);
    expect(Object.values(made).join("").length).toBeLessThan(200_000);
  });

  it("has rows that are rejected, each by the field that is wrong", () => {
    const rejected = review.ledgers.rows.flatMap((ledger) =>
      ledger.rejected.map(({ field }) => `${ledger.kind} ${field}`),
    );
    expect(rejected.sort()).toEqual([
      "call answeredAt",
      "shift endedAt",
      "subscription startedAt",
      "ticket resolvedAt",
      "ticket resolvedAt",
      "workItem finishedAt",
      "workItem finishedAt",
    ]);
  });
});

describe("the desk in March, counted by hand", () => {
  const calls = linesOf("calls").filter(isIn("2026-03", "offered"));
  const answered = calls.filter((line) => at(line, "answered") !== "");

  it("two service levels of the same calls", () => {
    const within = answered.filter((line) => secondsIn(line, "offered", "answered") <= 20).length;
    expect(march?.cells.level.inputs).toEqual(decimals({ answeredWithin: within, offered: calls.length }));
    expect(march?.cells.levelOfAnswered.inputs).toEqual(
      decimals({ answeredWithin: within, answered: answered.length }),
    );
    expect(march?.cells.abandoned.inputs).toEqual(
      decimals({ abandoned: calls.length - answered.length, offered: calls.length }),
    );
    expect(march?.assessments.level.status).toBe("missed");
  });

  it("occupancy and billable use", () => {
    const shifts = linesOf("shifts").filter(isIn("2026-03", "began"));
    const onDuty = sum(shifts, (line) => secondsIn(line, "began", "ended"));
    const breaks = sum(shifts, (line) => Number(at(line, "break_seconds")));
    const handling = sum(answered, (line) => Number(at(line, "handle_seconds")));
    const billable = sum(shifts, (line) => Number(at(line, "billable_seconds")));
    expect(march?.cells.occupancy.inputs).toEqual(decimals({ handling, onDuty, breaks }));
    expect(march?.cells.billable.inputs).toEqual(decimals({ billable, onDuty, breaks }));
  });

  it("tickets in time, where those open and overdue are missed, reopened, and in stock", () => {
    const due = tickets.filter(isIn("2026-03", "promised"));
    const met = due.filter(
      (line) => at(line, "resolved") !== "" && at(line, "resolved") <= at(line, "promised"),
    );
    expect(due.some((line) => at(line, "resolved") === "")).toBe(true);
    expect(march?.cells.inTime.inputs).toEqual(decimals({ met: met.length, due: due.length }));
    const settled = tickets.filter(isIn("2026-03", "resolved"));
    const reopened = settled.filter((line) => at(line, "reopened") === "yes").length;
    expect(march?.cells.reopened.inputs).toEqual(decimals({ reopened, settled: settled.length }));
    const open = tickets.filter(
      (line) => at(line, "opened") < "2026-04" && (at(line, "resolved") || "9999") >= "2026-04",
    );
    expect(march?.cells.backlog.inputs).toEqual(decimals({ atEnd: open.length }));
  });

  it("customers and people who stayed", () => {
    const stay = (lines: readonly Line[], first: string, last: string) => {
      const there = lines.filter(
        (line) => at(line, first) < "2026-03" && (at(line, last) || "9999") >= "2026-03",
      );
      const stayed = there.filter((line) => (at(line, last) || "9999") > "2026-03-31").length;
      return decimals({ stayed, atStart: there.length });
    };
    const known = linesOf("subscriptions").filter((line) => at(line, "first_day") !== "");
    expect(march?.cells.customers.inputs).toEqual(stay(known, "first_day", "last_day"));
    expect(march?.cells.employees.inputs).toEqual(stay(linesOf("people"), "joined", "left"));
  });

  it("in February, the resolution time of what was settled, and the cycle time from the first reply", () => {
    const settled = tickets.filter(isIn("2026-02", "resolved"));
    for (const [cell, from] of [
      [february?.cells.resolution, "opened"],
      [february?.cells.cycle, "first_reply"],
    ] as const)
      expect(Number(cell?.value)).toBeCloseTo(
        p85(settled.map((line) => secondsIn(line, from, "resolved"))),
        6,
      );
  });
});

describe("the review of the desk as text", () => {
  const lines = deskText(review, { locale: "en", width: 80 }).split("\n");

  it("has a row a month and their total in each block, with a total that has a verdict only when it is over", () => {
    const blocks = lines.filter((line) => line.startsWith("2026-03 ")).length;
    expect(blocks).toBeGreaterThan(1);
    for (const label of ["2026-01 ", "2026-02 ", "2026-04 (a) ", "all (a) "])
      expect(lines.filter((line) => line.startsWith(label))).toHaveLength(blocks);
    expect(lines.some((line) => /^2026-03 +77\.9 % ✗ +90\.8 % /.test(line))).toBe(true);
    expect(lines.some((line) => /^all \(a\) .* [✓!✗]/.test(line))).toBe(false);
  });

  it("says working time in hours, beside the days of the calendar", () => {
    const rows = lines.filter((line) => line.startsWith("2026-02 ")).join(" ");
    expect(rows).toMatch(/ 7 d 14 h +\d+ h \d+ min /);
  });

  it("explains one missed cell a family, and has no more to explain when nothing is missed", () => {
    const heads = lines.filter((line) => /, 2026-03: .*, from [\d,]+(?: records)?/.test(line));
    expect(heads.map((line) => line.split(/, (?:abandons|85th|2026)/)[0])).toEqual([
      "Service level in 20 s",
      "SLA attainment",
      "Cycle time",
      "Customer retention",
    ]);
    const early = deskText(deskReviewOf("2026-01-20"), { locale: "fr", width: 80 });
    expect(early).toContain("Rien à expliquer : aucun objectif n'est manqué.");
  });
});

/** As cells have them. */
function decimals(counts: Readonly<Record<string, number>>): unknown {
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [
      name,
      expect.toSatisfy((value) => Number(value) === count),
    ]),
  );
}
