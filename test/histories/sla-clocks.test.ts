import { columns, table } from "kpi-core";
import {
  intercomPolicy,
  type SlaPolicy,
  slaClocks,
  type TicketLogOptions,
  zendeskPolicy,
} from "kpi-core/histories";
import { workSchedule } from "kpi-core/periods";
import { slaClock } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { statuses } from "./statuses.ts";

// Monday, 5 January 2026, in UTC; a policy of one's own, so that each test shows all that it depends on
const mon = (time: string) => `2026-01-05T${time}Z`;
const tue = (time: string) => `2026-01-06T${time}Z`;
const policy = (metrics: SlaPolicy["metrics"], more: Partial<SlaPolicy> = {}): SlaPolicy => ({
  name: "desk",
  statuses,
  metrics,
  ...more,
});
const HOUR = 3600;

type Line = readonly [
  at: string,
  type: "created" | "requester-reply" | "agent-reply" | "update" | "cancelled",
  state?: { status?: string; priority?: string; schedule?: string },
];
const logOf = (lines: readonly Line[], ticket = "a") =>
  lines.map(([at, type, { status = null, priority = null, schedule = null } = {}]) => ({
    ticket,
    at,
    type,
    status,
    priority,
    schedule,
  }));
type Row = ReturnType<typeof logOf>[number];

const clockOf = (instant: number | null) =>
  instant === null ? null : new Date(instant).toISOString().slice(8, 16).replace("T", " ");
/** The clocks of one ticket, short: what, outcome, hours shown, hours paused, due. */
const read = (lines: readonly Line[], of: SlaPolicy, options: Partial<TicketLogOptions<Row>> = {}) =>
  slaClocks(logOf(lines), of, { asOf: "2026-02-01T00:00Z", ...options }).rows.map(
    ({ metric, instance, outcome, elapsedSeconds, pausedSeconds, dueAt }) => [
      `${metric} ${instance}`,
      outcome,
      elapsedSeconds / HOUR,
      pausedSeconds / HOUR,
      clockOf(dueAt),
    ],
  );

