import { type Checked, instant, type Metric, metric, number, population, record, startOf } from "kpi-core";
import { cycleTime, cycleTimeQuantile } from "kpi-core/metrics/flow";
import { person, ticket } from "kpi-core/records";
import { describe, expectTypeOf, it } from "vitest";

const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
const words = {
  title: { en: "Reopen rate", fr: "Taux de réouverture" },
  about: "Share of settled requests that were opened again.",
  unit: "share",
  better: "lower",
  source: { text: "a test" },
} as const;
const reopenRate = metric("reopenRate", {
  ...words,
  inputs: { reopened: settled.count("reopened"), settled: settled.count() },
  formula: "reopened / settled",
  example: { given: { reopened: 3, settled: 120 }, gives: "0.025" },
});

// 200 terms: a + a + …
type Times<N extends number, T extends string, Out extends 0[] = []> = Out["length"] extends N
  ? T
  : Times<N, `${T} + a`, [...Out, 0]>;

describe("the compiler", () => {
  it("shows the formula, the inputs and the kind of a metric", () => {
    expectTypeOf(reopenRate).toEqualTypeOf<Metric<"reopened / settled", "reopened" | "settled", "ticket">>();
  });

  it("says a misspelt name in a sentence", () => {
    expectTypeOf<
      Checked<"known(resolvdAt) and x = 'y z'", "resolvedAt" | "x">
    >().toEqualTypeOf<'no "resolvdAt" here'>();
    expectTypeOf<Checked<"a/(b-0.5)", "a" | "b">>().toEqualTypeOf<"a/(b-0.5)">();
    expectTypeOf<Checked<string, "a">>().toEqualTypeOf<string>();
    expectTypeOf<Checked<Times<199, "a">, "a">>().toEqualTypeOf<Times<199, "a">>();
    expectTypeOf<Checked<Times<199, "b">, "a">>().toEqualTypeOf<'no "b" here'>();
  });

  it("refuses what cannot be", () => {
    const requests = population(ticket);
    const refused = () => {
      // @ts-expect-error no "resolvdAt" here
      requests.where("known(resolvdAt)");
      // @ts-expect-error no such instant
      requests.dated("closedAt");
      // @ts-expect-error a text is no moment
      requests.dated("team");
      // @ts-expect-error a text has no first moment
      requests.dated(startOf("team"));
      // @ts-expect-error a span does not end in a text
      requests.during("openedAt", "agent");
      // @ts-expect-error a span does not start at a number
      requests.during("score", "resolvedAt");
      // @ts-expect-error a date needs startOf or endOf
      population(person).dated("joinedOn");
      // @ts-expect-error the span of a date needs them too
      population(person).during(startOf("joinedOn"), "leftOn");
      // @ts-expect-error until is no field
      record("visit", { at: instant("when") }, { order: [["at", "until"]] });
      // @ts-expect-error minutes are no unit
      record("visit", { stay: number("how long", "minutes") });
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses a misspelt field in every measure", () => {
    const open = population(ticket).during("openedAt", "resolvedAt");
    const refused = () => {
      // @ts-expect-error no "reopend" here
      settled.count("reopend");
      // @ts-expect-error no "handleSecond" here
      settled.sum("handleSecond / 60");
      // @ts-expect-error no "scor" here
      settled.min("scor");
      // @ts-expect-error no "scor" here
      settled.max("abs(scor)");
      // @ts-expect-error no "agnt" here
      settled.distinct("agnt");
      // @ts-expect-error no "closedAt" here
      settled.quantile("seconds(openedAt, closedAt)", 0.5);
      // @ts-expect-error no "scor" here
      open.atStart("scor");
      // @ts-expect-error no "scor" here
      open.atEnd("scor");
      // @ts-expect-error no "scor" here
      open.seconds("scor");
      // @ts-expect-error no "scor" here
      open.mean("scor");
      // @ts-expect-error no "agnt" here
      open.busySeconds("agnt");
      // @ts-expect-error no "priorty" here; what stands in quotes is no name
      settled.count("priorty = 'urgnt'");
      // @ts-expect-error no quantile is called R-10
      settled.quantile("score", 0.5, "R-10");
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses arguments that the formula does not have", () => {
    const refused = () => {
      // @ts-expect-error finished is missing
      cycleTime({ elapsed: 1 });
      // @ts-expect-error handled is none of its inputs
      cycleTime({ elapsed: 1, finished: 1, handled: 1 });
      // @ts-expect-error finishd is none of its inputs
      cycleTime({ elapsed: 1, finishd: 1 });
      // @ts-expect-error a flag is no number
      cycleTime({ elapsed: 1, finished: true });
      // @ts-expect-error undefined is no number; null is "not known"
      cycleTime({ elapsed: 1, finished: undefined });
      // @ts-expect-error there is no German
      cycleTime.format(1, "de");
      // @ts-expect-error p is missing
      cycleTimeQuantile({});
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses a formula with a name that is no input", () => {
    const refused = () =>
      metric("wrong", {
        ...words,
        inputs: { reopened: settled.count("reopened"), settled: settled.count() },
        // @ts-expect-error no "setled" here
        formula: "reopened / setled",
        example: { given: { reopened: 3, settled: 120 }, gives: "0.025" },
      });
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses a worked example of other arguments", () => {
    const inputs = { settled: settled.count() };
    const refused = () => {
      // @ts-expect-error settled is missing in the example
      metric("wrong", { ...words, inputs, formula: "settled", example: { given: {}, gives: "1" } });
      const example = { given: { settled: 1, reopened: 1 }, gives: "1" } as const;
      // @ts-expect-error the example has an input more
      metric("wrong", { ...words, inputs: { settled: settled.count() }, formula: "settled", example });
    };
    expectTypeOf(refused).toBeFunction();
  });
});
