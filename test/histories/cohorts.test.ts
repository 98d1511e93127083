import { coded, columns } from "kpi-core";
import { type CohortOptions, type Cohorts, cohorts, conventions, evenBrackets } from "kpi-core/histories";
import { custom } from "kpi-core/periods";
import { describe, expect, it } from "vitest";

interface Event {
  readonly actor: string;
  readonly at: string;
  readonly type?: string;
}

const paris = "Europe/Paris";
const event = (actor: string, at: string, type = "visit"): Event => ({ actor, at, type });

/** The ages at which a first cohort came back, of those that have a value. */
function ages(events: readonly Event[], options: Omit<CohortOptions<Event>, "asOf">): number[] {
  const [first] = cohorts(events, { asOf: "2027-12-01T00:00Z", upTo: 20, ...options }).triangle();
  return (first?.cells ?? []).filter(({ retained }) => retained > 0).map(({ age }) => age);
}

/** So many users that start on one day, and of each pair so many, from user 0 on, that return so many days later. */
function users(count: number, returns: readonly (readonly [from: number, to: number, days: number])[]) {
  const [who, when]: [number[], number[]] = [[], []];
  const day = 86_400_000;
  const first = Date.UTC(2026, 3, 1, 12);
  for (let user = 0; user < count; user++) {
    who.push(user);
    when.push(first);
  }
  for (const [from, to, days] of returns) {
    for (let user = from; user < to; user++) {
      who.push(user);
      when.push(first + days * day);
    }
  }
  return columns({ actor: Int32Array.from(who), at: Float64Array.from(when) });
}
const april = { grain: "day", timeZone: "UTC", asOf: "2026-05-01" } as const;
const percent = (value: { times(by: number): { toFixed(places: number): string } } | null | undefined) =>
  value?.times(100).toFixed(1);

describe("what happens at the very instant of the start, in a log without types", () => {
  // Within one day, in order: actor 0 twice at noon; actor 1 at one o'clock and again at two
  const hour = (h: number) => Date.UTC(2026, 3, 1, h);
  const log = { who: [0, 0, 1, 1], when: [hour(12), hour(12), hour(13), hour(14)] };
  const asRows = log.who.map((actor, i) => ({ actor, at: log.when[i] as number }));
  const asColumns = columns({ actor: Int32Array.from(log.who), at: Float64Array.from(log.when) });
  it.each([
    ["rows", (asOf: string) => cohorts(asRows, { ...april, asOf })],
    ["columns", (asOf: string) => cohorts(asColumns, { ...april, asOf })],
  ])("is no return: %s", (_, cohortsAsOf) => {
    const { cells, ledger } = cohortsAsOf("2026-04-03");
    expect([cells[0]?.age, cells[0]?.size, cells[0]?.retained]).toEqual([0, 2, 1]);
    expect([ledger.used, ledger.leftOut["at-start"]]).toEqual([3, 1]);
  });
});

it("a cell is not final before its cohort is closed: until the end of January somebody may still join", () => {
  const joined = [{ actor: "a", at: Date.UTC(2026, 0, 5) }];
  const plan = { grain: "month", every: "24h", timeZone: "UTC", asOf: "2026-03-01" } as const;
  const [day, , , , last] = cohorts(joined, { ...plan, upTo: 40 }).cells.filter(({ age }) => age % 10 === 0);
  // A day after 5 January is the 6th, but the cohort is open until 1 February; 41 days after it is 15 February
  expect(day?.finalAt).toBe(Date.UTC(2026, 1, 1));
  expect(last?.finalAt).toBe(Date.UTC(2026, 1, 15));
});

it("ages of seven dates are completed after seven, one by one", () => {
  const joined = [1, 20].map((day) => ({ actor: day, at: Date.UTC(2026, 0, day) }));
  const plan = { grain: "month", every: { days: 7 }, timeZone: "UTC", asOf: "2026-02-03", upTo: 5 } as const;
  // By 3 February 33 days have gone since 1 January, which is four ages and five days; 14 since the 20th, two ages
  expect(
    cohorts(joined, plan)
      .pooled()
      .map(({ eligible }) => eligible),
  ).toEqual([2, 2, 1, 1, 0, 0]);
});

