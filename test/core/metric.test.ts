import {
  Decimal,
  flag,
  instant,
  KpiError,
  metric,
  metricFrom,
  number,
  optional,
  period,
  population,
  record,
} from "kpi-core";
import * as service from "kpi-core/metrics/service";
import { describe, expect, it } from "vitest";
import { textHash } from "../../src/core/metric-json.ts";

const call = record("call", {
  endedAt: instant("when it ended"),
  handleSeconds: optional(number("time of the agent", "seconds")),
  answered: optional(flag("somebody took it")),
});
const answered = population(call).where("answered").dated("endedAt");

const definition = {
  title: { en: "Average handle time", fr: "Durée moyenne de traitement" },
  about: "Mean time that agents spent on a call.",
  unit: "seconds",
  better: "lower",
  inputs: { handleSeconds: answered.sum("handleSeconds"), handled: answered.count() },
  formula: "handleSeconds / handled",
  example: { given: { handleSeconds: 3600, handled: 12 }, gives: "300" },
  source: { text: "a test" },
} as const;
const averageHandleTime = metric("averageHandleTime", definition);

describe("a metric as a function", () => {
  it("divides once, exactly", () => {
    expect(averageHandleTime({ handleSeconds: "0.3", handled: 3 })?.toString()).toBe("0.1");
    expect(averageHandleTime({ handleSeconds: 1, handled: 3 })?.toString()).toBe(
      "0.3333333333333333333333333333333333",
    );
  });

  it("is null where it divides by zero or an input is unknown", () => {
    expect(averageHandleTime({ handleSeconds: 0, handled: 0 })).toBeNull();
    expect(averageHandleTime({ handleSeconds: null, handled: 3 })).toBeNull();
  });

  it("says working time in hours, since nobody works days of 24 of them", () => {
    const { resolutionTime } = service;
    expect(resolutionTime({ p: 0.5 }).format(144_000)).toBe("1 d 16 h");
    expect(resolutionTime({ p: 0.5, clock: "working" }).format(144_000)).toBe("40 h");
  });

  it.each([
    [{ handleSeconds: 60 }, "handled is missing"],
    [{ handleSeconds: Number.NaN, handled: 1 }, "handleSeconds is NaN; give a number"],
    [{ handleSeconds: Number.POSITIVE_INFINITY, handled: 1 }, "handleSeconds is Infinity; give a number"],
    [{ handleSeconds: "1,5", handled: 1 }, 'handleSeconds is "1,5"; give a number'],
    [{ handleSeconds: 60, handled: 1.5 }, 'handled is "1.5"; give a whole number, 0 or more'],
    [{ handleSeconds: 60, handled: -1 }, 'handled is "-1"; give a whole number, 0 or more'],
    [{ handleSeconds: 60, handled: 1, calls: 2 }, "calls is none of them"],
  ])("refuses %j and says what would be right", (given, problem) => {
    let thrown: unknown;
    try {
      averageHandleTime(given as never);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(KpiError);
    expect(thrown).toMatchObject({
      code: "bad-input",
      message: `averageHandleTime needs handleSeconds, handled; ${problem}`,
    });
  });

  it("takes what a report gives: a median of counts is no count", () => {
    const steps = population(record("entry", { at: instant("when"), steps: number("how many", "count") }));
    const { inputs: _, formula: __, ...words } = definition;
    const median = metric("medianSteps", {
      ...words,
      inputs: { q: steps.dated("at").quantile("steps", 0.5) },
      formula: "q",
      example: { given: { q: 2 }, gives: "2" },
    });
    expect(median({ q: "1.5" })?.toString()).toBe("1.5");
    expect(median.check({ q: "1.5" }).status).toBe("ok");
  });

  it("without an object at all, says what is missing", () => {
    expect(() => averageHandleTime(undefined as never)).toThrow(
      "averageHandleTime needs handleSeconds, handled; handleSeconds is missing",
    );
    expect(averageHandleTime.check(null as never)).toMatchObject({ status: "invalid" });
  });

  it("takes no number that would take forever to write out", () => {
    const far = new Decimal("1e1000");
    expect(() => averageHandleTime({ handleSeconds: far, handled: 1 })).toThrow("give a number");
    expect(averageHandleTime({ handleSeconds: new Decimal("1e999"), handled: 1 })?.e).toBe(999);
    expect(() => averageHandleTime({ handleSeconds: new Decimal("1e-1000"), handled: 1 })).toThrow(
      "give a number",
    );
  });

  it("is frozen and has a name", () => {
    expect(Object.isFrozen(averageHandleTime)).toBe(true);
    expect(averageHandleTime.name).toBe("averageHandleTime");
  });

  it("reports every problem of a form and throws none", () => {
    expect(averageHandleTime.check({ handleSeconds: "x", handled: null })).toEqual({
      status: "invalid",
      problems: [
        { input: "handleSeconds", message: 'handleSeconds is "x"; give a number' },
        { input: "handled", message: "handled is missing" },
      ],
    });
    const result = averageHandleTime.check({ handleSeconds: "90.5", handled: "2" });
    expect(result.status === "ok" && result.value?.toString()).toBe("45.25");
  });

  it("says its values in two languages", () => {
    expect(averageHandleTime.format(3900)).toBe("1 h 5 min");
    expect(averageHandleTime.format("86400", "fr")).toBe("1 j");
    expect(averageHandleTime.format(null)).toBe("–");
  });
});

describe("a definition", () => {
  const { formula, inputs } = definition;
  const wrong = (change: object) => () =>
    metric("averageHandleTime", { ...definition, ...change } as typeof definition);

  it.each([
    [
      { formula: "handleSeconds / handld" },
      'position 17: no "handld" here; the names are handleSeconds, handled',
    ],
    [{ formula: "handleSeconds" }, "it does not use handled; use it or leave the input out"],
    [{ formula: "handleSeconds < handled" }, "it gives a flag; a metric is a number"],
    [
      { formula: "min / handled", inputs: { min: inputs.handled, handled: inputs.handled } },
      "word of the formula language",
    ],
    [
      {
        formula: "__proto__ / handled",
        inputs: Object.fromEntries([
          ["__proto__", inputs.handled],
          ["handled", inputs.handled],
        ]),
      },
      'input "__proto__": is no name; write letters and digits, such as startedAt',
    ],
    [{ matures: "7 days" }, 'matures "7 days" is no duration; write P7D or PT12H'],
    // A period that ends after the year 275760 has no date; one of 3,650,000 days more than any does not
    [{ matures: "P3650001D" }, 'matures "P3650001D" is no duration; write P7D or PT12H'],
    [{ unit: "percent" }, 'unit is "percent"; write one of share, ratio, count, number, seconds, money'],
    [{ better: "more" }, 'better is "more"; write one of higher, lower, target, neither'],
    [{ inputs: undefined }, "inputs is undefined; give measures by their names"],
  ])("%j is refused", (change, message) => {
    expect(wrong(change)).toThrow(message);
  });

  it("has a hash of what it calculates, not of its words", () => {
    const hashOf = (change: object) =>
      metric("other", { ...definition, ...change } as typeof definition).hash;
    expect(hashOf({ about: "Other words.", source: { text: "elsewhere" } })).toBe(averageHandleTime.hash);
    expect(hashOf({ formula: "handleSeconds/handled" })).toBe(averageHandleTime.hash);
    const others = [
      hashOf({ formula: `2 * ${formula}` }),
      hashOf({ unit: "number" }),
      hashOf({ inputs: { ...inputs, handled: answered.count("handleSeconds > 0") } }),
    ];
    expect(new Set([averageHandleTime.hash, ...others]).size).toBe(4);
  });
});

// Of the test suite of FNV (Noll, isthe.com/chongo/src/fnv/test_fnv.c): FNV-1a, 64 bits
it.each([
  ["", "cbf29ce484222325"],
  ["a", "af63dc4c8601ec8c"],
  ["foobar", "85944171f73967e8"],
  ["chongo was here!\n", "46810940eff5f915"],
])("the hash of %j is the published one", (text, hash) => {
  expect(textHash(text)).toBe(hash);
});

describe("a metric as JSON", () => {
  const json = () => JSON.parse(JSON.stringify(averageHandleTime));

  it("comes back the same", () => {
    const back = metricFrom(json(), [call]);
    expect(back.hash).toBe(averageHandleTime.hash);
    expect(JSON.stringify(back)).toBe(JSON.stringify(averageHandleTime));
    expect(back({ handleSeconds: 1, handled: 4 })?.toString()).toBe("0.25");
  });

  it("comes back with measures of a span, an edge of a day and the period", () => {
    const stay = record("stay", {
      room: optional(number("beds", "number")),
      from: instant("in"),
      to: optional(instant("out")),
    });
    const during = population(stay).where("known(room)").during("from", { edge: "end", field: "to" });
    const { inputs: _, formula: __, ...words } = definition;
    const occupancy = metric("occupancy", {
      ...words,
      inputs: {
        beds: during.seconds("room"),
        open: period.workingSeconds(),
        most: during.ageQuantile(0.5, "R-1"),
      },
      formula: "beds / open + most",
      example: { given: { beds: 1, open: 1, most: 1 }, gives: "2" },
    });
    expect(metricFrom(JSON.parse(JSON.stringify(occupancy)), [stay]).hash).toBe(occupancy.hash);
  });

  it.each([
    [{ title: undefined }, "metric averageHandleTime: title is missing; write an object"],
    [{ unit: "percent" }, 'unit is "percent"; write one of share, ratio, count, number, seconds, money'],
    [
      { inputs: { handled: { fold: "count", of: "cal" } } },
      'input handled: of is "cal"; name a kind that was given: call',
    ],
    [
      { inputs: { handled: { fold: "median", of: "call", dated: "endedAt" } } },
      'fold is "median"; write one of count, sum',
    ],
    [{ inputs: { handled: { fold: "count", of: "call" } } }, 'say when: "dated"'],
    [{ hash: "0" }, "leave the hash out, or see what changed"],
  ])("with %j is refused", (change, message) => {
    expect(() => metricFrom({ ...json(), ...change }, [call])).toThrow(message);
  });
});
