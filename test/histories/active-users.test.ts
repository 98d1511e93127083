import { coded, columns } from "kpi-core";
import { activeUsers, lifecycle, stickiness } from "kpi-core/histories";
import { describe, expect, it } from "vitest";

const visit = (actor: string, at: string, type = "open") => ({ actor, at, type });
const zone = { timeZone: "Europe/Paris" } as const;

describe("active users", () => {
  const log = [
    visit("a", "2026-03-27T22:59:00Z"), // 23:59 in Paris
    visit("a", "2026-03-28T23:00:00Z"), // the 29th in Paris, which has 23 hours
    visit("b", "2026-03-29T10:00:00Z"),
    visit("b", "2026-03-29T11:00:00Z"),
    visit("c", "2026-03-30T10:00:00Z", "ping"),
    visit("d", "2026-04-01T10:00:00Z"),
  ];
  const asOf = "2026-04-01T12:00:00Z";

  it("counts each once in the window, and says what is not known", () => {
    const { days, ledger } = activeUsers(log, { ...zone, asOf, days: 3, event: "open" });
    expect(
      days.map(({ day, active, value }) => [day.label.slice(5), active, value?.toNumber() ?? null]),
    ).toEqual([
      ["03-27", 1, null], // the window begins before the records do
      ["03-28", 1, null],
      ["03-29", 2, 2],
      ["03-30", 2, 2],
      ["03-31", 2, 2],
      ["04-01", 1, null], // still runs
    ]);
    expect(days.map((day) => (day.status === "none" ? day.reason : ""))).toEqual(
      ["short-history", "short-history", "", "", "", "immature"],
    ); // biome-ignore format: a table
    expect(ledger).toMatchObject({ read: 6, used: 5, leftOut: { "other-type": 1, "after-as-of": 0 } });
  });

  it("takes your word that there was nobody before, and shows the days that are asked for", () => {
    const options = {
      ...zone,
      asOf,
      days: 3,
      since: "2026-01-01",
      from: "2026-03-27",
      to: "2026-03-29",
    } as const;
    expect(activeUsers(log, options).days.map(({ value }) => value?.toNumber())).toEqual([1, 1]);
  });

  it("knows nothing of windows that begin before all activity is in the log", () => {
    const shown = (since: string) =>
      activeUsers(log, { ...zone, asOf: "2026-04-01", days: 2, since, event: "open" }).days.map(
        ({ day, value }) => [day.label.slice(8), value?.toNumber() ?? null],
      );
    // Of two days each: a on the 27th and the 29th, b on the 29th, d only in April
    expect(shown("2026-03-29")).toEqual([["27", null], ["28", null], ["29", null], ["30", 2], ["31", 0]]); // biome-ignore format: a table
    expect(shown("2026-03-28T22:59Z")).toEqual(shown("2026-03-29"));
    // At 00:01 in Paris the day has begun, so that the first whole window is that of the 30th and the 31st
    expect(shown("2026-03-28T23:01Z").at(-2)).toEqual(["30", null]);
    expect(shown("2026-03-28T23:01Z").at(-1)).toEqual(["31", 0]);
    expect(shown("2026-05-01").map(([, value]) => value)).toEqual([null, null, null, null, null]);
  });

  it.each([[[]], [[visit("a", "2026-01-04T10:00Z")]]])(
    "knows nothing of days before the first event",
    (log) => {
      const options = { ...zone, days: 3, from: "2026-01-01", asOf: "2026-01-04" } as const;
      for (const { days } of [activeUsers(log, options), stickiness(log, options)]) {
        expect(days.map((day) => day.status === "none" && day.reason)).toEqual([
          "short-history",
          "short-history",
          "short-history",
        ]);
      }
      const since = activeUsers(log, { ...options, since: "2026-01-01" }).days;
      expect(since.map(({ value }) => value?.toNumber() ?? null)).toEqual([null, null, 0]);
    },
  );

  it("has windows of any length", () => {
    const { days } = activeUsers(log, { ...zone, asOf, days: 2 ** 40 });
    expect(days.map(({ active, status }) => [active, status])).toEqual(
      [1, 1, 2, 3, 3, 4].map((active) => [active, "none"]),
    );
  });

  it("counts coded columns alike", () => {
    const held = columns({
      actor: Int32Array.of(0, 0, 1, 1, 2, 3),
      at: Float64Array.from(log, ({ at }) => Date.parse(at)),
      type: coded(Uint8Array.of(0, 0, 0, 0, 1, 0), ["open", "ping"]),
    });
    const options = { ...zone, asOf, days: 3, event: "open" } as const;
    expect(activeUsers(held, options)).toEqual(activeUsers(log, options));
  });

  it("begins with the first event that counts, in rows and in columns", () => {
    const rows = [
      visit("a", "2026-01-01T10:00Z", "ping"),
      visit("a", "2026-01-04T10:00Z"),
      visit("b", "2026-01-06T10:00Z"),
    ];
    const held = columns({
      actor: Int32Array.of(0, 0, 1),
      at: Float64Array.from(rows, ({ at }) => Date.parse(at)),
      type: coded(Uint8Array.of(1, 0, 0), ["open", "ping"]),
    });
    const options = { ...zone, asOf: "2026-01-08", event: "open" } as const;
    for (const log of [rows, held as never]) {
      // Of two days each: the 3rd and 4th of which the log knows one, a alone, b alone, b alone
      expect(
        activeUsers(log, { ...options, days: 2 }).days.map(({ day, value }) => [
          day.label,
          value?.toNumber(),
        ]),
      ).toEqual([
        ["2026-01-04", undefined],
        ["2026-01-05", 1],
        ["2026-01-06", 1],
        ["2026-01-07", 1],
      ]);
      expect(stickiness(log, { ...options, days: 2 }).days.map(({ value }) => value?.toNumber())).toEqual([
        undefined,
        0.5,
        0.5,
        0.5,
      ]);
      const days = lifecycle(log, { ...options, grain: "day" }).periods;
      expect(days.map(({ active, new: fresh }) => [active, fresh])).toEqual([
        [1, 1],
        [0, 0],
        [1, 1],
        [0, 0],
      ]);
      expect(activeUsers(log, { ...options, days: 2 }).ledger).toMatchObject({
        read: 3,
        used: 2,
        leftOut: { "other-type": 1 },
      });
    }
  });

  it("M17: who is active in January and in February is one", () => {
    const months = [
      visit("u1", "2026-01-10T10:00Z"),
      visit("u2", "2026-01-11T10:00Z"),
      visit("u1", "2026-02-10T10:00Z"),
      visit("u3", "2026-02-11T10:00Z"),
    ];
    const { days } = activeUsers(months, { ...zone, asOf: "2026-03-01", days: 59, since: "2026-01-01" });
    expect(days.at(-1)?.value?.toNumber()).toBe(3);
    const { periods } = lifecycle(months, { ...zone, asOf: "2026-03-01", grain: "month" });
    expect(periods.map(({ active }) => active)).toEqual([2, 2]);
  });

  it("M18: 100 of the day by 500 of the trailing 30 days, and not by 150 of the month to date", () => {
    const users = (from: number, to: number, at: string) =>
      Array.from({ length: to - from }, (_, i) => visit(`u${from + i}`, at));
    const march = [
      ...users(150, 500, "2026-02-20T10:00Z"),
      ...users(50, 150, "2026-03-02T10:00Z"),
      ...users(0, 100, "2026-03-03T10:00Z"),
    ];
    const known = { ...zone, asOf: "2026-03-04", since: "2026-01-01", from: "2026-03-03" } as const;
    const [monthly] = activeUsers(march, { ...known, days: 30 }).days;
    const [daily] = activeUsers(march, { ...known, days: 1 }).days;
    const toDate = activeUsers(march, { ...known, days: 3 }).days[0];
    expect([daily?.active, toDate?.active, monthly?.active]).toEqual([100, 150, 500]);
    expect(daily?.value?.div(monthly?.value ?? 1).toNumber()).toBe(0.2);
    // The mean of the days by the same window: (350 + 100 + 100) / 30 / 500
    const [sticky] = stickiness(march, { ...known, days: 30 }).days;
    expect([sticky?.activeDays, sticky?.value?.times(1500).toFixed(9)]).toEqual([550, "55.000000000"]);
  });

  it("M19: 30 days are 30 dates, from the 29th before to the day", () => {
    const known = { ...zone, asOf: "2026-03-31", since: "2026-01-01", days: 30, from: "2026-03-30" } as const;
    const on = (at: string) => activeUsers([visit("a", at)], known).days[0]?.active;
    expect(
      ["2026-02-27T10:00Z", "2026-02-28T10:00Z", "2026-03-01T10:00Z", "2026-03-30T10:00Z"].map(on),
    ).toEqual([0, 0, 1, 1]);
  });

  it("has no stickiness where nobody was active", () => {
    const { days } = stickiness([visit("a", "2026-01-02T10:00Z")], { ...zone, asOf: "2026-01-04", days: 1 });
    expect(days.map((day) => (day.status === "none" ? day.reason : day.value.toNumber()))).toEqual([
      1,
      "zero-denominator",
    ]);
  });

  it.each([
    [{ days: 0 }, "activeUsers: days is 0; write 1, 7, 28 or 30"],
    [
      { timeZone: undefined },
      'activeUsers: timeZone is missing; give timeZone: "Europe/Paris" and asOf, until when the log is known',
    ],
    [
      { asOf: undefined },
      'activeUsers: asOf is missing; give timeZone: "Europe/Paris" and asOf, until when the log is known',
    ],
  ])("%j is refused", (wrong, message) => {
    expect(() => activeUsers(log, { ...zone, asOf, days: 7, ...wrong } as never)).toThrow(message);
  });
});

