import { Decimal, PRECISION } from "./decimal.ts";
import { fitsDoubles, longDivision } from "./long-division.ts";

/** An exact number: formulas are worked out in fractions and divided once, last. */
export interface Fraction {
  readonly numerator: bigint;
  /** Always above zero. */
  readonly denominator: bigint;
}

export function fraction(numerator: bigint, denominator = 1n): Fraction {
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
}

/** `units / 10^scale`. */
export function scaled(units: bigint | number, scale: number): Fraction {
  return { numerator: BigInt(units), denominator: powerOfTen(scale) };
}

/** Every digit of the decimal; arithmetic on it would round to 34 first. */
export function fractionOf(value: Decimal): Fraction {
  return fractionOfText(value.toFixed());
}

/** The number that a text without an exponent stands for. */
export function fractionOfText(text: string): Fraction {
  const [whole = "0", decimals = ""] = text.split(".");
  return scaled(BigInt(whole + decimals), decimals.length);
}

const powers = Array.from({ length: 64 }, (_, exponent) => 10n ** BigInt(exponent));

function powerOfTen(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent);
}

const LEAST = powerOfTen(PRECISION - 1);
const TOO_MANY = powerOfTen(PRECISION);

/** The nearest decimal of 34 digits, half to even: the one division. */
export function decimalOf({ numerator, denominator }: Fraction): Decimal {
  if (numerator === 0n) return new Decimal(0);
  const near = Math.abs(Number(numerator));
  const by = Number(denominator);
  if (fitsDoubles(near, by)) return longDivision(near, by, numerator < 0n ? -1 : 1);
  const size = numerator < 0n ? -numerator : numerator;
  const places = magnitude(denominator);
  const shift = Math.round(places);
  if (size < TOO_MANY && denominator === powerOfTen(shift)) return new Decimal(`${numerator}e-${shift}`);
  let exponent = Math.floor(magnitude(size) - places) - PRECISION + 1;
  for (;;) {
    const top = exponent < 0 ? size * powerOfTen(-exponent) : size;
    const divisor = exponent > 0 ? denominator * powerOfTen(exponent) : denominator;
    const digits = top / divisor;
    if (digits >= TOO_MANY) exponent++;
    else if (digits < LEAST) exponent--;
    else {
      const rest = 2n * (top - digits * divisor);
      const up = rest > divisor || (rest === divisor && digits % 2n === 1n);
      return new Decimal(`${numerator < 0n ? "-" : ""}${up ? digits + 1n : digits}e${exponent}`);
    }
  }
}

/**
 * The nearest double, the same as that of the nearest decimal. A quotient of integers below 2^53 is never halfway between
 * two doubles, which takes 54 binary digits, and is 2^-107 of itself away from there at least, which 34 digits tell.
 */
export function numberOf(value: Fraction): number {
  const top = Number(value.numerator);
  const by = Number(value.denominator);
  const isExact = Math.abs(top) <= Number.MAX_SAFE_INTEGER && by <= Number.MAX_SAFE_INTEGER;
  return isExact ? top / by : decimalOf(value).toNumber();
}

/** The decimal logarithm of a number above zero, near enough for how many digits it has. */
function magnitude(size: bigint): number {
  const number = Number(size);
  return Number.isFinite(number) ? Math.log10(number) : size.toString().length;
}

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator)
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function negate(a: Fraction): Fraction {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** Null where the divisor is zero. */
export function divide(a: Fraction, b: Fraction): Fraction | null {
  return b.numerator === 0n ? null : fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Below zero, zero or above zero, as `a` is less than, equal to or greater than `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : Number(left > right);
}
