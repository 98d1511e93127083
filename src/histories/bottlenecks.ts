import type { Decimal } from "../core/decimal.ts";
import { greatestOf } from "../core/many.ts";
import { meanSeconds, seconds, shareOf, sumOf } from "./exact-seconds.ts";
import { type LifeStay, staysIn, type View } from "./item-life.ts";
import type { Flow, StateSort } from "./workflow.ts";

/** How long one item was in one state. */
export interface TimeInState {
  readonly key: string;
  readonly run: number;
  readonly state: string;
  readonly sort: StateSort;
  readonly visits: number;
  readonly seconds: number;
}

/** What a state takes of the time of all items. */
export interface Bottleneck {
  readonly state: string;
  readonly sort: StateSort;
  /** Items that were ever in it, and how often. */
  readonly items: number;
  readonly visits: number;
  /** Items that are in it now. */
  readonly now: number;
  /** Of all visits, those until now included. */
  readonly seconds: Decimal;
  /** Of the visits that ended; null where none did. */
  readonly meanSeconds: Decimal | null;
  /** Of the time of all items from start to finish or until now; null where there is none. */
  readonly share: Decimal | null;
}

/** What waits before a state in which items are worked on. */
export interface Queue {
  readonly state: string;
  /** The states of waiting just before it. */
  readonly waitsIn: readonly string[];
  readonly now: number;
  /** How long the one that waits longest has done so; null where none waits. */
  readonly longestSeconds: Decimal | null;
  /** Waits that ended, and their mean; null where none did. */
  readonly ended: number;
  readonly meanSeconds: Decimal | null;
}

export function timesOf({ lives, asOf, flow }: View): TimeInState[] {
  return lives.flatMap((life) => {
    const stays = staysIn(life, asOf);
    const { key, run } = life.course;
    return flow.names.flatMap((state, position) => {
      const here = stays.filter((stay) => stay.position === position);
      if (here.length === 0) return [];
      const ms = here.reduce((sum, stay) => sum + stay.ms, 0);
      return [{ key, run, state, sort: sortOf(flow, position), visits: here.length, seconds: ms / 1000 }];
    });
  });
}

export function bottlenecksOf({ lives, asOf, flow }: View): Bottleneck[] {
  const stays = lives.map((life) => staysIn(life, asOf));
  const elapsed = sumOf(stays.flat().map(({ ms }) => ms));
  const byState = byPosition(stays.flat(), flow);
  return flow.names.map((state, position) => {
    const here = byState[position] as LifeStay[];
    const ms = sumOf(here.map((stay) => stay.ms));
    return {
      state,
      sort: sortOf(flow, position),
      items: stays.filter((own) => own.some((stay) => stay.position === position)).length,
      visits: here.length,
      now: here.filter(({ open }) => open).length,
      seconds: seconds(ms),
      meanSeconds: meanSeconds(here.filter(({ open }) => !open).map((stay) => stay.ms)),
      share: shareOf(ms, elapsed),
    };
  });
}

export function queuesOf({ lives, asOf, flow }: View): Queue[] {
  const stays = lives.map((life) => staysIn(life, asOf));
  return flow.names.flatMap((state, position) => {
    if (flow.sorts[position] !== "active") return [];
    const places: number[] = [];
    for (let before = position - 1; flow.sorts[before] === "waiting"; before--) places.unshift(before);
    const waits = stays.flatMap((own) => waitsIn(own, places));
    const now = waits.filter(({ open }) => open).map(({ ms }) => ms);
    const ended = waits.filter(({ open }) => !open).map(({ ms }) => ms);
    const longest = greatestOf(now, 0);
    return {
      state,
      waitsIn: places.map((place) => flow.names[place] as string),
      now: now.length,
      longestSeconds: now.length === 0 ? null : seconds(BigInt(longest)),
      ended: ended.length,
      meanSeconds: meanSeconds(ended),
    };
  });
}

/** The waits of one item in some states: from one of them to the next it waits on. */
function waitsIn(stays: readonly LifeStay[], places: readonly number[]): { ms: number; open: boolean }[] {
  const waits: { ms: number; open: boolean }[] = [];
  let isWaiting = false;
  for (const { position, ms, open } of stays) {
    const last = isWaiting ? waits.at(-1) : undefined;
    isWaiting = places.includes(position);
    if (!isWaiting) continue;
    if (last === undefined) waits.push({ ms, open });
    else [last.ms, last.open] = [last.ms + ms, open];
  }
  return waits;
}

function byPosition(stays: readonly LifeStay[], { names }: Flow): LifeStay[][] {
  const lists: LifeStay[][] = names.map(() => []);
  for (const stay of stays) lists[stay.position]?.push(stay);
  return lists;
}

function sortOf({ sorts }: Flow, position: number): StateSort {
  return sorts[position] as StateSort;
}
