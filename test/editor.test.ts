import { describe, expect, it } from "vitest";
import { openEditor } from "./editor.ts";

const editor = openEditor();
const before = `
import { endOf, evaluate, metric, population, rollUp, table, tallyOf } from "kpi-core";
import { cycleTime, throughput } from "kpi-core/metrics/flow";
import { person, ticket, workItem } from "kpi-core/records";

interface Held { begun: string; done: string | null; points: number; squad: string }
const rows: Held[] = [];
const items = table(workItem, rows, { startedAt: "begun", finishedAt: "done" });
const report = evaluate({ time: cycleTime, done: throughput }, items, { by: ["squad"], per: "month", timeZone: "UTC" });
const row = report.rows[0]!;
const tally = tallyOf({ time: cycleTime }, items, { by: ["squad"] });
const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
const words = {
  title: { en: "Reopen rate", fr: "Taux de réouverture" },
  about: "",
  unit: "share",
  better: "lower",
  example: { given: { reopened: 3, settled: 120 }, gives: "0.025" },
  source: { text: "a test" },
} as const;
const inputs = { reopened: settled.count("reopened"), settled: settled.count() };
const reopenRate = metric("reopenRate", { ...words, inputs, formula: "reopened / settled" });
`;
const at = (line: string) => editor.at(before + line);

describe("an editor offers", () => {
  it("types what every example here begins with", () => {
    expect(editor.underlines(before)).toEqual([]);
  }, 60_000); // the first program takes the time of all

  const instants = ["dueAt", "finishedAt", "requestedAt", "startedAt"];
  const groupable = [
    ...["activeSeconds", "key", "reopens", "reworks", "run", "size", "skips", "state", "team", "truncated"],
    ...["type", "waitingSeconds"],
  ];
  const fields = [...groupable, ...instants].sort();
  const columns = ["begun", "done", "points", "squad"];
  it.each([
    ["the fields of the kind to a mapping", "table(workItem, rows, { ▮ })", fields],
    ["the columns that may hold an instant", 'table(workItem, rows, { startedAt: "▮" })', columns],
    ["the columns that may hold a text", 'table(workItem, rows, { team: "▮" })', ["begun", "done", "squad"]],
    ["the columns to a dimension", 'table(workItem, rows, {}, { dimensions: { client: "▮" } })', columns],
    ["how to read rows", "table(workItem, rows, {}, { ▮ })", ["dimensions", "histories", "missing", "zone"]],
    [
      "the ends that may be missing",
      "table(workItem, rows, {}, { missing: { ▮ } })",
      ["dueAt", "finishedAt", "requestedAt", "startedAt"],
    ],
    ["the names to group by", 'evaluate({ time: cycleTime }, items, { by: ["▮"] })', names()],
    [
      "the names that all of several tables have",
      'evaluate({ time: cycleTime }, { workItem: items, ticket: table(ticket, []) }, { by: ["▮"] })',
      ["team"],
    ],
    [
      "the grains",
      'evaluate({ time: cycleTime }, items, { per: "▮" })',
      ["day", "halfYear", "hour", "isoWeek", "month", "quarter", "year"],
    ],
    [
      "the entries of a plan",
      "evaluate({ time: cycleTime }, items, { ▮ })",
      ["approximate", "asOf", "by", "compare", "from", "per", "schedules", "timeZone", "to"],
    ],
    ["the cells that were asked for", "report.rows[0].cells.▮", ["done", "time"]],
    ["the inputs of their metric", "report.rows[0].cells.time.inputs.▮", ["elapsed", "finished"]],
    ["the names in by", "report.rows[0].group.▮", ["squad"]],
    ["the names that a tally is by", 'rollUp(tally, { by: ["▮"] })', ["squad"]],
    [
      "the instants of a kind",
      'population(ticket).dated("▮")',
      ["dueAt", "firstRepliedAt", "openedAt", "repeatedAt", "resolvedAt"],
    ],
    [
      "the ends of a span",
      'population(ticket).during("openedAt", "▮")',
      ["dueAt", "firstRepliedAt", "openedAt", "repeatedAt", "resolvedAt"],
    ],
    ["the arguments of a metric", "cycleTime({ ▮ })", ["elapsed", "finished"]],
    ["the folds of records at a moment", "settled.▮", ["count", "distinct", "max", "min", "quantile", "sum"]],
  ])("%s", (_, line, expected) => {
    expect(at(line).offers).toEqual(expected);
  });

  it("the columns whose day may end", () => {
    expect(at('table(workItem, rows, { dueAt: endOf("▮") })').offers).toEqual(
      expect.arrayContaining(columns),
    );
  });

  function names() {
    return [...groupable, ...columns].sort();
  }
});