it("who returns after the last age that is shown was not there at it, unless at or after is asked", () => {
  const days = [0, 40].map((day) => ({ actor: "a", at: Date.UTC(2026, 0, 1 + day) }));
  const plan = { grain: "month", every: { days: 7 }, timeZone: "UTC", asOf: "2026-06-01", upTo: 2 } as const;
  expect(
    cohorts(days, plan)
      .cells.filter(({ size }) => size > 0)
      .map(({ retained }) => retained),
  ).toEqual([0, 0, 0]);
  const late = cohorts(days, { ...plan, retained: "onOrAfter" }).cells.filter(({ size }) => size > 0);
  expect(late.map(({ retained }) => retained)).toEqual([1, 1, 1]);
});

describe("where each start counts", () => {
  const day = (number: number) => Date.UTC(2026, 0, number);
  const plan = { grain: "month", timeZone: "UTC", starts: "each", start: "open", return: "pay" } as const;

  it("what is no start itself is a return, also at the instant of one", () => {
    const log = ["open", "pay"].map((type) => ({ actor: "a", at: day(5), type }));
    const [first] = cohorts(log, { ...plan, every: "7d", asOf: "2026-03-01" }).cells;
    expect([first?.age, first?.retained]).toEqual([0, 1]);
  });

  it("a member has completed an age when its last start has", () => {
    const log = [1, 30].map((number) => ({ actor: "a", at: day(number), type: "open" }));
    const pooled = (asOf: string) =>
      cohorts(log, { ...plan, every: "7d", asOf, upTo: 0 })
        .pooled()
        .map(({ eligible }) => eligible);
    expect(pooled("2026-02-05")).toEqual([0]); // seven days after the 30th are over on 6 February
    expect(pooled("2026-02-06")).toEqual([1]);
  });
});

it("a group is that of the row, whatever rows before it were rejected", () => {
  const log = [
    { actor: "x", at: "never", plan: "none" },
    { actor: "a", at: "2026-01-05T00:00Z", plan: "free" },
    { actor: "b", at: "2026-01-06T00:00Z", plan: "paid" },
  ];
  const { groups, ledger } = cohorts(log, {
    grain: "month",
    timeZone: "UTC",
    asOf: "2026-03-01",
    by: "plan",
  });
  expect(ledger.rejected.map(({ row }) => row)).toEqual([0]);
  expect(groups.map(({ group, table }) => [group, table.triangle()[0]?.size])).toEqual([
    ["free", 1],
    ["paid", 1],
  ]);
});