describe("when a clock runs", () => {
  it("first reply: from the creation to the first answer, whoever else writes", () => {
    const lines: Line[] = [
      [mon("09:00"), "created"],
      [mon("10:00"), "requester-reply"],
      [mon("13:00"), "agent-reply"],
      [mon("15:00"), "agent-reply"],
    ];
    expect(read(lines, policy({ firstReply: { target: 5 * HOUR } }))).toEqual([
      ["firstReply 1", "achieved", 4, 0, "05 14:00"],
    ]);
  });
  it("next reply: from the oldest unanswered message, many a ticket", () => {
    const lines: Line[] = [
      [mon("09:00"), "created"],
      [mon("09:30"), "requester-reply"], // the first reply is still owed
      [mon("10:00"), "agent-reply"],
      [mon("11:00"), "requester-reply"],
      [mon("11:30"), "requester-reply"],
      [mon("14:00"), "agent-reply"],
      [mon("15:00"), "requester-reply"],
    ];
    const clocks = read(lines, policy({ nextReply: { target: 2 * HOUR } }), { asOf: mon("16:00") });
    expect(clocks).toEqual([
      ["nextReply 1", "missed", 3, 0, "05 13:00"],
      ["nextReply 2", "open", 1, 0, "05 17:00"],
    ]);
  });
  it("thanks to a settled ticket are owed no answer, unless it is opened again: then since they came", () => {
    const thanks: Line[] = [
      [mon("09:00"), "created"],
      [mon("10:00"), "agent-reply", { status: "solved" }],
      [mon("11:00"), "requester-reply"],
    ];
    const nextReply = policy({ nextReply: { target: HOUR } });
    expect(read(thanks, nextReply)).toEqual([]);
    const again: Line[] = [
      ...thanks,
      [mon("11:15"), "update", { status: "open" }],
      [mon("11:30"), "agent-reply"],
    ];
    expect(read(again, nextReply)).toEqual([["nextReply 1", "achieved", 0.5, 0, "05 12:00"]]);
  });
  it("several messages to a settled ticket that is opened again: since the first of them", () => {
    const lines: Line[] = [
      [mon("09:00"), "created"],
      [mon("10:00"), "agent-reply", { status: "solved" }],
      [mon("11:00"), "requester-reply"],
      [mon("12:00"), "requester-reply"],
      [mon("13:00"), "update", { status: "open" }],
      [mon("13:30"), "agent-reply"],
    ];
    expect(read(lines, policy({ nextReply: { target: HOUR } }))).toEqual([
      ["nextReply 1", "missed", 2.5, 0, "05 12:00"],
    ]);
  });
  it("a settlement is an answer: to what was asked before it, and to the first message", () => {
    const lines: Line[] = [
      [mon("09:00"), "created"],
      [mon("10:00"), "update", { status: "solved" }], // nobody wrote an answer
      [mon("11:00"), "requester-reply", { status: "open" }],
      [mon("12:00"), "update", { status: "solved" }],
      [mon("13:00"), "update", { status: "open" }], // nothing new was asked
    ];
    const term = { target: 2 * HOUR };
    expect(read(lines, policy({ firstReply: term, nextReply: term }))).toEqual([
      ["firstReply 1", "achieved", 1, 0, "05 11:00"],
      ["nextReply 1", "achieved", 1, 0, "05 13:00"],
    ]);
  });
  it("updates: from each answer to the next; the pausable one not while the requester is to act", () => {
    const lines: Line[] = [
      [mon("09:00"), "created"],
      [mon("10:00"), "agent-reply"],
      [mon("12:00"), "agent-reply", { status: "pending" }],
      [mon("15:00"), "update", { status: "open" }],
      [mon("16:00"), "agent-reply", { status: "solved" }],
    ];
    const term = { target: 3 * HOUR };
    expect(read(lines, policy({ periodicUpdate: term, pausableUpdate: term }))).toEqual([
      ["periodicUpdate 1", "achieved", 2, 0, "05 13:00"],
      ["periodicUpdate 2", "missed", 4, 0, "05 15:00"],
      ["pausableUpdate 1", "achieved", 2, 0, "05 13:00"],
      ["pausableUpdate 2", "achieved", 1, 3, "05 18:00"],
    ]);
  });
  it("waits: not while it is another's turn; a settlement ends whatever runs", () => {
    const lines: Line[] = [
      [mon("08:00"), "created"],
      [mon("10:00"), "update", { status: "pending" }],
      [mon("11:00"), "update", { status: "hold" }],
      [mon("14:00"), "update", { status: "open" }],
      [mon("15:00"), "update", { status: "solved" }],
    ];
    const term = { target: 4 * HOUR };
    const all = { firstReply: term, requesterWait: term, agentWork: term, resolution: term };
    expect(read(lines, policy(all))).toEqual([
      ["firstReply 1", "missed", 7, 0, "05 12:00"],
      ["requesterWait 1", "missed", 6, 1, "05 13:00"],
      ["agentWork 1", "achieved", 3, 4, "05 16:00"],
      ["resolution 1", "missed", 7, 0, "05 12:00"],
    ]);
    const own = policy({ resolution: { ...term, pausedIn: ["hold"] } });
    expect(read(lines, own)).toEqual([["resolution 1", "achieved", 4, 3, "05 15:00"]]);
  });
});