describe("an editor shows", () => {
  const metrics = `{
    readonly time: Metric<"elapsed / finished", "elapsed" | "finished", "workItem">;
    readonly done: Metric<"finished", "finished", "workItem">;
}`;
  const group = `{
    readonly squad: string;
}`;

  it.each([
    [
      "a metric: formula, inputs and kind",
      "▮reopenRate",
      'const reopenRate: Metric<"reopened / settled", "reopened" | "settled", "ticket">',
    ],
    ["a report: its metrics and groups", "▮report", `const report: Report<${metrics}, ${group}>`],
    ["a row likewise", "▮row", `const row: Row<${metrics}, ${group}>`],
    ["a cell: its inputs", "row.cells.▮time", '(property) time: Cell<"elapsed" | "finished">'],
    ["a value, which may be none", "row.cells.time.▮value", "(property) value: Decimal | null"],
    ["an input", "row.cells.time.inputs.▮elapsed", "(property) elapsed: Decimal | null"],
    ["the value of a group", "row.group.▮squad", "(property) squad: string"],
    ["a tally: its groups", "▮tally", `const tally: Tally<${group}>`],
    ["a field", "ticket.fields.▮resolvedAt", '(property) resolvedAt: Field<"instant", true>'],
    ["an argument", "cycleTime({ ▮elapsed: 1, finished: 2 })", "(property) elapsed: Numeric | null"],
    [
      "a scalar call",
      "▮cycleTime({ elapsed: 1, finished: 2 })",
      `(alias) cycleTime(given: Readonly<Record<"elapsed" | "finished", Numeric | null>>): Decimal | null
import cycleTime`,
    ],
    [
      "where a field comes from: the rows and what it holds",
      'table(workItem, rows, { ▮startedAt: "begun" })',
      "(property) startedAt?: From<Held, InstantLike>",
    ],
  ])("%s", (_, line, expected) => {
    expect(at(line).hover).toBe(expected);
  });

  it("a table: its kind and what it can be grouped by", () => {
    const [first, ...more] = at("▮items").hover.split("\n");
    expect(first).toBe('const items: Table<"workItem", {');
    expect(more.sort()).toEqual([
      "    activeSeconds: number | null;",
      "    begun: string;",
      "    done: string | null;",
      "    key: string | null;",
      "    points: number;",
      "    reopens: number | null;",
      "    reworks: number | null;",
      "    run: number | null;",
      "    size: number | null;",
      "    skips: number | null;",
      "    squad: string;",
      "    state: string | null;",
      "    team: string | null;",
      "    truncated: boolean | null;",
      "    type: string | null;",
      "    waitingSeconds: number | null;",
      "}>",
    ]);
  });

  const signatures = {
    evaluate:
      "evaluate<const M extends Metrics, const T extends Tables, const By extends GroupNames<T> = never>(metrics: M, tables: TablesFor<M, T>, plan: Plan<By>): Report<M, Grouped<T, By>>",
    metric:
      "metric<const Formula extends string, const Input extends string, Kinds extends string>(id: string, definition: MetricDefinition<Formula, Input, Kinds>): Metric<Formula, Input, Kinds>",
    table:
      'table<K extends Kind, R extends object, const D extends Readonly<Record<string, From<R, Key>>> = Record<never, never>, const H extends Readonly<Record<string, HistoryField<R>>> = Record<never, never>>(kind: K, rows: Iterable<R> | Columns<R>, mapping?: Mapping<K, R>, options?: TableOptions<K, R, D, H>): Table<K["name"], GroupsOf<K, R, D, H>>',
  };
  it.each(Object.entries(signatures))("the signature of %s", (name, expected) => {
    expect(at(`▮${name}`).hover).toBe(`(alias) function ${expected}\nimport ${name}`);
  });

  it("a call of evaluate without a wall of fields", () => {
    const { hover } = at('▮evaluate({ time: cycleTime }, items, { by: ["squad"] })');
    expect(hover).toContain('Table<"workItem", {');
    expect(hover).not.toContain("Field<");
    expect(hover.split("\n").length).toBeLessThan(30);
  });

  it.each([
    ["▮evaluate", "Evaluates metrics over the records of tables, by period and group"],
    ["▮table", "Binds rows to a kind: the names they use for its fields, and how to read them."],
    ["▮metric", "A metric: words, named measures and a formula over them."],
    ["▮cycleTime", "The mean of the time from start to finish"],
    ["▮ticket", "A request to a service desk or a support team"],
    ['settled.▮sum("score")', "The exact sum of an expression; 0 over nothing."],
    ["report.▮totals", "The whole range over all groups"],
    ["evaluate({ time: cycleTime }, items, { ▮per: 'month' })", "The grain of the periods"],
    ["table(workItem, rows, {}, { ▮zone: 'UTC' })", "The zone of texts without an offset"],
  ])("what it is for: %s", (line, words) => {
    expect(at(line).doc).toContain(words);
  });
});