describe("published examples of retention", () => {
  it("W1: Amplitude, on or after day 3 and on it, and brackets", () => {
    const log = users(9644, [[0, 6594, 3], [6594, 6633, 5]]); // biome-ignore format: a table
    expect(percent(cohorts(log, { ...april, retained: "onOrAfter" }).cells[3]?.value)).toBe("68.8");
    const on = cohorts(log, april).cells[3];
    expect([on?.retained, on?.eligible, percent(on?.value)]).toEqual([6594, 9644, "68.4"]);
    const bracketed = { ...april, retained: { brackets: [[1, 3], [4, 6]] } } as const; // biome-ignore format: a table
    const brackets = cohorts(users(3172, [[0, 2382, 2], [8, 3172, 5], [100, 200, 6]]), bracketed); // biome-ignore format: a table
    expect(brackets.pooled().map(({ value }) => percent(value))).toEqual(["75.1", "99.7"]);
    expect(percent(cohorts(users(254, [[0, 168, 1]]), april).pooled()[1]?.value)).toBe("66.1");
    expect(percent(cohorts(users(254, [[0, 72, 2]]), april).pooled()[2]?.value)).toBe("28.3");
  });

  it("W2: the first ratio of the page; the second is printed wrong there", () => {
    expect(percent(cohorts(users(137_586, [[0, 55_752, 1]]), april).pooled()[1]?.value)).toBe("40.5");
  });

  it("W3, M2: three cohorts, of which the last is open: 60 %, and neither 56 nor 65", () => {
    const cohort = (day: number, size: number, retained: number) =>
      Array.from({ length: size }, (_, i) => [
        event(`${day}-${i}`, `2026-03-0${day}T10:00Z`),
        ...(i < retained ? [event(`${day}-${i}`, `2026-03-0${day + 1}T11:00Z`)] : []),
      ]).flat();
    const log = [...cohort(1, 1000, 500), ...cohort(2, 500, 400), ...cohort(3, 700, 10)];
    const table = cohorts(log, { grain: "day", timeZone: "UTC", asOf: "2026-03-04T20:00Z" });
    const dayOne = table
      .triangle()
      .map(({ cells }) => [cells[1]?.value?.toString() ?? null, cells[1]?.status]);
    expect(dayOne).toEqual([["0.5", "value"], ["0.8", "value"], [null, "none"], [null, "none"]]); // biome-ignore format: a table
    expect(table.triangle()[3]?.cells[1]).toMatchObject({ size: 0, reason: "empty-cohort" });
    const { retained, eligible, value } = table.pooled()[1] ?? {};
    expect([retained, eligible, value?.toString()]).toEqual([900, 1500, "0.6"]);
  });

  it("W4: Amplitude floors both ends to the hour; weeks by dates and by the calendar", () => {
    const log = [event("a", "2021-12-01T17:59Z"), event("a", "2021-12-02T17:00Z")];
    const on = { grain: "day", timeZone: "UTC", retained: "on", starts: "first" } as const;
    expect(ages(log, { ...conventions.amplitude.days, ...on })).toEqual([1]);
    expect(ages(log, { ...conventions.mixpanel.days, ...on })).toEqual([0]);
    const weeks = (to: string) => [event("a", "2021-12-01T17:59Z"), event("a", to)];
    const inDates = (to: string) => ages(weeks(to), { ...conventions.amplitude.weeks, ...on });
    expect(
      ["2021-12-06T10:00Z", "2021-12-08T00:00Z", "2021-12-14T23:59Z", "2021-12-15T00:00Z"].map(inDates),
    ).toEqual([[0], [1], [1], [2]]); // 6 December is a Monday
    expect(ages(weeks("2021-12-06T10:00Z"), { ...on, every: "isoWeek", grain: "isoWeek" })).toEqual([1]);
  });

  it("W5: Mixpanel's months of 30 days from 31 July end on 30 August, 28 September and 28 October", () => {
    const returned = (to: string) => {
      const log = [event("a", "2026-07-31T09:00Z"), event("a", to)];
      const options = { grain: "day", timeZone: "UTC", retained: { brackets: evenBrackets(30, 3) } } as const;
      return ages(log, options);
    };
    const days = ["2026-08-29", "2026-08-30", "2026-09-28", "2026-09-29", "2026-10-28", "2026-10-29"];
    expect(days.map((day) => returned(`${day}T12:00Z`))).toEqual([[0], [30], [30], [60], [60], []]);
    const open = cohorts([event("a", "2026-07-31T09:00Z")], {
      grain: "day",
      timeZone: "UTC",
      asOf: "2026-08-10",
      retained: { brackets: [[0, 29]] },
    }).cells[0];
    expect(open?.observedFrom).toBe(Date.UTC(2026, 7, 30));
  });

  it("W6: Google Analytics 4, week 1 of a cohort of 215,973", () => {
    const week = { ...april, ...conventions.ga4.weeks, grain: "isoWeek" } as const;
    const pooled = cohorts(users(215_973, [[0, 17_014, 7]]), week).pooled()[1];
    expect(pooled?.value?.times(100).toFixed(2)).toBe("7.88");
  });

  it("W18: 8 of 26 customers bought again within the period", () => {
    const pooled = cohorts(users(26, [[0, 8, 12]]), { ...april, grain: "month" }).pooled()[0];
    expect(percent(pooled?.value)).toBe("30.8");
  });
});

