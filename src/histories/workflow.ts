import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { requireNames } from "./entries.ts";

/** What becomes of an item in a state: not committed to yet, waiting, worked on, or done. */
export type StateSort = "before" | "waiting" | "active" | "done";

/** Which of several moments is meant where an item comes and goes. */
interface Policies {
  /** Work began when the item first came into the process, or when it last did. By default the first. */
  readonly start?: "first" | "last";
  /** It was finished when first done, or when last; then what is taken up again is open. By default the last. */
  readonly finish?: "first" | "last";
  /** An item that is taken up again goes on as the same, or as a new one. By default the same. */
  readonly reopened?: "same-item" | "new-item";
}

/** A process whose log says when an item came to a state: its states in order, with their sort. */
export interface StateWorkflow extends Policies {
  readonly states: Readonly<Record<string, StateSort>>;
  readonly events?: "entered";
}

/** A process whose log says when a step was completed: its steps in order, those that end it last. */
export interface StepWorkflow extends Policies {
  readonly states: Readonly<Record<string, "step" | "done">>;
  readonly events: "completed";
}

/** Which states items go through, or which steps are completed, and what each of them is. */
export type Workflow = StateWorkflow | StepWorkflow;
type Sort = StateSort | "step";

/** A workflow as the histories read it; states by their position. */
export interface Flow extends Required<Policies> {
  readonly names: readonly string[];
  readonly sorts: readonly Sort[];
  readonly positions: ReadonlyMap<string, number>;
  /** The first position at which work has begun. */
  readonly started: number;
  /** The first position at which it is done. */
  readonly done: number;
  /** Whether events are completions of steps. */
  readonly completed: boolean;
}

const ranks: Readonly<Record<Sort, number>> = {
  before: 0,
  waiting: 1,
  active: 1,
  step: 1,
  done: 2,
};
const choices = {
  events: ["entered", "completed"],
  start: ["first", "last"],
  finish: ["last", "first"],
  reopened: ["same-item", "new-item"],
} as const;

/** Reads a workflow. Throws a `KpiError` where it contradicts itself. */
export function flowOf(subject: string, workflow: Workflow): Flow {
  requireEntries(`${subject}: workflow`, workflow, ["states", ...Object.keys(choices)], "bad-definition");
  const choose = <N extends keyof typeof choices>(name: N): (typeof choices)[N][number] => {
    const all: readonly string[] = choices[name];
    const chosen = workflow[name] ?? choices[name][0];
    if (all.includes(chosen)) return chosen as (typeof choices)[N][number];
    throw wrong(subject, `${name} is ${shown(chosen)}`, `write ${all.map(shown).join(" or ")}`);
  };
  const completed = choose("events") === "completed";
  const names = Object.keys(workflow.states ?? {});
  const sorts: readonly Sort[] = Object.values(workflow.states ?? {});
  checkStates(subject, names, sorts, completed);
  return {
    names,
    sorts,
    positions: new Map(names.map((name, position) => [name, position])),
    started: sorts.findIndex((sort) => sort !== "before"),
    done: sorts.indexOf("done"),
    completed,
    start: choose("start"),
    finish: choose("finish"),
    reopened: choose("reopened"),
  };
}

function checkStates(
  subject: string,
  names: readonly string[],
  sorts: readonly Sort[],
  completed: boolean,
): void {
  requireNames(`${subject}: workflow: state`, names);
  const known: readonly Sort[] = completed ? ["step", "done"] : ["before", "waiting", "active", "done"];
  for (const [i, name] of names.entries()) {
    const [sort, before] = [sorts[i] as Sort, sorts[i - 1]];
    if (completed && (sort === "active" || sort === "waiting")) {
      const right = 'write "step"; map begunAt where the log knows it';
      throw wrong(subject, `${name} is ${shown(sort)}, but completions do not tell work from waiting`, right);
    }
    if (!known.includes(sort)) {
      throw wrong(subject, `${name} is ${shown(sort)}`, `write ${known.map(shown).join(" or ")}`);
    }
    if (before !== undefined && ranks[before] > ranks[sort]) {
      const problem = `${name} (${sort}) comes after ${names[i - 1]} (${before})`;
      throw wrong(subject, problem, 'put "before" first and "done" last');
    }
  }
  if (!sorts.includes("done")) {
    throw wrong(subject, "no state is done", 'mark those that end it, { closed: "done" }');
  }
}

function wrong(subject: string, problem: string, right: string): KpiError {
  return new KpiError("bad-definition", `${subject}: workflow: ${problem}; ${right}`);
}

/** The position of a state that an option names. */
export function positionIn(flow: Flow, subject: string, state: string): number {
  const position = flow.positions.get(state);
  if (position !== undefined) return position;
  throw new KpiError("bad-definition", `${subject}: ${noState(flow, state)}`);
}

export function noState({ names }: Flow, state: string | null): string {
  return `${shown(state)} is no state of the workflow; it has ${names.join(", ")}`;
}

/** Why active time is unknown where events are completions. */
export const completionsOnly =
  "events say when a step was completed and not when work on it began, " +
  "so nobody knows what was waiting and what was work";

/** Throws where events are completions, which do not say how long a step was worked on. */
export function requireStates({ completed }: Flow, subject: string): void {
  if (!completed) return;
  const right =
    "log when items come to a state, or read directlyFollows() for the time from one step to the next";
  throw new KpiError("bad-input", `${subject}: ${completionsOnly}; ${right}`);
}
