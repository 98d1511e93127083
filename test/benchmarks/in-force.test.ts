import { evaluate, KpiError, table } from "kpi-core";
import { type Assessment, assess, type Target, target } from "kpi-core/benchmarks";
import { describe, expect, it } from "vitest";
import { gauge, monthly, type Reading, reading } from "./readings.ts";
import { thrownBy } from "./thrown.ts";

/** One reading in the middle of each month from January to June. */
const halfYear = (team: string, region: string): Reading[] =>
  [1, 2, 3, 4, 5, 6].map((month) => ({ at: `2026-0${month}-10T12:00:00Z`, value: 10, team, region }));
const rows = [...halfYear("a", "north"), ...halfYear("b", "north"), ...halfYear("b", "south")];
const byTeam = monthly("number", "target", rows, { by: ["team"] });
const byBoth = monthly("number", "target", rows, { by: ["team", "region"] });
const inAll = monthly("number", "target", rows);

/** The bound that judges, or why none does. */
const bound = ({ target: found, status, ...rest }: Assessment) =>
  found?.atMost ?? ("reason" in rest ? rest.reason : status);

describe("a target judges a period that it is in force over", () => {
  const inApril = (...targets: Target<Record<never, never>>[]) =>
    assess(inAll, { gauge: targets }).rows.map(({ period, assessments }) => [
      period.label,
      bound(assessments.gauge),
    ]);

  it("from the local start of the day in the zone of the report, until the local start of another", () => {
    expect(
      inApril(target({ atMost: 1, until: "2026-03-01" }), target({ atMost: 2, from: "2026-03-01" })),
    ).toEqual([
      ["2026-01", "1"],
      ["2026-02", "1"],
      ["2026-03", "2"],
      ["2026-04", "2"],
      ["2026-05", "2"],
      ["2026-06", "2"],
    ]);
  });

  it("not where it begins or ends a millisecond inside; before and after there is none", () => {
    // March in Paris: 28 February 23:00 to 31 March 22:00, UTC
    const dates = (from: string, until: string) =>
      inApril(target({ atMost: 1, from, until })).map(([, said]) => said);
    expect(dates("2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")).toEqual([
      "no-target",
      "no-target",
      "1",
      "no-target",
      "no-target",
      "no-target",
    ]);
    expect(dates("2026-02-28T23:00:00.001Z", "2026-03-31T22:00:00Z")[2]).toBe("changes-within-period");
    expect(dates("2026-02-28T23:00:00Z", "2026-03-31T21:59:59.999Z")[2]).toBe("changes-within-period");
    expect(dates("2026-02-28T22:59:59.999Z", "2026-03-31T22:00:00.001Z")).toEqual([
      "no-target",
      "changes-within-period",
      "1",
      "changes-within-period",
      "no-target",
      "no-target",
    ]);
  });

  it("with dates of UTC where the report has no zone", () => {
    const moments = [
      { at: "2026-01-01T00:00:00Z", value: 1 },
      { at: "2026-01-01T23:59:59.999Z", value: 1 },
    ];
    const day = evaluate({ gauge: gauge("number", "target") }, table(reading, moments), {});
    const judged = (from: string, until: string) => {
      const found = assess(day, { gauge: target({ atMost: 1, from, until }) }).totals?.assessments.gauge;
      return found === undefined ? undefined : bound(found);
    };
    expect(judged("2026-01-01", "2026-01-02")).toBe("1");
    expect(judged("2026-01-01T00:00:00.001Z", "2026-01-02")).toBe("changes-within-period");
  });

  it("so that totals over several targets have none: nothing is averaged", () => {
    const several = [target({ atMost: 1, until: "2026-03-01" }), target({ atMost: 2, from: "2026-03-01" })];
    const assessed = assess(byTeam, { gauge: several });
    expect(assessed.totals?.assessments.gauge).toEqual({
      status: "no-target",
      met: null,
      target: null,
      variance: null,
      favourable: null,
      attainment: null,
      reason: "changes-within-period",
    });
    expect(assessed.byGroup.map((row) => bound(row.assessments.gauge))).toEqual([
      "changes-within-period",
      "changes-within-period",
    ]);
  });
});