describe("mistakes about retention", () => {
  it("M1: what is not yet observed is no 0", () => {
    const month = (at: string, size: number, retained: number, back: string) =>
      Array.from({ length: size }, (_, i) => [
        event(`${at}${i}`, at),
        ...(i < retained ? [event(`${at}${i}`, back)] : []),
      ]).flat();
    const log = [
      ...month("2026-01-10T10:00Z", 100, 40, "2026-02-03T10:00Z"),
      ...month("2026-02-10T10:00Z", 100, 50, "2026-03-03T10:00Z"),
      ...month("2026-03-10T10:00Z", 100, 0, ""),
    ];
    const table = cohorts(log, { grain: "month", timeZone: paris, asOf: "2026-04-01", upTo: 1 });
    expect(table.triangle().map(({ cells }) => cells[1]?.value?.toString() ?? null)).toEqual([
      "0.4",
      "0.5",
      null,
    ]);
    const third = table.triangle()[2]?.cells[1];
    expect(third).toMatchObject({
      status: "none",
      reason: "immature",
      finalAt: Date.parse("2026-05-01T00:00+02:00"),
    });
    expect(table.pooled()[1]?.value?.toString()).toBe("0.45");
  });

  it("M3: sixteen minutes over midnight are a day by the calendar, and none by 24 hours", () => {
    const log = [event("a", "2026-03-10T23:45+01:00"), event("a", "2026-03-11T00:01+01:00")];
    expect(ages(log, { grain: "day", timeZone: paris })).toEqual([1]);
    expect(ages(log, { grain: "day", timeZone: paris, every: "24h" })).toEqual([0]);
  });

  it("M4: the day of the server is not that of the user", () => {
    const log = [event("a", "2026-03-10T23:30Z"), event("a", "2026-03-12T00:30Z")];
    const zones = ["UTC", "America/New_York", "Asia/Tokyo"];
    expect(zones.map((timeZone) => ages(log, { grain: "day", timeZone }))).toEqual([[2], [1], [1]]);
    expect(ages(log, { every: "24h" })).toEqual([1]);
  });

  it("M5: the day of 25 October has 25 hours in Paris", () => {
    const log = [event("a", "2026-10-25T00:30+02:00"), event("a", "2026-10-25T23:45+01:00")];
    expect(ages(log, { grain: "day", timeZone: paris })).toEqual([0]);
    expect(ages(log, { grain: "day", timeZone: paris, every: "24h" })).toEqual([1]);
  });
});

