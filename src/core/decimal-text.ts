/** A plain decimal text as an integer and its decimal places; null for any other shape, or for more than 15 digits. */
export function plainDecimal(text: string, into: { units: number; places: number }): boolean {
  const { length } = text;
  let at = 0;
  const sign = text.charCodeAt(0);
  if (sign === 45 || sign === 43) at = 1;
  let units = 0;
  let places = -1;
  let digits = 0;
  for (; at < length; at++) {
    const code = text.charCodeAt(at) - 48;
    if (code >= 0 && code <= 9) {
      units = units * 10 + code;
      digits++;
      if (places >= 0) places++;
    } else if (code === -2 && places < 0) places = 0;
    else return false;
  }
  if (digits === 0 || digits > 15) return false;
  into.units = sign === 45 ? -units : units;
  into.places = Math.max(places, 0);
  return true;
}
