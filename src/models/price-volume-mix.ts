import type { Decimal, Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { decimalOf, divide, type Fraction, fraction, multiply, negate } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";
import { amountOf, less, sizeOf, sumOf } from "./exact-amounts.ts";
import { listOf } from "./quantities.ts";

/**
 * So many at such a price; or hours at a rate, orders at a cost. The price of none is not read, and may be left out.
 */
export interface PricedVolume {
  readonly volume: Numeric;
  readonly price?: Numeric;
}

/** One item before and after. */
export interface PricedItem {
  readonly before: PricedVolume;
  readonly after: PricedVolume;
}

/** The items that a total is made of. */
export interface PriceVolumeMixInput {
  readonly items: readonly PricedItem[];
  /**
   * What the mix of one item is held against; the whole is the same.
   *
   * - `average`, unless said: the average price before, so that more of what is dear is above 0, and less of what is
   *   cheap;
   * - `nothing`: so that more of anything is above 0, as in textbooks of cost accounting.
   */
  readonly mixAgainst?: "average" | "nothing";
}

/** The part of one item; of one that is new or gone all is in the total, under that name. */
export interface PriceVolumeEffects {
  readonly price: Decimal;
  /** At the price before. */
  readonly volume: Decimal;
  /** What of the volume is due to another share in it. */
  readonly mix: Decimal;
}

/** A total, why it changed, and what each item did: change = price + quantity + mix + arrived + gone. */
export interface PriceVolumeMix {
  readonly before: Decimal;
  readonly after: Decimal;
  readonly change: Decimal;
  readonly price: Decimal;
  /** Quantity and mix together. */
  readonly volume: Decimal;
  /** What more or less of everything does, in the mix before. */
  readonly quantity: Decimal;
  readonly mix: Decimal;
  /** Items that were not there before, and, below 0, those that are no more: they have no price to compare. */
  readonly arrived: Decimal;
  readonly gone: Decimal;
  readonly items: readonly PriceVolumeEffects[];
}

interface Item {
  readonly then: Fraction;
  readonly now: Fraction;
  readonly was: Fraction;
  readonly is: Fraction;
}

const ZERO = fraction(0n);
const isNone = ({ numerator }: Fraction) => numerator === 0n;

/**
 * Why a total changed, such as revenue: prices, (p1 - p0) q1; the quantity of all, at the mix and the prices before;
 * and the mix, that of each item in what all have now. Items that are new or gone are apart. Exact.
 *
 * @example
 * ```ts
 * import { priceVolumeMix } from "kpi-core/models";
 *
 * // 10 cheap and 10 dear, then 12 of each and the dear one for 1 less
 * const items = [
 *   { before: { volume: 10, price: 1 }, after: { volume: 12, price: 1 } },
 *   { before: { volume: 10, price: 5 }, after: { volume: 12, price: 4 } },
 * ];
 * const { change, price, quantity, mix } = priceVolumeMix({ items });
 * [change, price, quantity, mix] // => [0, -12, 12, 0]
 * ```
 */
export function priceVolumeMix({ items, mixAgainst = "average" }: PriceVolumeMixInput): PriceVolumeMix {
  if (mixAgainst !== "average" && mixAgainst !== "nothing") {
    const right = 'write "average" or "nothing"';
    throw new KpiError("bad-input", `priceVolumeMix: mixAgainst is ${shown(mixAgainst)}; ${right}`);
  }
  const read = listOf("priceVolumeMix: items", items).map(itemOf);
  const kept = read.map(({ then, now }) => !isNone(then) && !isNone(now));
  const total = (of: (item: Item) => Fraction, which: (item: Item, at: number) => boolean = () => true) =>
    sumOf(read.filter(which).map(of));
  const both = (_: Item, at: number) => kept[at] === true;
  const [then, now] = [total((item) => item.then, both), total((item) => item.now, both)];
  const average =
    divide(
      total((item) => multiply(item.then, item.was), both),
      then,
    ) ?? ZERO;

  const effects = read.map((item, at) => {
    if (kept[at] !== true) return { price: ZERO, volume: ZERO, mix: ZERO };
    const expected = divide(multiply(now, item.then), then) as Fraction;
    const price = mixAgainst === "average" ? less(item.was, average) : item.was;
    return {
      price: multiply(less(item.is, item.was), item.now),
      volume: multiply(less(item.now, item.then), item.was),
      mix: multiply(less(item.now, expected), price),
    };
  });
  const whole = (name: keyof PriceVolumeEffects) => sumOf(effects.map((one) => one[name]));
  const [before, after] = [total((i) => multiply(i.then, i.was)), total((i) => multiply(i.now, i.is))];
  const arrived = total(
    ({ now, is }) => multiply(now, is),
    ({ then }) => isNone(then),
  );
  const left = total(
    ({ then, was }) => multiply(then, was),
    ({ now }) => isNone(now),
  );
  return {
    before: decimalOf(before),
    after: decimalOf(after),
    change: decimalOf(less(after, before)),
    price: decimalOf(whole("price")),
    volume: decimalOf(whole("volume")),
    quantity: decimalOf(less(whole("volume"), whole("mix"))),
    mix: decimalOf(whole("mix")),
    arrived: decimalOf(arrived),
    gone: decimalOf(negate(left)),
    items: effects.map(({ price, volume, mix }) => ({
      price: decimalOf(price),
      volume: decimalOf(volume),
      mix: decimalOf(mix),
    })),
  };
}

function itemOf({ before, after }: PricedItem, at: number): Item {
  const [then, was] = priced(`priceVolumeMix: item ${at + 1}, before`, before);
  const [now, is] = priced(`priceVolumeMix: item ${at + 1}, after`, after);
  return { then, was, now, is };
}

function priced(subject: string, { volume, price }: PricedVolume): readonly [Fraction, Fraction] {
  const size = sizeOf(`${subject}: volume`, volume);
  return [size, isNone(size) ? ZERO : amountOf(`${subject}: price`, price)];
}