describe("what becomes of a promise", () => {
  const firstReply = policy({ firstReply: { target: HOUR } });
  const answered = (at: string): Line[] => [
    [mon("09:00"), "created"],
    [at, "agent-reply"],
  ];
  it("exactly at the target is in time, a millisecond later is missed", () => {
    expect(read(answered(mon("10:00:00.000")), firstReply)[0]?.[1]).toBe("achieved");
    expect(read(answered(mon("10:00:00.001")), firstReply)[0]?.[1]).toBe("missed");
  });
  it("open, and past due from the first moment after", () => {
    const outcomes = [mon("09:30"), mon("10:00"), mon("10:00:00.001")].map(
      (asOf) => read([[mon("09:00"), "created"]], firstReply, { asOf })[0]?.[1],
    );
    expect(outcomes).toEqual(["open", "open", "open-past-due"]);
  });
  it("in working time the clock stands at the target until work goes on, and so does the promise", () => {
    // 1 h from 16:30: due on Monday at 17:30, closing time; the clock shows 1 h until Tuesday at 9:30
    const hours = [["09:30", "17:30"]] as const;
    const desk = workSchedule({ timeZone: "UTC", weekly: { mon: hours, tue: hours } });
    const clock = policy({ firstReply: { target: HOUR, clock: "working" } });
    const outcome = (at: string) =>
      read(
        [
          [mon("16:30"), "created"],
          [at, "agent-reply"],
        ],
        clock,
        { schedules: { desk } },
      )[0];
    expect(outcome(tue("09:30"))).toEqual(["firstReply 1", "achieved", 1, 0, "05 17:30"]);
    expect(outcome(tue("09:31"))?.[1]).toBe("missed");
  });
  it("a paused clock that is owed has no due moment, but where it was used up before", () => {
    const lines: Line[] = [
      [mon("09:00"), "created"],
      [mon("10:00"), "update", { status: "pending" }],
    ];
    const wait = (target: number) => policy({ requesterWait: { target } });
    const asOf = mon("20:00");
    expect(read(lines, wait(2 * HOUR), { asOf })).toEqual([["requesterWait 1", "open", 1, 10, null]]);
    expect(read(lines, wait(HOUR), { asOf })).toEqual([["requesterWait 1", "open", 1, 10, "05 10:00"]]);
    expect(read(lines, wait(HOUR / 2), { asOf })).toEqual([
      ["requesterWait 1", "open-past-due", 1, 10, "05 09:30"],
    ]);
  });
  it("what runs when a ticket is cancelled is cancelled, past due or not; what ended stays", () => {
    const lines: Line[] = [
      [mon("09:00"), "created"],
      [mon("09:30"), "agent-reply"],
      [mon("15:00"), "cancelled"],
    ];
    const both = policy({
      firstReply: { target: HOUR },
      resolution: { target: HOUR },
      agentWork: { target: 9 * HOUR },
    });
    expect(read(lines, both)).toEqual([
      ["firstReply 1", "achieved", 0.5, 0, "05 10:00"],
      ["agentWork 1", "cancelled", 6, 0, "05 18:00"],
      ["resolution 1", "cancelled", 6, 0, "05 10:00"],
    ]);
  });
  it("what happens at asOf or later is not known", () => {
    const { rows, ledger } = slaClocks(logOf(answered(mon("10:30"))), firstReply, { asOf: mon("10:30") });
    expect(rows.map(({ outcome, endedAt }) => [outcome, endedAt])).toEqual([["open-past-due", null]]);
    expect(ledger.leftOut["after-as-of"]).toBe(1);
  });
});

const night = workSchedule({ timeZone: "UTC", weekly: { mon: [["00:00", "24:00"]] } });

