import { Decimal } from "./decimal.ts";

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
  return fraction(BigInt(units), 10n ** BigInt(scale));
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

const DIGITS = 10n ** 34n;

/** The nearest decimal of 34 digits: the one division. */
export function decimalOf({ numerator, denominator }: Fraction): Decimal {
  const over = new Decimal(numerator.toString());
  if (denominator !== 1n) return over.div(denominator.toString());
  return numerator < DIGITS && -numerator < DIGITS ? over : new Decimal(over.toPrecision(34));
}

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return { ...a, numerator: a.numerator + b.numerator };
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
