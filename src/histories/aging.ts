import { type Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { fractionOf } from "../core/fraction.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import { percentileOf } from "../core/knobs.ts";
import { quantileSeconds, seconds } from "./exact-seconds.ts";
import { beganAt, reachedAt, type View } from "./item-life.ts";
import type { Move } from "./transition-log.ts";

/** Against which items that were finished those in progress are held. */
export interface AgingOptions {
  /** As of an earlier moment: only what happened before it. */
  readonly asOf?: InstantLike;
  /** The shares of the finished items that lines are drawn for; 0.5, 0.85 and 0.95 by default. */
  readonly percentiles?: readonly Numeric[];
}

/** The age that a share `p` of the finished items did not exceed, an observed one; null where there are none. */
export interface AgeLine {
  readonly p: Decimal;
  readonly seconds: Decimal | null;
}

/** An item in progress. */
export interface AgingItem {
  readonly key: string;
  readonly run: number;
  readonly state: string;
  readonly startedAt: number;
  readonly ageSeconds: Decimal;
  /** The highest share whose line it is above; null where it is above none. */
  readonly above: Decimal | null;
}

/** The open items against the finished ones. */
export interface AgingWork {
  readonly finished: number;
  /** Ages at the finish. */
  readonly lines: readonly AgeLine[];
  /** By state of the process: the ages at which the finished items had left it for one beyond; and who is there. */
  readonly states: readonly {
    readonly state: string;
    readonly open: number;
    readonly lines: readonly AgeLine[];
  }[];
  /** The oldest first. */
  readonly items: readonly AgingItem[];
}

export function agingOf(
  { lives, asOf, flow }: View,
  { percentiles = ["0.5", "0.85", "0.95"] }: AgingOptions,
): AgingWork {
  if (!Array.isArray(percentiles)) {
    throw new KpiError(
      "bad-plan",
      `aging: percentiles is ${shown(percentiles)}; list shares, such as [0.5, 0.85]`,
    );
  }
  const shares = percentiles.map(shareRead).sort((a, b) => a.comparedTo(b));
  const finished = lives.filter(({ finish }) => finish !== null);
  const linesAt = (position: number): AgeLine[] => {
    const ages = finished.map(
      (life) => (reachedAt(life, position, flow) as number) - (beganAt(life) as number),
    );
    ages.sort((a, b) => a - b);
    return shares.map((p) => ({ p, seconds: quantileSeconds(ages, fractionOf(p), "R-1") }));
  };
  const lines = linesAt(flow.done);
  const open = lives.filter(({ start, finish }) => start !== null && finish === null);
  const items = open.map((life) => {
    const { key, run, moves } = life.course;
    const startedAt = beganAt(life) as number;
    const ageSeconds = seconds(BigInt(asOf - startedAt));
    const above =
      lines.filter((line) => line.seconds !== null && ageSeconds.gt(line.seconds)).at(-1)?.p ?? null;
    const state = flow.names[(moves.at(-1) as Move).position] as string;
    return { key, run, state, startedAt, ageSeconds, above };
  });
  const states = flow.names.slice(flow.started, flow.done).map((state, i) => ({
    state,
    open: items.filter((item) => item.state === state).length,
    lines: linesAt(flow.started + i + 1),
  }));
  return { finished: finished.length, lines, states, items: items.sort((a, b) => a.startedAt - b.startedAt) };
}

function shareRead(p: Numeric): Decimal {
  percentileOf(p);
  return readDecimal(p) as Decimal;
}
