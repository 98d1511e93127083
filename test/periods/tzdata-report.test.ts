import { tzdataReport } from "kpi-core/periods";
import { expect, it, vi } from "vitest";
import { sentinels } from "./reference.ts";

/** The offset that a clock of `Intl` shows, in seconds: its hands, less those of UTC. */
function shownOffset(zone: string, at: number): number {
  const hands = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  const [, day, month, year, time] = /(\d+)\/(\d+)\/(\d+), (.*)/.exec(hands.format(at)) ?? [];
  return (Date.parse(`${year}-${month}-${day}T${time}Z`) - at) / 1000;
}

const inSeconds = (offset: string | null) =>
  (offset?.startsWith("-") ? -60 : 60) * (Number(offset?.slice(1, 3)) * 60 + Number(offset?.slice(4)));

it("names the zones that this runtime's clocks show wrong, and no other", () => {
  const { checked, wrong } = tzdataReport();
  expect(checked).toBe(sentinels.length);
  const expected = sentinels.filter(({ zone, at, offsetSeconds }) => shownOffset(zone, at) !== offsetSeconds);
  expect(wrong.map(({ zone }) => zone)).toEqual(expected.map(({ zone }) => zone));
  for (const [index, { at, offsetSeconds, zone }] of expected.entries()) {
    const found = wrong[index];
    expect(Date.parse(found?.at ?? "")).toBe(at);
    expect(inSeconds(found?.expected ?? null)).toBe(offsetSeconds);
    expect(inSeconds(found?.found ?? null)).toBe(shownOffset(zone, at));
  }
});

/** The report of a runtime whose `Intl` answers as told, null for a zone that it does not know. */
async function reportWhere(offsetAt: (zone: string, at: number) => number | null) {
  vi.resetModules(); // else the tables of the zones are kept
  const real = Intl.DateTimeFormat;
  vi.spyOn(Intl, "DateTimeFormat").mockImplementation(function (
    this: unknown,
    _: unknown,
    options?: Intl.DateTimeFormatOptions,
  ) {
    const zone = options?.timeZone ?? "";
    if (offsetAt(zone, 0) === null) throw new RangeError(`Invalid time zone specified: ${zone}`);
    const two = (value: number) => String(Math.trunc(value)).padStart(2, "0");
    return {
      format(at: number) {
        const seconds = offsetAt(zone, at) ?? 0;
        const [hours, minutes] = [Math.abs(seconds) / 3600, (Math.abs(seconds) / 60) % 60];
        return `2026, GMT${seconds < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
      },
    } as unknown as Intl.DateTimeFormat;
  } as never);
  try {
    const fresh = await import("kpi-core/periods");
    return fresh.tzdataReport();
  } finally {
    vi.restoreAllMocks();
    expect(Intl.DateTimeFormat).toBe(real);
  }
}

const known = (zone: string) => sentinels.find((sentinel) => sentinel.zone === zone)?.offsetSeconds ?? 0;

it("has nothing to say where all is right", async () => {
  expect(await reportWhere(known)).toEqual({
    checked: 8,
    wrong: [],
    summary: "This runtime knows all 8 recent changes that were asked for.",
  });
});

it("says which zones are wrong, and which it does not know", async () => {
  const report = await reportWhere((zone) =>
    zone === "Europe/Chisinau" ? null : zone === "America/Havana" ? -5 * 3600 : known(zone),
  );
  expect(report).toEqual({
    checked: 8,
    wrong: [
      { zone: "Europe/Chisinau", at: "2022-03-27T00:30:00Z", expected: "+02:00", found: null },
      { zone: "America/Havana", at: "2026-11-02T12:00:00Z", expected: "-04:00", found: "-05:00" },
    ],
    summary:
      "This runtime is wrong about 2 of 8 recent changes (Europe/Chisinau, America/Havana): update it, or give these zones rules of your own.",
  });
});
