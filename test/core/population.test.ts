import { type Measure, period, population, record } from "kpi-core";
import { booking, person, subscription, workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";

const done = population(workItem).where("known(finishedAt)").dated("finishedAt");
const stays = population(booking).during("startedAt", "endedAt");
const paid = population(subscription).during("startedAt", "endedAt");
const dated = "of workItem where known(finishedAt) dated finishedAt";
const during = "of booking during startedAt to endedAt";

const measures: readonly (readonly [Measure, string, string])[] = [
  [done.count(), `count() ${dated}`, "count"],
  [
    done.count("size > 3"),
    "count() of workItem where known(finishedAt) and size > 3 dated finishedAt",
    "count",
  ],
  [done.sum("size"), `sum(size) ${dated}`, "number"],
  [done.sum("seconds(startedAt, finishedAt)"), `sum(seconds(startedAt, finishedAt)) ${dated}`, "seconds"],
  [done.min("size"), `min(size) ${dated}`, "number"],
  [done.max("activeSeconds"), `max(activeSeconds) ${dated}`, "seconds"],
  [done.distinct("team"), `distinct(team) ${dated}`, "count"],
  [done.quantile("size", "0.50", "R-1"), `quantile(size, 0.5, R-1) ${dated}`, "number"],
  [stays.atStart(), `atStart() ${during}`, "count"],
  [stays.atEnd("quantity"), `atEnd(quantity) ${during}`, "number"],
  [
    paid.atEnd("monthlyAmount * 12"),
    "atEnd(monthlyAmount * 12) of subscription during startedAt to endedAt",
    "money",
  ],
  [
    paid.atEnd("if(known(monthlyAmount), monthlyAmount, 0)"),
    "atEnd(if(known(monthlyAmount), monthlyAmount, 0)) of subscription during startedAt to endedAt",
    "money",
  ],
  [stays.stayed(), `stayed() ${during}`, "count"],
  [stays.seconds(), `seconds() ${during}`, "seconds"],
  [stays.seconds("quantity"), `seconds(quantity) ${during}`, "number"],
  [stays.mean(), `mean() ${during}`, "number"],
  [stays.age(), `age() ${during}`, "seconds"],
  [stays.ageQuantile(0.85), `ageQuantile(0.85, R-7) ${during}`, "seconds"],
  [stays.peak(), `peak() ${during}`, "count"],
  [stays.busySeconds("resource"), `busySeconds(resource) ${during}`, "seconds"],
  [stays.survival(0.5), `survival(0.5) ${during}`, "seconds"],
  [stays.survivalAtRisk("0.50"), `survivalAtRisk(0.5) ${during}`, "seconds"],
  [period.seconds(), "periodSeconds()", "seconds"],
  [period.workingSeconds(), "periodWorkingSeconds()", "seconds"],
];

describe("a measure", () => {
  it.each(measures)("%#: has a key and a unit", (measure, key, unit) => {
    expect(measure.key).toBe(key);
    expect(measure.unit).toBe(unit);
    expect(Object.isFrozen(measure)).toBe(true);
  });
});

describe("a population", () => {
  it("joins its conditions", () => {
    const some = population(workItem).where("size > 1 or size < 0").where("team = 'a'").dated("startedAt");
    expect(some.count().key).toBe(
      "count() of workItem where (size > 1 or size < 0) and team = 'a' dated startedAt",
    );
  });

  it("takes a date by one of its edges only", () => {
    const people = population(person);
    expect(
      people.during({ edge: "start", field: "joinedOn" }, { edge: "end", field: "leftOn" }).mean().key,
    ).toBe("mean() of person during start of joinedOn to end of leftOn");
    expect(() => people.dated("joinedOn" as never)).toThrow(
      'population of person: joinedOn is a date; say which moment of the day: startOf("joinedOn") or endOf("joinedOn")',
    );
  });

  it.each([
    [
      () => population(workItem).dated("team" as never),
      "population of workItem: team is a text; the instants are startedAt,",
    ],
    [() => population(workItem).dated("done" as never), "population of workItem: done is no field"],
    [() => population(workItem).where("size"), 'formula "size" of workItem is a number; write a condition'],
    [() => done.sum("team"), 'formula "team" of workItem is a text; write a number'],
    [() => done.quantile("size", 85), "quantile: p is 85; write a share from 0 to 1, such as 0.85"],
    [() => stays.busySeconds("quantity"), "write a text"],
    [() => done.sum(undefined as never), "formula: undefined is no formula; write it as a text"],
    [() => population(workItem).where(5 as never), "formula: 5 is no formula; write it as a text"],
    [
      () => population(workItem).dated(undefined as never),
      'population of workItem: undefined is no moment; write the name of an instant, or startOf("…") or endOf("…")',
    ],
    [
      () => population(workItem).dated({ edge: "middle", field: "startedAt" } as never),
      "population of workItem: an object is no moment",
    ],
    [
      () => record("step", { size: null } as never),
      'record step: field size is null; write what it is, such as text("…") or instant("…")',
    ],
  ])("%#: teaches", (go, message) => {
    expect(go).toThrow(message);
  });
});