describe("rules of retention", () => {
  // Returns at ages 1, 2 and 4, by the calendar of days
  const log = ["05", "06", "07", "09"].map((day) => event("a", `2026-01-${day}T10:00Z`));
  const retained = (rule: CohortOptions<Event>["retained"]) =>
    cohorts(log, { grain: "day", timeZone: "UTC", asOf: "2026-01-12", upTo: 5, retained: rule ?? "on" })
      .triangle()[0]
      ?.cells.map(({ age, retained }) => `${age}:${retained}`)
      .join(" ");

  it("on, on or after, streak, cumulative, brackets", () => {
    expect(retained("on")).toBe("0:0 1:1 2:1 3:0 4:1 5:0");
    expect(retained("onOrAfter")).toBe("0:1 1:1 2:1 3:1 4:1 5:0");
    expect(retained("streak")).toBe("1:1 2:1 3:0 4:0 5:0");
    expect(retained("cumulative")).toBe("1:1 2:1 3:1 4:1 5:1");
    expect(retained({ brackets: [[3, 3], [3, 5], [0, 0]] })).toBe("3:0 3:1 0:0"); // biome-ignore format: a table
  });

  it("what is on or after is never final, and a return beyond the last age counts", () => {
    const options = {
      grain: "day",
      timeZone: "UTC",
      asOf: "2026-01-12",
      upTo: 2,
      retained: "onOrAfter",
    } as const;
    const cells = cohorts(log, options).triangle()[0]?.cells;
    expect(cells?.map(({ retained, finalAt }) => [retained, finalAt])).toEqual([[1, null], [1, null], [1, null]]); // biome-ignore format: a table
    expect(cohorts(log, { ...options, every: "24h" }).pooled()[2]?.retained).toBe(1);
    expect(cohorts(log, { ...options, every: "24h", retained: "on", upTo: 3 }).pooled()[3]?.retained).toBe(0);
  });

  it("days of the calendar in cohorts of a month, whole only when all have completed the age", () => {
    const visits = [
      ...["01", "02"].map((day) => event("early", `2026-01-${day}T10:00Z`)),
      ...["30", "31"].map((day) => event("late", `2026-01-${day}T10:00Z`)),
    ];
    const table = (asOf: string) =>
      cohorts(visits, { grain: "month", every: "day", timeZone: "UTC", asOf, upTo: 3 });
    // On 2 February "late" has completed the ages 0, 1 and 2, and "early" all
    expect(table("2026-02-02").cells.map(({ retained, eligible, status }) => [retained, eligible, status])).toEqual([
      [0, 2, "value"], [2, 2, "value"], [0, 2, "value"], [0, 1, "none"],
      [0, 0, "none"], [0, 0, "none"], [0, 0, "none"], [0, 0, "none"],
    ]); // biome-ignore format: a table
    // While January runs others may still join, so nothing of it is final
    const running = table("2026-01-20").triangle()[0]?.cells[1];
    expect(running).toMatchObject({ status: "none", reason: "immature", retained: 1, eligible: 1 });
    expect(running?.observedFrom).toBe(Date.UTC(2026, 1, 2)); // who starts on the 31st completes age 1 with 1 February
  });

  it("repeated starts: once, or in the cohort of each period with ages of each start", () => {
    const starts = [
      event("a", "2026-01-05T09:00Z", "open"),
      event("a", "2026-01-05T21:00Z", "open"),
      event("a", "2026-01-06T20:00Z", "pay"),
      event("a", "2026-01-07T10:00Z", "open"),
    ];
    const options = {
      start: "open",
      return: "pay",
      grain: "day",
      timeZone: "UTC",
      every: "24h",
      asOf: "2026-01-10",
    } as const;
    const shape = (table: Cohorts) =>
      table.triangle().map(({ size, cells }) => [size, ...cells.slice(0, 2).map(({ retained }) => retained)]);
    // 35 hours after the first start and 23 after the second: ages 1 and 0
    expect(shape(cohorts(starts, { ...options, starts: "each" }))).toEqual([[1, 1, 1], [0, 0, 0], [1, 0, 0], [0, 0, 0], [0, 0, 0]]); // biome-ignore format: a table
    expect(shape(cohorts(starts, options))[0]).toEqual([1, 0, 1]);
    const each = cohorts(starts, { ...options, starts: "each" }).ledger;
    expect([each.used, each.leftOut["later-start"]]).toEqual([4, 0]);
    const first = cohorts(starts, options).ledger;
    expect([first.used, first.leftOut["later-start"]]).toEqual([2, 2]);
  });

  it("activation within a week: immature where the week is not over", () => {
    const log = [
      event("a", "2026-01-05T10:00Z", "signup"),
      event("a", "2026-01-05T10:00Z", "report"), // at the very instant, and no start: it counts
      event("b", "2026-01-06T10:00Z", "signup"),
      event("b", "2026-01-13T10:00Z", "report"), // the week is over
      event("c", "2026-01-07T10:00Z", "signup"),
      event("d", "2026-01-20T10:00Z", "signup"),
      event("d", "2026-01-20T11:00Z", "report"),
    ];
    const activation = cohorts(log, {
      start: "signup",
      return: "report",
      every: "7d",
      upTo: 0,
      asOf: "2026-01-25T00:00Z",
    }).pooled()[0];
    expect([activation?.retained, activation?.eligible]).toEqual([1, 3]);
  });

  it("groups as they were at the start", () => {
    const log = [
      { actor: "a", at: "2026-01-05T10:00Z", plan: "free" },
      { actor: "a", at: "2026-02-05T10:00Z", plan: "paid" },
      { actor: "b", at: "2026-01-06T10:00Z", plan: "paid" },
      { actor: "c", at: "2026-01-07T10:00Z", plan: null },
    ];
    const { groups, pooled } = cohorts(log, {
      by: "plan",
      grain: "month",
      timeZone: "UTC",
      asOf: "2026-03-01",
    });
    expect(groups.map(({ group, table }) => [group, table.pooled()[1]?.retained, table.pooled()[1]?.eligible])).toEqual(
      [["free", 1, 1], ["paid", 0, 1], [null, 0, 1]],
    ); // biome-ignore format: a table
    expect(pooled()[1]?.eligible).toBe(3);
  });
});