describe("lifecycle", () => {
  it("says what each was in the period before", () => {
    const log = [
      visit("a", "2026-01-10T10:00Z"),
      visit("b", "2026-01-10T10:00Z"),
      visit("b", "2026-02-10T10:00Z"),
      visit("c", "2026-03-10T10:00Z"),
      visit("a", "2026-03-10T10:00Z"),
      visit("c", "2026-05-10T10:00Z"),
    ];
    const { periods } = lifecycle(log, { ...zone, asOf: "2026-05-20", grain: "month" });
    const rows = periods.map(
      ({ period, complete, active, new: fresh, current, resurrected, dormant, pulse }) => [
        period.label,
        complete,
        active,
        fresh,
        current,
        resurrected,
        dormant,
        pulse?.toNumber() ?? null,
      ],
    );
    expect(rows).toEqual([
      ["2026-01", true, 2, 2, 0, 0, 0, null],
      ["2026-02", true, 1, 0, 1, 0, 1, 0],
      ["2026-03", true, 2, 1, 0, 1, 1, 2],
      ["2026-04", true, 0, 0, 0, 0, 2, 0],
      ["2026-05", false, 1, 0, 0, 1, 0, null],
    ]);
    const shown = lifecycle(log, {
      ...zone,
      asOf: "2026-05-20",
      grain: "month",
      from: "2026-03-01",
      to: "2026-04-01",
    });
    expect(shown.periods.map(({ new: fresh }) => fresh)).toEqual([1]);
  });

  it("of no rows there are no periods", () => {
    expect(lifecycle([], { ...zone, asOf: "2026-05-20", grain: "month" }).periods).toEqual([]);
  });
});
