import { KpiError, type Locale, metric, period, speak, speakVariance } from "kpi-core";
import { describe, expect, it } from "vitest";

const en = (unit: Parameters<typeof speak>[1]["unit"], value: number | string) => speak(value, { unit });

describe("speak", () => {
  it.each([
    [0, "0 s"],
    ["0.04", "0.04 s"],
    ["12.25", "12.2 s"], // half to even
    [59.6, "59.6 s"],
    [59.96, "1 min"],
    [61, "1 min 1 s"],
    [3599.6, "1 h"],
    [11_520, "3 h 12 min"],
    [86_399, "1 d"],
    [90_061, "1 d 1 h"],
    [-7200, "-2 h"],
    [-0.5, "-0.5 s"],
    [1_000_000_000, "11,574 d 2 h"], // 11,574 days are 999,993,600 s
  ])("%s seconds are %s", (value, text) => {
    expect(en("seconds", value)).toBe(text);
  });

  it("says working time in hours, never in days of 24", () => {
    expect(speak(144_000, { unit: "seconds", hours: true })).toBe("40 h");
    expect(speak(144_060, { unit: "seconds", hours: true, locale: "fr" })).toBe("40 h 1 min");
    expect(speak(144_000, { unit: "seconds", locale: "fr" })).toBe("1 j 16 h");
  });

  it.each([
    [0, "0.0 %"],
    [1, "100.0 %"],
    ["0.8114", "81.1 %"],
    ["0.9996", "99.96 %"],
    ["0.99996", "99.996 %"],
    ["1.0004", "100.04 %"],
    ["0.0004", "0.04 %"],
    ["-0.0004", "-0.04 %"],
    ["0.9999999999", "< 100.0 %"],
    ["0.0000000001", "> 0.0 %"],
    [2.5, "250.0 %"],
  ])("a share of %s is %s: it looks like none or all only if it is", (value, text) => {
    expect(en("share", value)).toBe(text);
  });

  it("tells a value from its target", () => {
    expect(speak("0.69996", { unit: "share", apart: ["0.7"] })).toBe("69.996 %");
    expect(speak("0.7", { unit: "share", apart: ["0.7"] })).toBe("70.0 %");
    expect(speak(11_530, { unit: "seconds", apart: [11_520] })).toBe("3 h 12 min 10 s");
    expect(speak("1234.504", { unit: "money", currency: "EUR", apart: ["1234.5"] })).toBe("1,234.504 EUR");
  });

  it("says counts in full, ratios to two decimals, numbers to at most two", () => {
    expect(en("count", 1_234_567)).toBe("1,234,567");
    expect(en("ratio", 1.5)).toBe("1.50");
    expect(en("ratio", "0.333333")).toBe("0.33");
    expect(en("number", "2.5")).toBe("2.5");
    expect(en("number", "-1234.567")).toBe("-1,234.57");
    expect(en("number", "0.001")).toBe("0.001");
  });

  it("says money with the digits of its currency", () => {
    expect(speak("1234.5", { unit: "money", currency: "EUR" })).toBe("1,234.50 EUR");
    expect(speak("1234.5", { unit: "money", currency: "XOF", locale: "fr" })).toBe("1\u202f234\u202fXOF");
    expect(speak("1234.5", { unit: "money", currency: "KWD" })).toBe("1,234.500 KWD");
    expect(speak("1234.5", { unit: "money", currency: "EUR", locale: "fr" })).toBe("1\u202f234,50\u202fEUR");
  });

  it("says differences with their sign, those of shares in points", () => {
    expect(speakVariance("-0.1", { unit: "share" })).toBe("-10.0 points");
    const fr = (value: string) => speakVariance(value, { unit: "share", locale: "fr" });
    // In French the plural begins at 2
    expect(fr("0.0004")).toBe("+0,04\u202fpoint");
    expect(fr("-0.019")).toBe("-1,9\u202fpoint");
    expect(fr("0.0196")).toBe("+2,0\u202fpoints");
    expect(fr("-0.1")).toBe("-10,0\u202fpoints");
    expect(speakVariance(7200, { unit: "seconds" })).toBe("+2 h");
    expect(speakVariance(0, { unit: "ratio" })).toBe("0.00");
    expect(speakVariance("-12.5", { unit: "money", currency: "EUR" })).toBe("-12.50 EUR");
  });

  it("refuses what is no number, and a language that it does not speak", () => {
    expect(() => speak("many", { unit: "count" })).toThrow('speak: "many" is no number; give one');
    const german = "de" as Locale;
    const message = 'locale: "de" is not spoken; write "en" or "fr"';
    expect(() => speak(1, { unit: "count", locale: german })).toThrow(new KpiError("bad-input", message));
    const length = metric("length", {
      title: { en: "Length", fr: "Durée" },
      about: "",
      unit: "seconds",
      better: "neither",
      inputs: { x: period.seconds() },
      formula: "x",
      example: { given: { x: 1 }, gives: "1" },
      source: { text: "a test" },
    });
    expect(() => length.format(1, german)).toThrow(message);
  });
});
