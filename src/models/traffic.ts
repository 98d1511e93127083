import { type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/** The contacts of an interval, and how long an agent works on one. */
export interface Traffic {
  /** Contacts that arrive in the interval, at random moments. */
  readonly contacts: number;
  /** The interval: 1800 for half an hour. */
  readonly intervalSeconds: number;
  /** The mean working time of an agent on a contact. */
  readonly handleSeconds: number;
}

/** The mean number of agents at work, were there always one free: erlangs. */
export function loadOf({ contacts, intervalSeconds, handleSeconds }: Traffic): number {
  return (contacts * handleSeconds) / intervalSeconds + 0; // not -0
}

/** The traffic, checked. */
export function checkTraffic(subject: string, traffic: Traffic): void {
  requireNumber(`${subject}: contacts`, traffic.contacts, "contacts, such as 100", "or 0");
  requireNumber(`${subject}: intervalSeconds`, traffic.intervalSeconds, "seconds, such as 1800");
  requireNumber(`${subject}: handleSeconds`, traffic.handleSeconds, "seconds, such as 180");
  requireLoad(subject, loadOf(traffic));
}

// What is beyond is a slip of units, and would be counted for minutes
const [SMALLEST, LARGEST, MOST] = [1e-9, 1e9, 100_000];

export function requireLoad(subject: string, load: number): void {
  if (load <= MOST) return;
  const right = `at most ${MOST} can be; look at the units`;
  throw new KpiError("bad-input", `${subject}: the load is ${load} erlangs; ${right}`);
}

/** A number in its bounds, 0 for -0. */
export function requireNumber(subject: string, value: unknown, what: string, zero?: "or 0"): number {
  const read = typeof value === "number" ? value : Number.NaN;
  if ((read >= SMALLEST && read <= LARGEST) || (read === 0 && zero)) return read + 0;
  const right = `write ${what}, from ${zero ? 0 : SMALLEST} to ${LARGEST}`;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; ${right}`);
}

export function requireCount(subject: string, value: unknown): void {
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST) return;
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; write a whole number from 1 to ${MOST}`);
}

/** A share between 0 and 1, and one of them where `end` says so. */
export function requireShare(subject: string, value: Numeric, end: "or 0" | "or 1" | "no end"): void {
  const share = readDecimal(value);
  const from = end === "or 0" ? share?.gte(0) : share?.gt(0);
  const to = end === "or 1" ? share?.lte(1) : share?.lt(1);
  if (from && to) return;
  const right = { "or 0": "from 0, below 1", "or 1": "above 0, at most 1", "no end": "above 0, below 1" }[
    end
  ];
  throw new KpiError("bad-input", `${subject} is ${shown(value)}; write a share ${right}, such as 0.3`);
}

/** The least count that will do, where all that are larger do too. */
export function leastCount(subject: string, will: (count: number) => boolean): number {
  let [short, enough] = [0, 1];
  while (!will(enough)) {
    if (enough === MOST)
      throw new KpiError("bad-input", `${subject}: ${MOST} do not reach the targets; write looser ones`);
    [short, enough] = [enough, Math.min(enough * 2, MOST)];
  }
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (will(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}
