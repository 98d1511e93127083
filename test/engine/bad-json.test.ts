import {
  instant,
  type Kind,
  merge,
  metric,
  metricFrom,
  number,
  population,
  record,
  reportOf,
  table,
  tallyFrom,
  tallyOf,
  text,
} from "kpi-core";
import { cycleTimeQuantile } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { only } from "../figures.ts";

const failure = (message: string) => expect.objectContaining({ name: "KpiError", code: "bad-json", message });

/** The JSON with one entry changed; `path` is as in `measures.0.fold`. */
function changed(json: unknown, path: string, value: unknown): unknown {
  const root = JSON.parse(JSON.stringify(json));
  const names = path.split(".");
  const last = names.pop() as string;
  const holder = names.reduce((part, name) => part[name], root);
  expect(holder, path).toHaveProperty(last);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return root;
}

describe("a tally in JSON with one entry wrong", () => {
  const rows = [
    { startedAt: 0, finishedAt: 3000, team: "a" },
    { startedAt: 0, finishedAt: 5000, team: "b" },
    { startedAt: "never", finishedAt: null, team: "b" },
  ];
  const teams = metric("teams", {
    title: { en: "Teams", fr: "Équipes" },
    about: "",
    unit: "count",
    better: "neither",
    inputs: { teams: population(workItem).dated("startedAt").distinct("team") },
    formula: "teams",
    example: { given: { teams: 2 }, gives: "2" },
    source: { text: "a test" },
  });
  const metrics = { median: cycleTimeQuantile({ p: 0.5 }), teams };
  const plan = {
    by: ["team"],
    per: "day",
    timeZone: "UTC",
    from: 0,
    to: "1970-01-03",
    asOf: "1970-01-03",
  } as const;
  const stored = tallyOf(metrics, table(workItem, rows), plan).toJSON();

  it("is read while nothing is", () => {
    const { rows: read } = reportOf(metrics, tallyFrom(JSON.parse(JSON.stringify(stored))));
    expect(read.map(({ cells }) => cells.median.value?.toString())).toEqual(["3", "5", undefined, undefined]);
  });

  it.each([
    ["format", "kpi-core tally 2", 'format is "kpi-core tally 2"; write kpi-core tally 1, as toJSON does'],
    ["by", "team", 'by is "team"; write a list'],
    ["by", ["team", "size"], "groups[0] has 1 entries; it needs 2"],
    ["by.0", 5, "by[0] is 5; write a text"],
    ["grain", undefined, "grain is missing; write a text"],
    ["timeZone", 1, "timeZone is 1; write a text"],
    ["asOf", "1970-01-03", 'asOf is "1970-01-03"; write a whole number'],
    ["asOf", 0.5, "asOf is 0.5; write a whole number"],
    ["periods", {}, "periods is an object; write a list"],
    ["periods.1", null, "periods[1] is null; write an object"],
    ["periods.0.grain", null, "periods[0]: grain is null; write a text"],
    ["periods.0.label", 1970, "periods[0]: label is 1970; write a text"],
    ["periods.0.start", "0", 'periods[0]: start is "0"; write a whole number'],
    ["periods.1.end", undefined, "periods[1]: end is missing; write a whole number"],
    ["periods.1.complete", "yes", 'periods[1]: complete is "yes"; write true or false'],
    [
      "periods.1.start",
      5,
      "periods[1] is out of order; each begins where the one before ends, and ends later",
    ],
    ["periods.0.end", 0, "periods[0] is out of order; each begins where the one before ends, and ends later"],
    ["groups", null, "groups is null; write a list"],
    ["groups.0", "a", 'groups[0] is "a"; write a list'],
    ["groups.1", ["b", "c"], "groups[1] has 2 entries; it needs 1"],
    ["groups.1.0", {}, "groups[1][0] is an object; write a text, a number, true, false or null"],
    ["measures", {}, "measures is an object; write a list"],
    ["measures.0", 5, "measures[0] is 5; write an object"],
    ["measures.0.key", "", 'measures[0]: key is ""; write a text'],
    ["measures.0.schedule", undefined, "measures[0]: schedule is missing; write a text"],
    ["measures.0.sums", [], "measures[0]: sums is an array; write an object"],
    ["measures.0.sums.n", 5, "measures[0]: n is 5; write an object"],
    ["measures.0.sums.n.scale", "0", 'measures[0]: n: scale is "0"; write a whole number'],
    ["measures.0.sums.n.scale", -1, "measures[0]: n: scale is -1; write 0"],
    ["measures.0.sums.n.units", [1], "measures[0]: n: units has 1 entries; it needs 4"],
    [
      "measures.0.sums.n.units.1",
      "1.5",
      'measures[0]: n: units[1] is "1.5"; write a whole number, past 2^53 as text',
    ],
    [
      "measures.0.sums.n.units.1",
      2 ** 60,
      "measures[0]: n: units[1] is 1152921504606847000; write a whole number, past 2^53 as text",
    ],
    ["measures.0.runs", null, "measures[0]: runs is null; write an object"],
    ["measures.0.runs.values", [], "measures[0]: values is an array; write an object"],
    ["measures.0.runs.values.starts", [0, 1], "measures[0]: values: starts has 2 entries; it needs 5"],
    [
      "measures.0.runs.values.starts",
      [0, 2, 1, 2, 2],
      "measures[0]: values: starts are 0, 2, 1, 2, 2; they rise from 0 to 2, the number of weights",
    ],
    [
      "measures.0.runs.values.starts",
      [0, 1, 1, 1, 1],
      "measures[0]: values: starts are 0, 1, 1, 1, 1; they rise from 0 to 2, the number of weights",
    ],
    [
      "measures.0.runs.values.starts",
      [1, 1, 2, 2, 2],
      "measures[0]: values: starts are 1, 1, 2, 2, 2; they rise from 0 to 2, the number of weights",
    ],
    ["measures.0.runs.values.keys", [], "measures[0]: values: keys has 0 entries; it needs 1"],
    [
      "measures.0.runs.values.keys.0.scale",
      null,
      "measures[0]: values: keys[0]: scale is null; write a whole number",
    ],
    [
      "measures.0.runs.values.keys.0.is",
      "flag",
      'measures[0]: values: keys[0]: is is "flag"; write one of number, text',
    ],
    [
      "measures.0.runs.values.keys.0.list",
      [1],
      "measures[0]: values: keys[0]: list has 1 entries; it needs 2",
    ],
    [
      "measures.0.runs.values.keys.0.list.0",
      "a",
      'measures[0]: values: keys[0]: list[0] is "a"; write a whole number, past 2^53 as text',
    ],
    ["measures.1.runs.values.keys.0.list.0", 5, "measures[1]: values: keys[0]: list[0] is 5; write a text"],
    [
      "measures.0.runs.values",
      {
        starts: [0, 2, 2, 2, 2],
        keys: [{ scale: 3, is: "number", list: [5000, 3000] }],
        weights: [1, 1],
      },
      "measures[0]: values: the keys of cell 0 do not rise; sort them, each once",
    ],
    ["measures.0.runs.values.weights", "11", 'measures[0]: values: weights is "11"; write a list'],
    ["measures.0.runs.values.weights.0", 0.5, "measures[0]: values: weights[0] is 0.5; write a whole number"],
    ["asOf", 8.64e15 + 1, "asOf is 8640000000000001; write epoch milliseconds that a Date can hold"],
    [
      "periods.1.end",
      8.64e15 + 1,
      "periods[1]: end is 8640000000000001; write epoch milliseconds that a Date can hold",
    ],
    ["approximate", "abc", 'approximate is "abc"; write a share above 0 and below 1, such as "0.01"'],
    ["groups.1", ["a"], "groups has one entry twice; write each once"],
    ["measures.1", stored.measures[0], "measures has one entry twice; write each once"],
    [
      "measures.1.fold",
      "count",
      `measures[1]: fold is "count"; write that of its key, ${stored.measures[1]?.key}`,
    ],
    ["measures.0.sums", {}, "measures[0]: n is missing; write an object"],
    ["measures.0.runs", {}, "measures[0]: values is missing; write an object"],
    [
      "measures.0.runs",
      { steps: 1 },
      "measures[0]: runs: no entry steps; its entries are values, currencies",
    ],
    ["measures.0.sums.n.units.0", -3, "measures[0]: n: units[0] is -3; write a whole number, 0 or more"],
    ["measures.0.sums.n.scale", 1, "measures[0]: n: scale is 1; write 0"],
    ["measures.0.sums.n.units", [0, 1, 0, 0], "measures[0]: cell 0 counts 0 rows and has 1 values"],
    ["measures.0.sums.n.units", [1, 1, 1, 0], "measures[0]: cell 2 counts 1 rows and has 0 values"],
    [
      "measures.0.runs.values.keys.0",
      { scale: 0, is: "text", list: ["a", "b"] },
      'measures[0]: values: keys[0]: list[0] is "a"; write a whole number, past 2^53 as text',
    ],
    [
      "measures.0.runs.values.keys.0.scale",
      100_001,
      "measures[0]: values: keys[0]: scale is 100001; write how many decimals, from 0 to 100000",
    ],
    ["measures.1.runs.values.keys.0.scale", 1, "measures[1]: values: keys[0]: scale is 1; write 0"],
    [
      "measures.0.runs.values.weights.0",
      0,
      "measures[0]: values: weights[0] is 0; write a whole number above 0",
    ],
    [
      "measures.0.runs.values.weights.0",
      -1,
      "measures[0]: values: weights[0] is -1; write a whole number above 0",
    ],
    ["ledgers", undefined, "ledgers is missing; write an object"],
    ["ledgers.rows.0.used", -1, "ledgers.rows[0]: used is -1; write a whole number, 0 or more"],
    [
      "ledgers.measures.0.fates.counted",
      -1,
      "ledgers.measures[0]: fates: counted is -1; write a whole number, 0 or more",
    ],
    ["ledgers.rows", {}, "ledgers.rows is an object; write a list"],
    ["ledgers.rows.0.kind", null, "ledgers.rows[0]: kind is null; write a text"],
    ["ledgers.rows.0.read", "3", 'ledgers.rows[0]: read is "3"; write a whole number'],
    ["ledgers.rows.0.used", null, "ledgers.rows[0]: used is null; write a whole number"],
    ["ledgers.rows.0.leftOut", [], "ledgers.rows[0]: leftOut is an array; write an object"],
    ["ledgers.rows.0.rejected", 1, "ledgers.rows[0]: rejected is 1; write a list"],
    ["ledgers.rows.0.rejected.0.kind", 1, "ledgers.rows[0]: rejected[0]: kind is 1; write a text"],
    ["ledgers.rows.0.rejected.0.row", "2", 'ledgers.rows[0]: rejected[0]: row is "2"; write a whole number'],
    ["ledgers.rows.0.rejected.0.field", 1, "ledgers.rows[0]: rejected[0]: field is 1; write a text"],
    ["ledgers.rows.0.rejected.0.message", 1, "ledgers.rows[0]: rejected[0]: message is 1; write a text"],
    ["ledgers.measures", null, "ledgers.measures is null; write a list"],
    ["ledgers.measures.0.key", 1, "ledgers.measures[0]: key is 1; write a text"],
    ["ledgers.measures.0.accepted", "2", 'ledgers.measures[0]: accepted is "2"; write a whole number'],
    ["ledgers.measures.0.fates", "x", 'ledgers.measures[0]: fates is "x"; write an object'],
    [
      "ledgers.measures.0.fates.counted",
      "2",
      'ledgers.measures[0]: fates: counted is "2"; write a whole number',
    ],
  ])("%s: %o", (path, value, message) => {
    expect(() => tallyFrom(changed(stored, path, value))).toThrow(failure(`tally: ${message}`));
  });

  it("a fold and a fate that there are not", () => {
    expect(() => tallyFrom(changed(stored, "measures.0.fold", "median"))).toThrow(
      /^tally: measures\[0\]: fold is "median"; write one of count, sum, /,
    );
    expect(() => tallyFrom(changed(stored, "ledgers.rows.0.leftOut", { lost: 1 }))).toThrow(
      /^tally: ledgers.rows\[0\]: leftOut is "lost"; write one of counted, /,
    );
  });

  it.each([
    [undefined, "tally is missing; write an object"],
    [null, "tally is null; write an object"],
    [[], "tally is an array; write an object"],
    ["{}", 'tally is "{}"; write an object'],
    [{}, "tally: format is missing; write kpi-core tally 1, as toJSON does"],
  ])("that is %o", (json, message) => {
    expect(() => tallyFrom(json)).toThrow(failure(message));
  });
});

