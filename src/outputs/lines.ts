import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

const NARROWEST = 40;

/** Throws unless lines can be so wide. */
export function requireWidth(subject: string, width: number): void {
  if (Number.isInteger(width) && width >= NARROWEST) return;
  const right = `write a whole number, ${NARROWEST} or more`;
  throw new KpiError("bad-input", `${subject}: width is ${shown(width)}; ${right}`);
}

/** A space where a line does not break; printed as a plain one. */
export const JOINED = "\u00a0";

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Signs that combine with the one before, and the vowels and ends of a Korean syllable. */
const NOTHING = /\p{Mn}|\p{Me}|[\u1160-\u11ff]/u;

/** How many columns of a terminal a text takes: accents that combine take none, Chinese signs and emoji two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += NOTHING.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return width;
}

export function atLeft(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function atRight(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Lines as one text, without spaces at their ends. */
export function printed(lines: readonly string[]): string {
  return lines.map((line) => line.replaceAll(JOINED, " ").trimEnd()).join("\n");
}

/** Signs that would move the cursor or hide, written out. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => {
    return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** The text in lines no wider than `width`; the first keeps its indent, those after it get theirs. Nothing is cut. */
export function wrapped(text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = text.slice(0, text.length - text.trimStart().length);
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const longer = line.trim() === "" ? line + word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line.trim() !== "") {
      lines.push(line);
      line = " ".repeat(indent);
    }
    const [parts, rest] = broken(word, width - indent);
    for (const part of parts) {
      lines.push(line + part);
      line = " ".repeat(indent);
    }
    line += rest;
  }
  return [...lines, line];
}

/** A word that is wider than a line, in full lines and what is left. */
function broken(word: string, width: number): [parts: string[], rest: string] {
  const parts: string[] = [];
  let rest = "";
  for (const sign of word) {
    if (widthOf(rest + sign) > width && rest !== "") {
      parts.push(rest);
      rest = "";
    }
    rest += sign;
  }
  return [parts, rest];
}

/** The widest of the words, none of which is broken where there is room for it. */
export function widestWord(text: string): number {
  return Math.max(0, ...text.split(" ").map(widthOf));
}