describe("an actor who never rests", () => {
  it.each(["mixpanel", "postHog"] as const)("is in the cohort of each day, as %s counts", (product) => {
    // A visit each minute of ten days: who starts on day d is seen until the age of 9 - d, so 10 - n at age n
    const minutes = 10 * 24 * 60;
    const first = Date.UTC(2026, 0, 1);
    const rows = Array.from({ length: minutes }, (_, i) => ({ actor: "a", at: first + i * 60_000 }));
    const { days } = conventions[product];
    const busy = cohorts(rows, { ...days, grain: "day", timeZone: "UTC", asOf: "2026-02-01", upTo: 10 });
    expect(busy.pooled().map(({ eligible, retained }) => [eligible, retained])).toEqual(
      Array.from({ length: 11 }, (_, age) => [10, 10 - age]),
    );
  });
});

describe("what becomes of the rows", () => {
  const rows = [
    event("a", "2026-01-02T10:00Z", "pay"), // before its start
    event("a", "2026-01-05T10:00Z", "open"),
    event("a", "2026-01-05T10:00Z", "open"), // twice
    event("a", "2026-01-06T10:00Z", "open"), // a later start
    event("a", "2026-01-06T11:00Z", "pay"),
    event("a", "2026-01-06T11:00Z", "pay"), // twice, and harmless
    event("b", "2026-01-06T12:00Z", "pay"), // never starts
    event("a", "2026-01-06T13:00Z", "click"),
    event("a", "2026-02-01T00:00Z", "pay"), // at asOf
    event("a", "2026-02-30T00:00Z", "pay"),
    { actor: null, at: "2026-01-07T10:00Z", type: "pay" },
  ];
  const options = {
    start: "open",
    return: "pay",
    grain: "day",
    timeZone: "UTC",
    asOf: "2026-02-01",
    upTo: 1,
  } as const;

  it.each(["day", "24h"])("is counted by name, ages by %s", (every) => {
    const { ledger, cells } = cohorts(rows as Event[], { ...options, every });
    expect(ledger).toMatchObject({
      read: 11,
      used: 3,
      leftOut: { "after-as-of": 1, "other-type": 1, "before-start": 2, "at-start": 1, "later-start": 1 },
    });
    expect(ledger.rejected.map(({ row, field }) => [row, field])).toEqual([[9, "at"], [10, "actor"]]); // biome-ignore format: a table
    expect(ledger.rejected[1]?.message).toBe("is missing; give a text or a whole number");
    expect([cells[1]?.size, cells[1]?.retained]).toEqual([1, 1]);
  });

  it("coded columns give what rows give", () => {
    const good = rows.slice(0, 8).map(({ at, ...row }) => ({ ...row, at: Date.parse(at) }));
    const texts = ["open", "pay", "click"];
    const actors = ["b", "a"];
    const held = columns({
      actor: coded(
        Int8Array.from(good, ({ actor }) => actors.indexOf(actor as string)),
        actors,
      ),
      type: coded(
        Uint32Array.from(good, ({ type }) => texts.indexOf(type as string)),
        texts,
      ),
      at: Float64Array.from(good, ({ at }) => at),
    });
    const told = cohorts(held, options);
    expect(told.ledger).toEqual({ ...cohorts(rows.slice(0, 8) as Event[], options).ledger });
    expect(told.cells).toEqual(cohorts(rows.slice(0, 8) as Event[], options).cells);
    const ids = cohorts(columns({ actor: Int32Array.of(7, 900_000_000), at: Float64Array.of(0, 1) }), {
      every: "24h",
      asOf: 9,
    });
    expect(ids.cells[0]?.size).toBe(2);
    const wrong = cohorts(columns({ actor: [7, 1.5], at: Float64Array.of(Number.NaN, 1) }), {
      every: "24h",
      asOf: 9,
    });
    expect(wrong.ledger.rejected.map(({ field }) => field)).toEqual(["at", "actor"]);
  });

  it("an event of another type changes nothing, in rows and in columns", () => {
    // The periods begin in May: the click of April is in none of them, and nobody asks for it
    const grain = custom(["2026-05-01", "2026-06-01", "2026-07-01"], ["spring", "summer"]);
    const log = [
      event("a", "2026-04-03T10:00Z", "click"),
      event("a", "2026-05-03T10:00Z", "open"),
      event("a", "2026-06-03T10:00Z", "pay"),
    ];
    const held = columns({
      actor: Int32Array.of(0, 0, 0),
      type: coded(Int8Array.of(0, 1, 2), ["click", "open", "pay"]),
      at: Float64Array.from(log, ({ at }) => Date.parse(at)),
    });
    for (const rows of [log, held as never]) {
      const { cells, ledger } = cohorts(rows, { ...options, grain, asOf: "2026-07-01" });
      expect(cells.map(({ size, retained }) => [size, retained])).toEqual([[1, 0], [1, 1], [0, 0], [0, 0]]); // biome-ignore format: a table
      expect(ledger).toMatchObject({ read: 3, used: 2, leftOut: { "other-type": 1 } });
    }
  });

  it("of no rows there are no cohorts", () => {
    const none = cohorts([] as Event[], options);
    expect([none.cells, none.pooled().map(({ status }) => status)]).toEqual([[], ["none", "none"]]);
    const asked = cohorts([] as Event[], { ...options, from: "2026-01-01", to: "2026-01-03" });
    expect(asked.triangle().map(({ cohort, size }) => [cohort.label, size])).toEqual([["2026-01-01", 0], ["2026-01-02", 0]]); // biome-ignore format: a table
  });

  it.each([
    [{ asOf: "2026-02-01" }, 'cohorts: nothing says what an age is; give grain: "month" with a timeZone, or every: "24h"'],
    [{ asOf: 1, grain: "month" }, 'cohorts: periods of month need a zone; give timeZone: "Europe/Paris"'],
    [{ every: "24h" }, "cohorts: asOf is missing, until when the log is known; without it nobody can tell who may still return"],
    [{ asOf: 1, every: "24h", starts: "last" }, 'cohorts: starts is "last"; write "first" or "each"'],
    [{ asOf: 1, every: "24h", upTo: 1.5 }, "cohorts: upTo is 1.5; write the last age to show, such as 12"],
    [{ asOf: 1, every: "24h", retained: "rolling" }, 'cohorts: retained is "rolling"; write "on", "onOrAfter", "streak", "cumulative" or { brackets: [[1, 3], [4, 7]] }'],
    [{ asOf: 1, every: "24h", retained: { brackets: [[3, 1]] } }, "cohorts: brackets are ages from and to, both included; write [[1, 3], [4, 7]]"],
    [{ asOf: 1, every: { days: 0 }, timeZone: "UTC" }, "cohorts: every is 0 days; write a whole number such as 7"],
    [{ asOf: 1, every: "day", floorTo: "1h", timeZone: "UTC" }, 'cohorts: floorTo says nothing of ages by the calendar; it is for ages by the time that passed, such as every: "24h"; leave it out'],
    [{ asOf: 1, every: "24h", floorTo: "hour" }, 'cohorts: floorTo is "hour"; write a length such as "1h"'],
    [{ asOf: "2026-01-01", every: "24h" }, 'cohorts: asOf: "2026-01-01" is a date, which needs a zone to be a moment; give zone: "Europe/Paris"'],
  ])("%j is refused", (wrong, message) => {
    expect(() => cohorts(rows as Event[], wrong as never)).toThrow(message);
  }); // biome-ignore format: a table

  it.each([
    [0, 3, "evenBrackets: width is 0; write a whole number, such as 7"],
    [-1, 1, "evenBrackets: width is -1; write a whole number, such as 7"],
    [7, 1.5, "evenBrackets: count is 1.5; write a whole number, such as 7"],
    [7, 1e10, "evenBrackets: 10000000000 of 7 ages are too many; write brackets up to age 100000"],
    [1, 100_002, "evenBrackets: 100002 of 1 ages are too many"],
  ])("brackets of %d ages, %d of them, are refused", (width, count, message) => {
    expect(() => evenBrackets(width, count)).toThrow(message);
  });

  it("an option that there is not is refused", () => {
    expect(() => cohorts(rows as Event[], { ...options, timezone: "UTC" } as never)).toThrow(
      "cohorts: options: no entry timezone; its entries are start, return",
    );
  });
});