describe("what changes", () => {
  const targets = { low: 8 * HOUR, high: 2 * HOUR };
  const raised: Line[] = [
    [mon("09:00"), "created", { priority: "low" }],
    [mon("10:00"), "update", { priority: "high" }],
    [mon("14:00"), "agent-reply"],
  ];
  const firstReply = { firstReply: { target: targets } };
  it("the priority: a clock keeps the target it was applied with, or takes the new one", () => {
    const row = (of: SlaPolicy, lines = raised) => {
      const [clock] = slaClocks(logOf(lines), of, { asOf: tue("00:00") }).rows;
      return [clock?.priority, clock?.targetSeconds, clock?.outcome, clockOf(clock?.dueAt ?? null)];
    };
    expect(row(policy(firstReply))).toEqual(["low", 8 * HOUR, "achieved", "05 17:00"]);
    const follows = policy(firstReply, { onPriorityChange: "retarget" });
    expect(row(follows)).toEqual(["high", 2 * HOUR, "missed", "05 11:00"]);
    // Raised after 3 hours: the new target is used up then, and not before it was set
    const late: Line[] = [
      raised[0] as Line,
      [mon("12:00"), "update", { priority: "high" }],
      raised[2] as Line,
    ];
    expect(row(follows, late)).toEqual(["high", 2 * HOUR, "missed", "05 12:00"]);
    const ended: Line[] = [
      ...raised.slice(0, 1),
      [mon("11:30"), "agent-reply"],
      [mon("12:00"), "update", { priority: "high" }],
    ];
    expect(row(follows, ended)).toEqual(["low", 8 * HOUR, "achieved", "05 17:00"]);
  });
  it("what changes with the answer changes nothing for it", () => {
    const schedules = {
      desk: workSchedule({ timeZone: "UTC", weekly: { mon: [["09:00", "13:00"]] } }),
      always: night,
    };
    const lines: Line[] = [
      [mon("09:00"), "created", { priority: "low", schedule: "always" }],
      [mon("14:00"), "agent-reply", { priority: "high", schedule: "desk" }],
    ];
    const term = { target: targets, clock: "working", onScheduleChange: "recount" } as const;
    const follows = policy({ firstReply: term }, { onPriorityChange: "retarget" });
    expect(read(lines, follows, { schedules })).toEqual([["firstReply 1", "achieved", 5, 0, "05 17:00"]]);
  });
  it("a priority that comes later brings the target; where none comes nothing is owed, and that is counted", () => {
    const late: Line[] = [
      [mon("09:00"), "created"],
      [mon("10:00"), "update", { priority: "high" }],
    ];
    expect(read(late, policy(firstReply))).toEqual([
      ["firstReply 1", "open-past-due", 26 * 24 + 15, 0, "05 11:00"],
    ]);
    const never = slaClocks(logOf([[mon("09:00"), "created"]]), policy(firstReply), { asOf: tue("00:00") });
    expect([never.rows.length, never.withoutTarget]).toEqual([0, 1]);
    const lowIsOwedNothing = policy({
      firstReply: { target: { high: HOUR } },
      resolution: { target: targets },
    });
    expect(slaClocks(logOf(raised), lowIsOwedNothing, { asOf: mon("09:30") })).toMatchObject({
      rows: [{ metric: "resolution" }],
      withoutTarget: 1,
    });
  });
  const reopened: Line[] = [
    [mon("09:00"), "created"],
    [mon("11:00"), "update", { status: "solved" }],
    [mon("15:00"), "update", { status: "open" }],
    [mon("16:30"), "update", { status: "solved" }],
  ];
  const resolution = { resolution: { target: 3 * HOUR } };
  it("a ticket is opened again: its clock goes on, or it is owed anew", () => {
    expect(read(reopened, policy(resolution))).toEqual([["resolution 1", "missed", 3.5, 4, "05 16:00"]]);
    expect(read(reopened, policy(resolution), { asOf: mon("14:00") })).toEqual([
      ["resolution 1", "achieved", 2, 0, "05 12:00"],
    ]);
    expect(read(reopened, policy(resolution, { onReopen: "renew" }))).toEqual([
      ["resolution 1", "achieved", 2, 0, "05 12:00"],
      ["resolution 2", "achieved", 1.5, 0, "05 18:00"],
    ]);
  });
  it("the schedule: by each in its time, by the first, or by the last", () => {
    const day = (from: string, to: string) => {
      const hours = [[from, to]] as const;
      return workSchedule({ timeZone: "UTC", weekly: { mon: hours, tue: hours } });
    };
    const schedules = { early: day("06:00", "14:00"), late: day("12:00", "20:00") };
    const lines: Line[] = [
      [mon("10:00"), "created", { schedule: "early" }],
      [mon("13:00"), "update", { schedule: "late" }],
      [mon("18:00"), "agent-reply"],
    ];
    const by = (onScheduleChange: "switch" | "keep" | "recount") =>
      read(lines, policy({ firstReply: { target: 6 * HOUR, clock: "working", onScheduleChange } }), {
        schedules,
      })[0];
    expect(by("switch")).toEqual(["firstReply 1", "missed", 8, 0, "05 16:00"]);
    expect(by("keep")).toEqual(["firstReply 1", "achieved", 4, 0, "06 08:00"]);
    expect(by("recount")).toEqual(["firstReply 1", "achieved", 6, 0, "05 18:00"]);
    const named = policy({ firstReply: { target: 6 * HOUR, clock: "early" } });
    expect(read(lines, named, { schedules })).toEqual([["firstReply 1", "achieved", 4, 0, "06 08:00"]]);
  });
});