describe("a tally in JSON of spans", () => {
  const spans = population(workItem).during("startedAt", "finishedAt");
  const life = only(spans.survival("0.5"));
  const busy = only(spans.busySeconds("team"));
  const peak = only(spans.peak());
  const whole = tallyOf(
    { life, busy, peak },
    table(workItem, [{ startedAt: 0, finishedAt: 3000, team: "a" }]),
    { by: ["team"] },
  );
  const stored = JSON.parse(JSON.stringify(whole)) as unknown;

  it("is read while nothing is wrong", () => {
    const { totals } = reportOf({ life, busy, peak }, tallyFrom(stored));
    expect(Object.values(totals?.cells ?? {}).map(({ value }) => value?.toNumber())).toEqual([3, 3, 1]);
  });

  it.each([
    [
      "0.runs.lifetimes.keys.0.list.0",
      "3000",
      '0]: lifetimes: keys[0]: list[0] is "3000"; write a whole number',
    ],
    [
      "0.runs.lifetimes.keys.1.list.0",
      2,
      "0]: lifetimes: keys[1]: list[0] is 2; write 1 where it is open, else 0",
    ],
    ["0.runs.lifetimes.keys.0.scale", 3, "0]: lifetimes: keys[0]: scale is 3; write 0"],
    ["0.runs.lifetimes.weights.0", 0, "0]: lifetimes: weights[0] is 0; write a whole number that is not 0"],
    [
      "1.runs.steps.keys",
      [{ scale: 0, is: "number", list: [0, 3000] }],
      "1]: steps: keys has 1 entries; it needs 2",
    ],
    ["2.runs.steps.keys", [], "2]: steps: keys has 0 entries; it needs 1"],
    ["0.sums", { n: 1 }, "0]: sums: no entry n; its entries are "],
  ])("%s: %o", (path, value, message) => {
    expect(() => tallyFrom(changed(stored, `measures.${path}`, value))).toThrow(`tally: measures[${message}`);
  });
});

