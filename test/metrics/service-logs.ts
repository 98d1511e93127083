/** What logs of tickets say: settled first and last, reopens, answers, hours of the agent, on hold, of the requester. */
export const turns = (
  [
    ["2026-01-02", "2026-01-03", "2026-01-05", 1, 3, 8, 2, 20],
    ["2026-01-10", "2026-01-10T06:00", "2026-01-10T06:00", 0, 1, 6, 0, 0],
    ["2026-01-30", "2026-02-02", "2026-02-02", 0, 2, 10, 20, 42],
    ["2026-02-05", "2026-02-06", null, 1, 1, 30, 0, 0],
  ] as const
).map(([openedAt, firstResolvedAt, resolvedAt, reopens, replies, agent, hold, requester]) => ({
  openedAt,
  firstResolvedAt,
  resolvedAt,
  reopens,
  replies,
  agentWorkSeconds: agent * 3600,
  onHoldSeconds: hold * 3600,
  requesterWaitSeconds: (agent + hold) * 3600,
  agentWaitSeconds: requester * 3600,
}));
/** Promises of answers, and the hours that their clocks show. */
export const clocks = (
  [
    ["nextReply", "achieved", "2026-01-05", 1],
    ["nextReply", "missed", "2026-01-08", 3],
    ["firstReply", "achieved", "2026-01-05", 9],
    ["nextReply", "achieved", "2026-02-03", 5],
    ["nextReply", "open", null, 7],
  ] as const
).map(([metric, outcome, endedAt, hours]) => ({ metric, outcome, endedAt, elapsedSeconds: hours * 3600 }));
/** Visits to the help centre. */
export const visits = [
  { startedAt: "2026-01-05", askedAt: null, solved: true, user: "u1" },
  { startedAt: "2026-01-05", askedAt: "2026-01-06", solved: false, user: "u2" },
  { startedAt: "2026-01-20", askedAt: "2026-01-23", solved: null, user: "u1" },
  { startedAt: "2026-02-02", askedAt: null, solved: true, user: "u3" },
];