describe("of the targets in force", () => {
  it("that for the group wins over that for all, and totals have that for all", () => {
    const targets = [target({ atMost: 9, for: { team: "b" } }), target({ atMost: 5 })];
    const assessed = assess(byTeam, { gauge: targets });
    const first = assessed.rows
      .slice(0, 2)
      .map(({ group, assessments }) => [group.team, bound(assessments.gauge)]);
    expect(first).toEqual([
      ["a", "5"],
      ["b", "9"],
    ]);
    expect(assessed.byGroup.map((row) => bound(row.assessments.gauge))).toEqual(["5", "9"]);
    expect(assessed.byPeriod.map((row) => bound(row.assessments.gauge))).toEqual([
      "5",
      "5",
      "5",
      "5",
      "5",
      "5",
    ]);
    expect(assessed.totals && bound(assessed.totals.assessments.gauge)).toBe("5");
  });

  it("where all are for groups, the others and the totals have none", () => {
    const assessed = assess(byTeam, { gauge: target({ atMost: 9, for: { team: "b" } }) });
    expect(assessed.byGroup.map((row) => bound(row.assessments.gauge))).toEqual(["no-target", "9"]);
    expect(assessed.totals?.assessments.gauge).toMatchObject({ status: "no-target", target: null });
    expect(assessed.totals?.assessments.gauge).not.toHaveProperty("reason");
  });

  it("one for the group without a key is not for all groups together", () => {
    const some = [
      ...halfYear("a", "north"),
      ...halfYear("", "north").map(({ at, value }) => ({ at, value })),
    ];
    const report = monthly("number", "target", some as Reading[], { by: ["team"] });
    const assessed = assess(report, { gauge: target({ atMost: 9, for: { team: null } }) });
    expect(assessed.byGroup.map(({ group, assessments }) => [group.team, bound(assessments.gauge)])).toEqual([
      ["a", "no-target"],
      [null, "9"],
    ]);
    expect(assessed.totals && bound(assessed.totals.assessments.gauge)).toBe("no-target");
  });

  it("that which names more keys wins, and settles two that name as many", () => {
    const targets = [
      target({ atMost: 1 }),
      target({ atMost: 2, for: { team: "b" } }),
      target({ atMost: 3, for: { region: "north" } }),
      target({ atMost: 4, for: { region: "north", team: "b" } }),
    ];
    const assessed = assess(byBoth, { gauge: targets });
    expect(assessed.byGroup.map(({ group, assessments }) => [group, bound(assessments.gauge)])).toEqual([
      [{ team: "a", region: "north" }, "3"],
      [{ team: "b", region: "north" }, "4"],
      [{ team: "b", region: "south" }, "2"],
    ]);
  });

  it("two that name as many are settled by those that name more, one after the other", () => {
    const both = { region: "north", team: "b" };
    const targets = [
      target({ atMost: 2, for: { team: "b" } }),
      target({ atMost: 3, for: { region: "north" } }),
      target({ atMost: 4, for: both, until: "2026-02-01" }),
      target({ atMost: 5, for: both, from: "2026-02-01" }),
    ];
    expect(() => assess(byBoth, { gauge: targets })).not.toThrow();
    // A day on which neither of the two is in force
    const apart = [...targets.slice(0, 3), target({ atMost: 5, for: both, from: "2026-02-02" })];
    expect(() => assess(byBoth, { gauge: apart })).toThrow("are in force at once for one group");
  });

  it("one that takes over inside a period leaves that period without", () => {
    const targets = [target({ atMost: 1 }), target({ atMost: 2, for: { team: "b" }, from: "2026-04-15" })];
    const { rows: months } = assess(byTeam, { gauge: targets });
    const teamB = months.filter(({ group }) => group.team === "b");
    expect(teamB.map((row) => bound(row.assessments.gauge))).toEqual([
      "1",
      "1",
      "1",
      "changes-within-period",
      "2",
      "2",
    ]);
  });

  it("keys keep their type", () => {
    const typed = [1, "1", null, true].map((level) => ({ at: "2026-01-10T00:00:00Z", value: 1, level }));
    const report = evaluate({ gauge: gauge("number", "target") }, table(reading, typed), { by: ["level"] });
    const judged = (level: string | number | boolean | null) =>
      assess(report, { gauge: target({ atMost: 1, for: { level } }) }).rows.map((row) =>
        bound(row.assessments.gauge),
      );
    // Groups sort as numbers, texts, flags, null
    expect(judged(1)).toEqual(["1", "no-target", "no-target", "no-target"]);
    expect(judged("1")).toEqual(["no-target", "1", "no-target", "no-target"]);
    expect(judged(true)).toEqual(["no-target", "no-target", "1", "no-target"]);
    expect(judged(null)).toEqual(["no-target", "no-target", "no-target", "1"]);
  });

  it("an empty report takes any group and has no rows", () => {
    const empty = monthly("number", "target", [], { by: ["team"] });
    const assessed = assess(empty, { gauge: target({ atMost: 1, for: { team: "z" } }) });
    expect([assessed.rows, assessed.totals]).toEqual([[], undefined]);
  });
});