describe("an editor underlines", () => {
  it.each([
    [
      "a misspelt name",
      'population(ticket).where("known(resolvdAt)")',
      '"known(resolvdAt)"',
      'no "resolvdAt" here',
    ],
    [
      "a misspelt name in a measure",
      'settled.sum("handleSecond")',
      '"handleSecond"',
      'no "handleSecond" here',
    ],
    [
      "a misspelt input",
      'metric("x", { ...words, inputs, formula: "reopend / settled" })',
      "formula",
      'no "reopend" here',
    ],
    ["a kind without a table", "evaluate({ reopenRate }, items, {})", "items", 'no table of "ticket" here'],
    [
      "a misspelt field",
      'table(workItem, rows, { startdAt: "begun" })',
      "startdAt",
      "Did you mean to write 'startedAt'?",
    ],
    [
      "a misspelt column",
      'table(workItem, rows, { startedAt: "start" })',
      "startedAt",
      "'From<Held, InstantLike> | undefined'",
    ],
    [
      "a misspelt group",
      'evaluate({ time: cycleTime }, items, { by: ["squat"] })',
      '"squat"',
      "Did you mean '\"squad\"'?",
    ],
    ["a misspelt cell", "row.cells.tim", "tim", "Did you mean 'time'?"],
    ["a misspelt input of a cell", "row.cells.time.inputs.elapse", "elapse", "Did you mean 'elapsed'?"],
    [
      "a group that was not asked for",
      "row.group.team",
      "team",
      "does not exist on type '{ readonly squad: string; }'",
    ],
    [
      "a misspelt entry of the plan",
      'evaluate({ time: cycleTime }, items, { timezone: "UTC" })',
      "timezone",
      "Did you mean to write 'timeZone'?",
    ],
    ["a missing argument", "cycleTime({ elapsed: 1 })", "{ elapsed: 1 }", "Property 'finished' is missing"],
    ["a date without its edge", 'population(person).dated("joinedOn")', '"joinedOn"', "DayEdge<"],
  ])("%s, and says so", (_, line, what, message) => {
    const found = editor.underlines(before + line);
    expect(found.map((underlined) => underlined.what)).toEqual([what]);
    expect(found[0]?.message.replaceAll('\\"', '"')).toContain(message);
  });

  it("a text where a moment is wanted, with the instants that there are", () => {
    const [{ message = "" } = {}] = editor.underlines(`${before}population(ticket).dated("team")`);
    for (const name of ["dueAt", "firstRepliedAt", "openedAt", "repeatedAt", "resolvedAt"])
      expect(message).toContain(`"${name}"`);
    expect(message).not.toContain("Field<");
  });
});