describe("the log", () => {
  const both = policy({ firstReply: { target: { high: HOUR } }, resolution: { target: 8 * HOUR } });
  const log = [
    ...logOf([[mon("09:00"), "created", { status: "new", priority: "high" }]]),
    ...logOf([[mon("09:00"), "created", { status: "new", priority: "high" }]]), // twice
    ...logOf([[mon("08:00"), "agent-reply"]]), // before the creation
    ...logOf([[mon("12:00"), "update", { status: "waiting" }]]), // no status
    ...logOf([[mon("12:30"), "update", { priority: "P1" }]]), // no priority
    ...logOf([[mon("11:00"), "agent-reply", { status: "" }]]),
    ...logOf([[mon("10:00"), "agent-reply"]]), // out of order
    ...logOf([[mon("10:30"), "created"]]), // created again
    ...logOf([[mon("13:00"), "update", { status: "pending" }]]),
    ...logOf([[mon("13:00"), "update", { status: "hold" }]]), // another status at the same instant
    ...logOf([[mon("14:00"), "cancelled"]]),
    ...logOf([[mon("15:00"), "agent-reply"]]), // after it
    ...logOf(
      [
        [mon("16:00"), "agent-reply"],
        [mon("17:00"), "agent-reply"],
      ],
      "b",
    ), // never created
    ...logOf([[tue("00:00"), "agent-reply"]]),
    { ...(logOf([[mon("09:00"), "created"]])[0] as Row), at: "2026-02-30T00:00Z" },
  ];
  const { rows, ledger } = slaClocks(log, both, { asOf: tue("00:00") });

  it("is read whole: what is not used is counted by its reason", () => {
    const { rejected, ...counts } = ledger;
    expect(counts).toEqual({
      read: 16,
      used: 6,
      leftOut: {
        "after-as-of": 1,
        duplicate: 1,
        "without-created": 2,
        "created-again": 1,
        "before-created": 1,
        "after-cancelled": 1,
      },
      mended: { "out-of-order": 3, "same-instant": 1 }, // 8:00 after 9:00, 10:00 and 10:30 after 11:00
    });
    const { read, used, leftOut } = ledger;
    expect(used + Object.values(leftOut).reduce((sum, n) => sum + n, 0) + rejected.length).toBe(read);
  });
  it("rejects by row, field and message", () => {
    expect(
      ledger.rejected.map(({ kind, row, field, message }) => `${kind} ${row} ${field}: ${message}`),
    ).toEqual([
      'ticketEvent 3 status: "waiting" is no status of the policy desk; map it to one of new, open, pending, hold, solved',
      'ticketEvent 4 priority: "P1" is no priority of the policy desk; map it to one of high',
      expect.stringMatching(/^ticketEvent 15 at: "2026-02-30T00:00Z" /),
    ]);
  });
  it("is used as it then stands", () => {
    expect(rows.map(({ metric, outcome, endedAt }) => [metric, outcome, clockOf(endedAt)])).toEqual([
      ["firstReply", "achieved", "05 10:00"],
      ["resolution", "cancelled", "05 14:00"],
    ]);
  });
  it("rows of one moment may stand in any order, before the creation too", () => {
    const lines: Line[] = [
      [mon("09:00"), "update", { status: "pending" }],
      [mon("09:00"), "created"],
    ];
    const { rows, ledger } = slaClocks(logOf(lines), policy({ agentWork: { target: HOUR } }), {
      asOf: mon("12:00"),
    });
    expect(rows).toMatchObject([{ outcome: "open", elapsedSeconds: 0, pausedSeconds: 3 * HOUR }]);
    expect(ledger).toMatchObject({ used: 2, leftOut: { "before-created": 0 } });
  });
  it("columns, other names and times without an offset", () => {
    const named = columns({
      id: ["a", "a"],
      on: ["2026-01-05T09:00", "2026-01-05T09:30"],
      what: ["created", "agent-reply"],
    });
    const clocks = slaClocks(named, policy({ firstReply: { target: HOUR } }), {
      ticket: "id",
      at: "on",
      type: "what",
      zone: "Europe/Paris",
      asOf: "2026-01-06",
    });
    expect(clocks.rows.map(({ appliedAt }) => new Date(appliedAt).toISOString())).toEqual([
      "2026-01-05T08:00:00.000Z",
    ]);
    expect(clocks.ledger.read).toBe(2);
  });
  it("its records are of the kind slaClock", () => {
    expect(() => table(slaClock, rows)).not.toThrow();
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(Object.keys(slaClock.fields).sort());
  });
  it("of several schedules a ticket says which, by a name that exists", () => {
    const hours = [["09:00", "17:00"]] as const;
    const office = workSchedule({ timeZone: "UTC", weekly: { mon: hours } });
    const working = policy({ firstReply: { target: HOUR, clock: "working" } });
    const lines = [
      ...logOf([[mon("09:00"), "created"]]),
      ...logOf([[mon("09:00"), "created", { schedule: "night" }]], "b"),
      ...logOf([[mon("09:00"), "created", { schedule: "north" }]], "c"),
    ];
    const { rows, ledger } = slaClocks(lines, working, {
      asOf: mon("09:30"),
      schedules: { north: office, south: office },
    });
    expect(rows.map(({ ticket }) => ticket)).toEqual(["c"]);
    expect(ledger.rejected.map(({ message }) => message)).toEqual([
      "is missing; say which of north, south the ticket is worked by",
      '"night" is no schedule of the schedules; map it to one of north, south',
    ]);
  });
});

