import { type StateWorkflow, workItems } from "kpi-core/histories";

export const DAY = 86_400_000;
export const states = {
  backlog: "before",
  ready: "waiting",
  doing: "active",
  review: "waiting",
  done: "done",
} as const;
export const log = (key: string, ...moves: readonly (readonly [number, string])[]) =>
  moves.map(([day, to]) => ({ key, at: day * DAY, to }));

/** t is taken up again after it was done, u passes over states, v goes back, w waits, x is closed at once. */
export const board = [
  ...log("t", [0, "backlog"], [2, "ready"], [5, "doing"], [9, "review"], [10, "doing"], [13, "review"]),
  ...log("t", [14, "done"], [20, "doing"], [22, "done"]),
  ...log("u", [3, "backlog"], [6, "review"], [7, "done"]),
  ...log("v", [1, "backlog"], [4, "ready"], [8, "backlog"]),
  ...log("w", [12, "backlog"]),
  ...log("x", [15, "done"]),
];
export const read = (policies: Omit<StateWorkflow, "states"> = {}, asOf = 30) =>
  workItems(board, { states, ...policies }, { asOf: asOf * DAY });
