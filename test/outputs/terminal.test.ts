import fc from "fast-check";
import { evaluate, KpiError, metric, population, reportOf, table, tallyOf, toDate } from "kpi-core";
import { assess, target } from "kpi-core/benchmarks";
import { terminal } from "kpi-core/outputs";
import { workSchedule } from "kpi-core/periods";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { widthOf } from "../../src/outputs/lines.ts";
import { assessed, items, metrics, plan, report, rows } from "./sample.ts";

describe("a report in a terminal", () => {
  it("says quarters and weeks in French as T and S", () => {
    const labels = (per: "quarter" | "isoWeek") => {
      const { cycleTime } = metrics;
      const text = terminal(evaluate({ cycleTime }, rows, { ...plan, per }), { locale: "fr" });
      return text.split("\n").filter((line) => line.startsWith("202"));
    };
    // The first item was finished on Monday, 5 January, which begins week 2
    expect(labels("quarter")[0]).toMatch(/^2026-T1 /);
    expect(labels("isoWeek")[0]).toMatch(/^2026-S02 /);
  });

  it("is a table with its marks explained and its rows accounted for", () => {
    expect(terminal(report)).toBe(
      `
2026-01-01 to 2026-02-28, as of 2026-02-11 (UTC)

                                                 Cycle
                     Throughput                  time,
Period       team       (count)      On time      mean
───────────  ──────  ──────────  ───────────  ────────
2026-01      north            1   50.0 %       4 d
2026-01      null             0        – (a)     – (a)
2026-01      (none)           1        – (a)   0 s
2026-01      all              2   50.0 %       2 d

2026-02 (b)  north            1        – (a)  22 d
2026-02 (b)  null             1  100.0 %       2 d
2026-02 (b)  (none)           0    0.0 %         – (a)
2026-02 (b)  all              2   50.0 %      12 d

all (b)      north            2   50.0 %      13 d
all (b)      null             1  100.0 %       2 d
all (b)      (none)           1    0.0 %       0 s
all (b)      all              4   50.0 %       7 d

(a) no value: no records to measure
(b) not complete: still running at the date of the report, 2026-02-11
1 d = 24 h, nights and weekends included

workItem: 6 rows read = 5 used + 0 left out + 1 rejected`.trimStart(),
    );
  });

  it("has targets above and below, verdicts beside the values, and what to look at, in French", () => {
    // Of January: on time 1 of 2, not 60 % and yet 50 %; north takes 4 days of its 5, all 2 of 3. February still runs
    expect(terminal(assessed, { locale: "fr", width: 120 }).replaceAll("\u202f", "~")).toBe(
      `
Du 2026-01-01 au 2026-02-28, état au 2026-02-11 (UTC)

                                                 Temps de
                                  Respect des       cycle
                                    échéances       moyen
                                   objectif~:  objectif~:
                           Débit     au moins        voir
Période       team      (nombre)       60,0~%  ci-dessous
────────────  ────────  ────────  ───────────  ──────────
2026-01       north            1   50,0~% !       4 j ✓
2026-01       null             0        – (a)       – (a)
2026-01       (aucun)          1        – (a)     0 s ✓
2026-01       ensemble         2   50,0~% !       2 j ✓

2026-02 (b)   north            1        – (a)    22 j …
2026-02 (b)   null             1  100,0~% …       2 j …
2026-02 (b)   (aucun)          0    0,0~% …         – (a)
2026-02 (b)   ensemble         2   50,0~% …      12 j …

ensemble (b)  north            2   50,0~% …      13 j …
ensemble (b)  null             1  100,0~% …       2 j …
ensemble (b)  (aucun)          1    0,0~% …       0 s …
ensemble (b)  ensemble         4   50,0~% …       7 j …

✓ atteint · ! à surveiller · … en cours
(a) pas de valeur~: aucun enregistrement à mesurer
(b) incomplète~: encore en cours à la date du rapport, 2026-02-11
1 j = 24 h, nuits et week-ends compris

Objectifs
  Respect des échéances~: au moins 60,0~%, à surveiller jusqu'à 50,0~%
  Temps de cycle moyen~: au plus 5 j, team north
  Temps de cycle moyen~: au plus 3 j

À regarder pour 2026-01
  à surveiller~: Respect des échéances, tous groupes~: 50,0~% (-10,0~points, objectif au moins 60,0~%)
  à surveiller~: Respect des échéances, team north~: 50,0~% (-10,0~points, objectif au moins 60,0~%)

workItem~: 6 lignes lues = 5 utilisées + 0 exclue + 1 rejetée`.trimStart(),
    );
  });

  it("puts columns that do not fit below, under the same labels", () => {
    expect(terminal(report, { rows: "byGroup", width: 40 })).toBe(
      `
2026-01-01 to 2026-02-28, as of
2026-02-11 (UTC)

                 Throughput
Period   team       (count)  On time
───────  ──────  ──────────  ───────
all (a)  north            2   50.0 %
all (a)  null             1  100.0 %
all (a)  (none)           1    0.0 %
all (a)  all              4   50.0 %

                 Cycle
                 time,
Period   team     mean
───────  ──────  ─────
all (a)  north    13 d
all (a)  null      2 d
all (a)  (none)    0 s
all (a)  all       7 d

(a) not complete: still running at the
    date of the report, 2026-02-11
1 d = 24 h, nights and weekends included

workItem: 6 rows read = 5 used + 0 left
    out + 1 rejected`.trimStart(),
    );
  });

  it("shows the periods alone where there are no groups, and one period without its total", () => {
    const tableOf = (text: string) => (text.split("\n\n")[1] ?? "").split("\n").slice(-3);
    const own = { throughput: metrics.throughput };
    expect(tableOf(terminal(evaluate(own, rows, plan)))).toEqual([
      "2026-01               2",
      "2026-02 (a)           3", // f too: nothing here reads when it started
      "all (a)               5",
    ]);
    expect(tableOf(terminal(evaluate(own, rows, { ...plan, to: "2026-02-01" })))).toEqual([
      "Period      (count)",
      "───────  ──────────",
      "2026-01           2",
    ]);
    expect(tableOf(terminal(report, { rows: "byPeriod" })).at(-1)).toBe(
      "all (a)               4  50.0 %    7 d",
    );
  });

  it("tells a period that the range cuts from one that still runs", () => {
    const cut = evaluate(metrics, rows, { ...plan, asOf: "2026-03-01", from: "2026-01-03" });
    expect(terminal(cut)).toContain("2026-01 (a)");
    expect(terminal(cut)).toContain("(a) not complete: cut by the range of the report");
  });

  it("tells the text of a group from null, from a number and from the total", () => {
    const groups = [null, "(none)", "all", 1, "1", true, "yes", ""];
    const own = table(
      workItem,
      groups.map((key) => ({ finishedAt: 0, key })),
    );
    const text = terminal(evaluate({ n: metrics.throughput }, own, { by: ["key"] }), { rows: "byGroup" });
    const labels = [...text.matchAll(/^all +(\S+) +\d$/gm)].map(([, label]) => label);
    expect(labels).toEqual(["1", '""', '"(none)"', '"1"', '"all"', '"yes"', "yes", "(none)", "all"]);
  });

  it("tells texts apart that differ in their spaces or in quotation marks, in the table and below it", () => {
    const groups = ["a b", "a  b", "a\u00a0b", 1, "1", '"1"', "c\u00a0d"];
    const own = table(
      workItem,
      groups.map((key) => ({ finishedAt: 0, key })),
    );
    const report = evaluate({ n: metrics.throughput }, own, { by: ["key"] });
    const text = terminal(assess(report, { n: target({ atLeast: 2 }) }), { rows: "byGroup" });
    const labels = [...text.matchAll(/^all +(\S.*\S|\S) +1 ✗$/gm)].map(([, label]) => label);
    const seen = ["1", '"\\"1\\""', '"1"', '"a\\u{20} b"', '"a b"', '"a\\u{a0}b"', "c d"];
    expect(labels).toEqual(seen);
    const below = [...text.matchAll(/Throughput, key (.*?): 1/g)].map(([, label]) => label);
    expect(below).toEqual(seen);
  });

  it("Chinese signs beyond the first plane take two columns, Korean written in letters one syllable", () => {
    // As wcwidth has it: 𠮷 2, ᄒ 2, ᅡ 0, ᆫ 0
    expect(widthOf("𠮷野家")).toBe(6);
    expect(widthOf("한".normalize("NFD"))).toBe(2);
  });

  it("of windows from the start of a year looks at the last", () => {
    const days = ["2026-01-09", "2026-02-02", "2026-02-20", "2026-04-01"];
    const done = table(
      workItem,
      days.map((day) => ({ finishedAt: `${day}T12:00Z` })),
    );
    const n = metrics.throughput;
    const months = tallyOf({ n }, done, { per: "month", timeZone: "UTC", asOf: "2026-06-01" });
    const toNow = reportOf({ n }, toDate(months, "year"));
    const below = (atLeast: number) => terminal(assess(toNow, { n: target({ atLeast }) })).split("\n\n")[4];
    // 1, 3, 3 and 4 until the end of April
    expect(below(5)).toBe("To look at in 2026-04\n  missed: Throughput: 4 (-1, target at least 5)");
    expect(below(4)).toBe("Nothing is missed or at risk in 2026-04.");
  });

  it("says what a day is where only a target is in days", () => {
    const own = table(workItem, [{ startedAt: 0, finishedAt: 3_600_000 }]);
    const report = evaluate({ time: metrics.cycleTime }, own, {});
    expect(terminal(report)).not.toContain("1 d = 24 h");
    expect(terminal(assess(report, { time: target({ atMost: "P5D" }) }))).toContain("1 d = 24 h");
  });

  it("writes out signs that would move the cursor", () => {
    const own = table(workItem, [{ finishedAt: 0, team: "\u001b[2Ja\nb\u202e" }]);
    const text = terminal(evaluate({ n: metrics.throughput }, own, { by: ["team"] }));
    expect(text).toContain("\\u{1b}[2Ja\\u{a}b\\u{202e}");
    expect(text.includes("\u001b") || text.includes("\u202e")).toBe(false);
  });

  it("says working time in hours", () => {
    const work = population(workItem).dated("finishedAt").sum("workingSeconds(startedAt, finishedAt)");
    const worked = metric("worked", {
      title: { en: "Worked", fr: "Travaillé" },
      about: "",
      unit: "seconds",
      better: "neither",
      inputs: { work },
      formula: "work",
      example: { given: { work: 1 }, gives: "1" },
      source: { text: "a test" },
    });
    const hours = [["09:00", "17:00"]] as const;
    const weekly = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
    const schedules = { office: workSchedule({ timeZone: "UTC", weekly }) };
    const week = [{ startedAt: "2026-01-05T09:00Z", finishedAt: "2026-01-09T17:00Z" }]; // five days of eight hours
    const text = terminal(
      evaluate({ worked }, table(workItem, week), { per: "month", timeZone: "UTC", schedules }),
    );
    expect(text).toMatch(/^2026-01 +40 h$/m);
  });

  it("says that there is nothing where there is nothing", () => {
    expect(terminal(evaluate(metrics, table(workItem, items.slice(5), {}, { zone: "UTC" }), plan))).toBe(
      "No rows in any period: there is nothing to show.\n\nworkItem: 1 row read = 0 used + 0 left out + 1 rejected",
    );
  });

  it("explains a value that no target judges, and a value that moves", () => {
    const two = assess(report, {
      onTime: [target({ atLeast: 0.4, until: "2026-02-01" }), target({ atLeast: 0.6, from: "2026-02-01" })],
    });
    const text = terminal(two);
    expect(text).toContain("(c) no verdict: the target changes within the period");
    expect(text).toMatch(/^all \(b\) +all +4 +50\.0 % \(c\)/m);
    expect(text).toMatch(/target: see .*\n.* below /);
    expect(text).toContain("On time: at least 40.0 %, until 2026-02-01, not included");
    expect(text).toContain("Nothing is missed or at risk in 2026-01.");
  });

  it("refuses a width that cannot be, and says which can", () => {
    expect(() => terminal(report, { width: 20 })).toThrow(
      new KpiError("bad-input", "terminal: width is 20; write a whole number, 40 or more"),
    );
    expect(() => terminal(report, { rows: "some" as "all" })).toThrow(
      'terminal: rows is "some"; write one of "all", "each", "byPeriod", "byGroup", "totals"',
    );
    const name = "a very long name of a group";
    const keys = { finishedAt: 0, team: name, type: name, size: 1, activeSeconds: 1 };
    const by = ["team", "type", "size", "activeSeconds"] as const;
    const wide = evaluate(
      { cycleTime: metrics.cycleTime, throughput: metrics.throughput },
      table(workItem, [{ ...keys, startedAt: 0 }]),
      { by },
    );
    // Period 6, team and type 8, size 4, activeSeconds 8, four gaps of 2, and 2 + 3 for a value
    expect(() => terminal(wide, { width: 40 })).toThrow(
      "terminal: width 40 is too narrow for its labels and values; give 47",
    );
    expect(
      Math.max(
        ...terminal(wide, { width: 47 })
          .split("\n")
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(47);
  });
});

/** Counted apart from the library: signs that combine take no column, Chinese ones two. */
function columns(line: string): number {
  return [...line.replace(/\p{Mn}/gu, "")].reduce(
    (sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1),
    0,
  );
}

describe("whatever the titles, the groups and the width", () => {
  const signs = fc.constantFrom(..."aaaeéimnost    ,-%(e\u0301)時間\u202f\u00a0W".split(""), "e\u0301");
  const some = fc.array(signs, { minLength: 1, maxLength: 60 }).map((all) => `x${all.join("")}`);
  const oneWord = fc
    .array(fc.constantFrom(..."aé時W"), { minLength: 30, maxLength: 90 })
    .map((all) => all.join(""));
  const text = fc.oneof(some, oneWord);

  it("no line is longer, and no title is cut", () => {
    const locale = fc.constantFrom("en" as const, "fr" as const);
    const width = fc.integer({ min: 40, max: 130 });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 6 }),
        text,
        width,
        locale,
        (titles, team, width, locale) => {
          const named = titles.map((title, i) => {
            const { inputs, formula, unit, better, about, example, source } = metrics.cycleTime;
            const words = { title: { en: title, fr: title }, unit, better, about, example, source };
            return [`m${i}`, metric(`m${i}`, { ...words, inputs, formula })] as const;
          });
          const own = table(
            workItem,
            items.map((item) => ({ ...item, team })),
            {},
            { zone: "UTC" },
          );
          const printed = terminal(evaluate(Object.fromEntries(named), own, { ...plan, by: ["team"] }), {
            width,
            locale,
          });
          for (const line of printed.split("\n")) expect(columns(line)).toBeLessThanOrEqual(width);
          const alone = evaluate(Object.fromEntries(named.slice(0, 1)), own, plan);
          const [, table1 = ""] = terminal(alone, { width, locale }).split("\n\n");
          const header = table1.slice(0, table1.indexOf("─")).replace(/Period|Période/, "");
          expect(header.replace(/\s/g, "")).toBe(titles[0]?.replace(/\s/g, ""));
        },
      ),
      { numRuns: 40 },
    );
  });
});