describe("a target that its report cannot have says what would be right:", () => {
  const share = monthly("share", "higher", rows, { by: ["team"] });
  const seconds = monthly("seconds", "lower", rows);
  const count = monthly("count", "target", rows);
  const euros = monthly("money", "neither", []);
  const anything = (given: object) => target(given as never);

  it.each<[string, { metrics: object; tally: object }, object[], string]>([
    ["a percentage", share, [{ atLeast: 70 }], "atLeast is 70; a share is 0 to 1, write 0.7"],
    ["a percentage that warns", share, [{ atLeast: 0.7, warn: -65 }], "warn is -65; a share is 0 to 1"],
    [
      "a percentage in a band",
      share,
      [{ between: [0, "100"] }],
      "between is 100; a share is 0 to 1, write 1",
    ],
    [
      "more than all",
      share,
      [{ atLeast: "1.00000000000000000001" }],
      "atLeast is 1.00000000000000000001; a share is 0 to 1, write 0.0100000000000000000001",
    ],
    [
      "a share that is a time",
      share,
      [{ atLeast: "PT1S" }],
      "atLeast is PT1S, a duration; a share is 0 to 1, write 0.7",
    ],
    [
      "a count that is a time",
      count,
      [{ between: [1, "P2D"] }],
      "between is P2D, a duration; a count is a plain number, write 20",
    ],
    [
      "an amount without currency",
      euros,
      [{ atMost: 5 }],
      'it is an amount of money without its currency; write currency: "EUR"',
    ],
    [
      "a currency of no money",
      count,
      [{ atMost: 5, currency: "EUR" }],
      "currency is EUR, and the metric is no money; leave currency out",
    ],
    [
      "the wrong direction",
      seconds,
      [{ atLeast: "P2D" }],
      "atLeast is P2D, and less is better in gauge; write atMost",
    ],
    [
      "the other wrong direction",
      share,
      [{ atMost: 0.5 }],
      "atMost is 0.5, and more is better in gauge; write atLeast",
    ],
    [
      "an end before its beginning",
      share,
      [{ atLeast: 0.5, from: "2026-04-01", until: "2026-04-01" }],
      "until is 2026-04-01, which is not after from, 2026-04-01; write a later one",
    ],
    [
      "two at once",
      share,
      [
        { atLeast: 0.5, until: "2026-04-02" },
        { atLeast: 0.6, from: "2026-04-01" },
      ],
      'two targets for all groups are in force at once; end the first with until: "2026-04-01"',
    ],
    [
      "two at once, the later first",
      share,
      [
        { atLeast: 0.6, from: "2026-04-01", for: { team: "a" } },
        { atLeast: 0.5, for: { team: "a" } },
      ],
      'two targets for team "a" are in force at once; end the first with until: "2026-04-01"',
    ],
    [
      "two always",
      share,
      [{ atLeast: 0.5 }, { atLeast: 0.6 }],
      "two targets for all groups are in force at once; give them from and until",
    ],
    [
      "a name that the report is not by",
      share,
      [{ atLeast: 0.5, for: { squad: "a" } }],
      "for names squad, which the report is not by; its names are team",
    ],
    [
      "a group where there are none",
      count,
      [{ atMost: 5, for: { team: "a" } }],
      "for names team, which the report is not by; it is by no names, leave for out",
    ],
    [
      "a key that no group has",
      share,
      [{ atLeast: 0.5, for: { team: "z" } }],
      'no group has team "z"; there are "a", "b"',
    ],
    [
      "a key of another type",
      share,
      [{ atLeast: 0.5, for: { team: 1 } }],
      'no group has team 1; there are "a", "b"',
    ],
    [
      "a key that no group has, of two names",
      byBoth,
      [{ atMost: 5, for: { region: "west" } }],
      'no group has region "west"; there are "north", "south"',
    ],
    [
      "two equally specific, settled too early",
      byBoth,
      [
        { atMost: 5, for: { team: "b" } },
        { atMost: 6, for: { region: "north" } },
        { atMost: 7, for: { team: "b", region: "north" }, until: "2026-05-01" },
      ],
      'targets for team "b" and for region "north" are in force at once for one group; add one for team "b", region "north"',
    ],
    [
      "two equally specific, settled for another group",
      byBoth,
      [
        { atMost: 5, for: { team: "b" } },
        { atMost: 6, for: { region: "north" } },
        { atMost: 7, for: { team: "b", region: "south" } },
      ],
      'targets for team "b" and for region "north" are in force at once for one group; add one for team "b", region "north"',
    ],
    [
      "keys that no group has together",
      byBoth,
      [{ atMost: 5, for: { team: "a", region: "south" } }],
      'no group has team "a" with region "south"; write keys that go together',
    ],
    [
      "two equally specific",
      byBoth,
      [
        { atMost: 5, for: { team: "b" } },
        { atMost: 6, for: { region: "north" } },
      ],
      'targets for team "b" and for region "north" are in force at once for one group; add one for team "b", region "north"',
    ],
    [
      "two equally specific, settled too late",
      byBoth,
      [
        { atMost: 5, for: { team: "b" } },
        { atMost: 6, for: { region: "north" } },
        { atMost: 7, for: { team: "b", region: "north" }, from: "2026-01-01" },
      ],
      'targets for team "b" and for region "north" are in force at once for one group; add one for team "b", region "north"',
    ],
  ])("%s", (_, report, given, message) => {
    const error = thrownBy(() => assess(report as typeof share, { gauge: given.map(anything) as never }));
    expect(error).toBeInstanceOf(KpiError);
    expect(error).toMatchObject({ code: "bad-target", message: `target gauge: ${message}` });
  });

  it.each<[string, object[]]>([
    [
      "one after the other",
      [
        { atMost: 5, until: "2026-04-01" },
        { atMost: 6, from: "2026-04-01" },
      ],
    ],
    [
      "of groups that share no row",
      [
        { atMost: 5, for: { team: "a" } },
        { atMost: 6, for: { region: "south" } },
      ],
    ],
    [
      "of other groups",
      [
        { atMost: 5, for: { team: "a" } },
        { atMost: 6, for: { team: "b" } },
      ],
    ],
    ["for some and for all", [{ atMost: 5, for: { team: "b" } }, { atMost: 6 }]],
    [
      "equally specific one after the other",
      [
        { atMost: 5, for: { team: "b" }, until: "2026-04-01" },
        { atMost: 6, for: { region: "north" }, from: "2026-04-01" },
      ],
    ],
    [
      "in either direction where neither is better",
      [
        { atMost: 5, for: { team: "a" } },
        { atLeast: 6, for: { team: "b" } },
      ],
    ],
    ["none", []],
  ])("but not two %s", (_, given) => {
    expect(thrownBy(() => assess(byBoth, { gauge: given.map(anything) as never }))).toBeUndefined();
  });

  it("a long list of groups is cut", () => {
    const many = Array.from({ length: 11 }, (_, i) => ({
      at: "2026-01-10T00:00:00Z",
      value: 1,
      team: `t${10 + i}`,
    }));
    const report = monthly("number", "target", many, { by: ["team"] });
    expect(
      thrownBy(() => assess(report, { gauge: target({ atMost: 1, for: { team: "z" } }) })),
    ).toMatchObject({
      message:
        'target gauge: no group has team "z"; there are "t10", "t11", "t12", "t13", "t14", "t15", "t16", "t17" and 3 more',
    });
  });

  it("no targets at all", () => {
    expect(() => assess(share, undefined as never)).toThrow(
      "assess: targets is undefined; give them by the names of the metrics",
    );
  });

  it("a metric that the report has not", () => {
    const wrong = { gauges: target({ atMost: 1 }) };
    expect(thrownBy(() => assess(count, wrong as never))).toMatchObject({
      code: "bad-target",
      message: "target gauges: the report has no metric of that name; its metrics are gauge",
    });
    expect(thrownBy(() => assess(count, { toString: target({ atMost: 1 }) } as never))).toMatchObject({
      message: "target toString: the report has no metric of that name; its metrics are gauge",
    });
  });

  it("a target that nobody checked, with its name", () => {
    expect(thrownBy(() => assess(count, { gauge: { atMost: "much" } }))).toMatchObject({
      message: 'target gauge: atMost is "much"; write a number, or a duration such as P2D or PT4H',
    });
  });

  it("all at once, not when a row is read", () => {
    expect(() => assess(share, { gauge: target({ atLeast: 70 }) })).toThrow("write 0.7");
  });
});
