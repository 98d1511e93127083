/** A plain decimal text as an integer and its decimal places; null for any other shape, or for more than 15 digits. */
export function plainDecimal(text: string, into: { units: number; places: number }): boolean {
  const { length } = text;
  const sign = text.charCodeAt(0);
  const first = sign === 45 || sign === 43 ? 1 : 0;
  let units = 0;
  let point = length;
  for (let at = first; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >>> 0 <= 9) units = units * 10 + digit;
    else if (digit === -2 && point === length) point = at;
    else return false;
  }
  const places = Math.max(length - point - 1, 0);
  const digits = point - first + places;
  if (digits === 0 || digits > 15) return false;
  into.units = sign === 45 ? -units : units;
  into.places = places;
  return true;
}
