import { type Checked, instant, type Metric, metric, population, record } from "kpi-core";
import { cycleTime } from "kpi-core/metrics/flow";
import { person, ticket } from "kpi-core/records";
import { describe, expectTypeOf, it } from "vitest";

const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
const reopenRate = metric("reopenRate", {
  title: { en: "Reopen rate", fr: "Taux de réouverture" },
  about: "Share of settled requests that were opened again.",
  unit: "share",
  better: "lower",
  inputs: { reopened: settled.count("reopened"), settled: settled.count() },
  formula: "reopened / settled",
  example: { given: { reopened: 3, settled: 120 }, gives: "0.025" },
  source: { text: "a test" },
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
      // @ts-expect-error no "reopend" here
      settled.count("reopend");
      // @ts-expect-error no such instant
      requests.dated("closedAt");
      // @ts-expect-error a text is no moment
      requests.dated("team");
      // @ts-expect-error a date needs startOf or endOf
      population(person).dated("joinedOn");
      // @ts-expect-error until is no field
      record("visit", { at: instant("when") }, { order: [["at", "until"]] });
      // @ts-expect-error finished is missing
      cycleTime({ elapsed: 1 });
      // @ts-expect-error handled is none of its inputs
      cycleTime({ elapsed: 1, finished: 1, handled: 1 });
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses a formula with a name that is no input", () => {
    const refused = () =>
      metric("wrong", {
        title: { en: "Wrong", fr: "Faux" },
        about: "",
        unit: "share",
        better: "lower",
        inputs: { reopened: settled.count("reopened"), settled: settled.count() },
        // @ts-expect-error no "setled" here
        formula: "reopened / setled",
        example: { given: { reopened: 3, settled: 120 }, gives: "0.025" },
        source: { text: "" },
      });
    expectTypeOf(refused).toBeFunction();
  });
});