describe("a policy that cannot be", () => {
  const fine = { firstReply: { target: HOUR } };
  const asOf = tue("00:00");
  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ["owes nothing", policy({}), /metrics is an object; promise something/],
    [
      "has no target",
      policy({ firstReply: {} as never }),
      /metrics\.firstReply\.target is undefined; write seconds/,
    ],
    [
      "has a target of 0",
      policy({ firstReply: { target: { high: 0 } } }),
      /metrics\.firstReply\.target\.high is 0; write seconds above 0, to the millisecond/,
    ],
    [
      "has another metric",
      policy({ ...fine, frt: { target: 1 } } as never),
      /metric of the policy is "frt"; write one of/,
    ],
    [
      "has another entry",
      { ...policy(fine), reopen: "resume" },
      /policy: no entry reopen; its entries are name/,
    ],
    [
      "has another entry in a term",
      policy({ firstReply: { target: 1, hours: 2 } as never }),
      /metrics\.firstReply: no entry hours; its entries are target/,
    ],
    [
      "pauses in no status",
      policy({ firstReply: { target: 1, pausedIn: ["waiting"] } }),
      /pausedIn is "waiting"; write one of new/,
    ],
    [
      "has a target that is no whole millisecond",
      policy({ firstReply: { target: 0.0005 } }),
      /target is 0\.0005; write seconds above 0, to the millisecond/,
    ],
    [
      "has a target that no clock shows",
      policy({ firstReply: { target: 1e306 } }),
      /target is 1e\+306; write seconds above 0/,
    ],
    [
      "has a target in words",
      policy({ firstReply: { target: "60" as never } }),
      /target is "60"; write seconds/,
    ],
    [
      "has a term that is none",
      policy({ firstReply: null as never }),
      /metrics\.firstReply is null; give an object of target/,
    ],
    [
      "owes what is not there",
      policy({ firstReply: undefined } as never),
      /metrics is an object; promise something/,
    ],
    [
      "pauses in a text",
      policy({ firstReply: { target: 1, pausedIn: "hold" as never } }),
      /pausedIn is "hold"; list statuses/,
    ],
    [
      "calls a status by a number",
      { ...policy(fine), statuses: { new: "agent", 1: "requester", done: "settled" } },
      /status "1" is a number, and numbers lose their place in an object; give it a name/,
    ],
    ["is none", null, /policy is null; give an object of name, about, statuses, metrics/],
    [
      "has no name",
      { ...policy(fine), name: undefined },
      /name is undefined; write what the policy is called/,
    ],
    [
      "has no statuses",
      { ...policy(fine), statuses: null },
      /statuses is null; write \{ statuses: \{ … \} \}/,
    ],
    ["has no metrics", { ...policy(fine), metrics: null }, /metrics is null; write \{ metrics: \{ … \} \}/],
    [
      "starts settled",
      { ...policy(fine), statuses: { done: "settled" } },
      /first status is "done"; begin with/,
    ],
    [
      "says another turn",
      { ...policy(fine), statuses: { new: "us" } },
      /statuses\.new is "us"; write one of agent/,
    ],
    [
      "reopens otherwise",
      policy(fine, { onReopen: "never" as never }),
      /onReopen is "never"; write one of resume, renew/,
    ],
    [
      "changes otherwise",
      policy(fine, { onPriorityChange: "max" as never }),
      /onPriorityChange is "max"; write one of keep/,
    ],
    [
      "is by no schedule",
      policy({ firstReply: { target: 1, clock: "desk" } }),
      /by "desk", which is no schedule; write \{ schedules/,
    ],
    [
      "works without one",
      policy({ firstReply: { target: 1, clock: "working" } }),
      /runs in working time; write \{ schedules/,
    ],
  ];
  it.each(refused)("%s", (_, wrong, message) => {
    expect(() => slaClocks([], wrong as SlaPolicy, { asOf })).toThrow(message);
  });
  it("nor a schedule that is none", () => {
    const schedules = { desk: { timeZone: "UTC", weekly: {} } as never };
    expect(() => slaClocks([], policy(fine), { asOf, schedules })).toThrow(
      "slaClocks: schedules.desk is an object; give workSchedule({ … })",
    );
    expect(() => slaClocks([], policy(fine), { asOf, schedules: null as never })).toThrow(
      "slaClocks: schedules is null; give workSchedule({ … })",
    );
  });
  it("nor a named one of what is no promise", () => {
    expect(() => zendeskPolicy(undefined as never)).toThrow(
      "zendeskPolicy: terms is undefined; give an object of firstReply",
    );
    expect(() => intercomPolicy({ agentWork: { target: 1 } } as never)).toThrow(
      "intercomPolicy: terms: no entry agentWork; its entries are firstReply, nextReply, resolution",
    );
  });
  it("nor a reading without asOf", () => {
    expect(() => slaClocks([], zendeskPolicy(fine), {} as never)).toThrow(/asOf is missing; say until when/);
  });
});

describe("named policies", () => {
  const later = { asOf: tue("00:00") };
  const outcomes = (lines: readonly Line[], of: SlaPolicy) =>
    slaClocks(logOf(lines), of, later).rows.map(
      ({ metric, instance, outcome }) => `${metric} ${instance} ${outcome}`,
    );
  it("Zendesk: a raised priority tightens a running clock; a reopened ticket goes on with it", () => {
    const lines: Line[] = [
      [mon("09:00"), "created", { priority: "low" }],
      [mon("10:00"), "update", { priority: "urgent" }],
      [mon("12:00"), "update", { status: "solved" }],
      [mon("13:00"), "update", { status: "open" }],
      [mon("15:00"), "update", { status: "solved" }],
    ];
    const target = { urgent: 4 * HOUR, low: 24 * HOUR };
    expect(outcomes(lines, zendeskPolicy({ agentWork: { target } }))).toEqual(["agentWork 1 missed"]);
  });
  it("Zendesk: requester wait counts on hold, agent work does not, none counts pending", () => {
    const lines: Line[] = [
      [mon("09:00"), "created"],
      [mon("10:00"), "update", { status: "pending" }],
      [mon("13:00"), "update", { status: "hold" }],
      [mon("15:00"), "update", { status: "solved" }],
    ];
    const term = { target: 2 * HOUR };
    expect(
      outcomes(lines, zendeskPolicy({ requesterWait: term, agentWork: term, resolution: term })),
    ).toEqual(["requesterWait 1 missed", "agentWork 1 achieved", "resolution 1 missed"]);
  });
  it("Intercom: a snooze stops no clock; a conversation opened again is owed its close anew", () => {
    const lines: Line[] = [
      [mon("09:00"), "created", { status: "open" }],
      [mon("09:30"), "update", { status: "snoozed" }],
      [mon("12:00"), "update", { status: "closed" }],
      [mon("13:00"), "update", { status: "open" }],
      [mon("14:00"), "update", { status: "closed" }],
    ];
    expect(outcomes(lines, intercomPolicy({ resolution: { target: 2 * HOUR } }))).toEqual([
      "resolution 1 missed",
      "resolution 2 achieved",
    ]);
  });
});

describe("a target is exact", () => {
  it.each([1.005, 4.35, 8.2, 0.001])("of %d seconds, which an answer at just that time keeps", (target) => {
    // In doubles 1.005 * 1000 is 1004.9999999999999
    const answered = Number(`${target}e3`);
    const log = [
      { ticket: "a", at: 0, type: "created" as const },
      { ticket: "a", at: answered, type: "agent-reply" as const },
      { ticket: "b", at: 0, type: "created" as const },
      { ticket: "b", at: answered + 1, type: "agent-reply" as const },
    ];
    const { rows } = slaClocks(log, policy({ firstReply: { target } }), { asOf: 100_000 });
    expect(rows.map(({ outcome, dueAt, targetSeconds }) => [outcome, dueAt, targetSeconds])).toEqual([
      ["achieved", answered, target],
      ["missed", answered, target],
    ]);
  });

  it("is owed by no term that is undefined", () => {
    const log = [{ ticket: "a", at: 0, type: "created" as const }];
    for (const named of [zendeskPolicy, intercomPolicy]) {
      const { rows } = slaClocks(log, named({ firstReply: { target: 60 }, resolution: undefined } as never), {
        asOf: 1,
      });
      expect(rows.map(({ metric }) => metric)).toEqual(["firstReply"]);
    }
  });
});