describe("tallies of what is a text in one and a number in the other", () => {
  it("do not add up, and say so", () => {
    const part = (kind: Kind, who: string | number) => {
      const people = only(
        population(kind)
          .dated("at" as never)
          .distinct("who" as never),
      );
      const tally = tallyOf({ people }, table(kind, [{ at: 0, who }]), {});
      return { people, tally: tallyFrom(JSON.parse(JSON.stringify(tally))) };
    };
    const texts = part(record("visit", { at: instant("when"), who: text("their name") }), "a");
    const numbers = part(record("visit", { at: instant("when"), who: number("theirs", "number") }), 5);
    const { totals } = reportOf({ people: texts.people }, merge(texts.tally, numbers.tally));
    expect(totals?.cells.people).toMatchObject({ status: "none", reason: "not-mergeable" });
  });
});

describe("a metric in JSON with one entry wrong", () => {
  const { hash: _, ...stored } = cycleTimeQuantile({ p: 0.5 }).toJSON();
  const from = (json: unknown) => () => metricFrom(json, [workItem]);
  const at = "metric cycleTimeP50";

  it.each([
    ["id", 5, "metric: id is 5; write a text"],
    ["title", "Cycle time", `${at}: title is "Cycle time"; write an object`],
    ["title.en", null, `${at}: title: en is null; write a text`],
    ["title.fr", undefined, `${at}: title: fr is missing; write a text`],
    ["about", 5, `${at}: about is 5; write a text`],
    ["unit", "percent", `${at}: unit is "percent"; write one of share, ratio, count, number, seconds, money`],
    ["better", "more", `${at}: better is "more"; write one of higher, lower, target, neither`],
    ["inputs", [], `${at}: inputs is an array; write an object`],
    ["inputs.quantile", "x", `${at}: input quantile is "x"; write an object`],
    [
      "inputs.quantile.of",
      "workitem",
      `${at}: input quantile: of is "workitem"; name a kind that was given: workItem`,
    ],
    [
      "inputs.quantile.fold",
      "median",
      `${at}: input quantile: fold is "median"; write one of count, sum, min, max, distinct, quantile`,
    ],
    [
      "inputs.quantile.dated",
      undefined,
      `${at}: input quantile is missing; say when: "dated": "resolvedAt", or "during": ["startedAt", "finishedAt"]`,
    ],
    ["formula", 5, `${at}: formula is 5; write a text`],
    ["example", null, `${at}: example is null; write an object`],
    ["example.given", 5, `${at}: example.given is 5; write an object`],
    ["example.gives", 5, `${at}: example: gives is 5; write a text`],
    ["source", "a book", `${at}: source is "a book"; write an object`],
    ["source.text", "", `${at}: source: text is ""; write a text`],
  ])("%s: %o", (path, value, message) => {
    expect(from(changed(stored, path, value))).toThrow(failure(message));
  });

  it.each<[string, string, unknown, string]>([
    ["", "matured", "P7D", `${at}: no entry matured; its entries are id, title, about, `],
    ["title", "de", "Zeit", `${at}: title: no entry de; its entries are en, fr`],
    ["example", "takes", "1", `${at}: example: no entry takes; its entries are given, gives`],
    ["source", "link", "x", `${at}: source: no entry link; its entries are text, url, recalled`],
    ["source", "recalled", "no", `${at}: source: recalled is "no"; write true, or leave it out`],
    ["", "personal", "yes", `${at}: personal is "yes"; write true, or leave it out`],
    ["quantile", "wher", "true", "no entry wher; its entries are fold, of, where, dated, value, p, method"],
    [
      "quantile",
      "during",
      ["startedAt", "finishedAt"],
      "no entry during; its entries are fold, of, where, dated",
    ],
    [
      "quantile",
      "clock",
      "working",
      "no entry clock; its entries are fold, of, where, dated, value, p, method",
    ],
    ["quantile", "value", undefined, "value is missing; write a text"],
    ["quantile", "p", undefined, "p is missing; write a share from 0 to 1, such as 0.85"],
    ["quantile", "p", {}, "p is an object; write a share from 0 to 1, such as 0.85"],
    ["quantile", "fold", "count", "no entry value; its entries are fold, of, where, dated"],
    ["quantile", "fold", "sum", "no entry p; its entries are fold, of, where, dated, value"],
    ["quantile", "fold", "periodSeconds", "no entry of; its entries are fold"],
  ])("what nobody would read, or a fold needs: %s %s: %o", (where, name, value, message) => {
    const json = structuredClone(stored) as Record<string, unknown>;
    const input = (json.inputs as Record<string, unknown>).quantile;
    const holder = where === "" ? json : where === "quantile" ? input : json[where];
    Object.assign(holder as object, { [name]: value });
    expect(from(JSON.parse(JSON.stringify(json)))).toThrow(message);
  });

  it("the measure of a span", () => {
    const during = { fold: "seconds", of: "workItem", during: ["startedAt", "finishedAt"] };
    const withEntries = (entries: object) =>
      from({ ...stored, inputs: { quantile: { ...during, ...entries } } });
    const input = `${at}: input quantile`;
    expect(withEntries({ clock: "working" })().inputs.quantile?.key).toContain("in working time");
    expect(withEntries({ clock: "calendar" })).toThrow(`${input}: clock is "calendar"; write one of working`);
    // Its weight is value, and p would have been one
    expect(withEntries({ p: "2" })).toThrow(
      `${input}: no entry p; its entries are fold, of, where, during, clock, value`,
    );
    expect(withEntries({ during: [{ edge: "start", field: "startedAt", of: 1 }, "finishedAt"] })).toThrow(
      `${input}: during: no entry of; its entries are edge, field`,
    );
  });

  it("kinds that were not given", () => {
    expect(() => metricFrom(stored, undefined as never)).toThrow(
      "metricFrom: kinds is missing; write a list",
    );
  });

  it("what a definition would refuse", () => {
    expect(from(changed(stored, "formula", "median"))).toThrow('no "median" here; the names are quantile');
    expect(from(changed(stored, "inputs.quantile.where", "known(done)"))).toThrow('no "done" here');
    expect(from(changed(stored, "inputs.quantile.p", "50"))).toThrow('quantile: p is "50"; write a share');
    expect(from({ ...stored, matures: "a week" })).toThrow('matures "a week" is no duration');
    expect(from({ ...stored, hash: "0" })).toThrow(`${at}: hash is "0"; the definition has `);
  });
});

describe("what would be a silent number, or an error of the engine's own", () => {
  it.each([
    ["inputs.quantile.where", null],
    ["inputs.quantile.value", null],
    ["inputs.quantile.dated", null],
    ["inputs.quantile.method", "R-10"],
    ["inputs.quantile.value", 5],
    ["example.given.quantile", "many"],
    ["source.url", 5],
    ["aliases", "SLE"],
  ])("JSON of a metric: %s: %o", (path, value) => {
    const { hash: _, ...stored } = cycleTimeQuantile({ p: 0.5 }).toJSON();
    const name = path.split(".").at(-1) as string;
    expect(() => metricFrom(changed(stored, path, value), [workItem])).toThrow(
      expect.objectContaining({ name: "KpiError", message: expect.stringContaining(name) }),
    );
  });
});
