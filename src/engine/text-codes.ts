/** Texts by numbers, in the order in which they first come. */
export interface TextCodes {
  /** The number of a text; -1 where it has none yet. */
  find(text: string): number;
  /** Gives a text the next number. */
  add(text: string): number;
  readonly texts: readonly string[];
}

const SLOTS = 256;

/** Texts that come again and again are found by their length and their ends: quicker than by all of their letters. */
export function textCodes(): TextCodes {
  const texts: string[] = [];
  const codeOf = new Map<string, number>();
  const slots = new Array<string | null>(SLOTS).fill(null);
  const codes = new Int32Array(SLOTS).fill(-1);
  return {
    texts,
    find(text) {
      const end = text.length - 1;
      const slot = (text.length * 37 + text.charCodeAt(0) * 5 + text.charCodeAt(end)) & (SLOTS - 1);
      if (slots[slot] === text) return codes[slot] as number;
      const code = codeOf.get(text);
      if (code === undefined) return -1;
      slots[slot] = text;
      codes[slot] = code;
      return code;
    },
    add(text) {
      const code = texts.push(text) - 1;
      codeOf.set(text, code);
      return code;
    },
  };
}
