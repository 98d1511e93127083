/** One fresh process: `import <package>`, `first <who> <rows>` or `growth <rows>`; says what it found as JSON. */
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { rowsOf, tickets } from "./data.ts"; // which does not load kpi-core: that would be part of what is timed

const [what = "", who = "", rows = "0"] = process.argv.slice(2);
const told =
  what === "import"
    ? await imported(who)
    : what === "first"
      ? await first(who, Number(rows))
      : await grown(Number(who));
console.log(JSON.stringify(told));

async function imported(name: string) {
  const began = performance.now();
  await import(name);
  return { ms: performance.now() - began, figures: [1] };
}

/** Month × team from rows; of ours the definitions of the metrics are part of it, and the import is not. */
async function first(who: string, size: number) {
  const made = rowsOf(tickets(size));
  const { monthByTeam } = await import("./table-question.ts");
  if (who === "by hand") {
    const began = performance.now();
    const { rowsByHand } = await import("./table-by-hand.ts");
    const figures = rowsByHand(monthByTeam, made);
    return { ms: performance.now() - began, figures: [...figures] };
  }
  const [{ table }, { ticket }] = await Promise.all([
    import("kpi-core"),
    import("kpi-core/records"),
    import("kpi-core/outputs"),
  ]);
  const began = performance.now();
  const { everyNumber, reportOf } = await import("./table-ours.ts");
  const figures = everyNumber(monthByTeam, reportOf(monthByTeam, table(ticket, made)));
  return { ms: performance.now() - began, figures: [...figures] };
}

/** Month × team from columns: the time of a run that is not the first, and the most memory beyond the columns. */
async function grown(size: number) {
  const [{ columns, table }, { ticket }] = await Promise.all([
    import("kpi-core"),
    import("kpi-core/records"),
  ]);
  const { everyNumber, reportOf, withMissing } = await import("./table-ours.ts");
  const { monthByTeam } = await import("./table-question.ts");
  const { openedAt, resolvedAt, team } = tickets(size);
  const bound = table(ticket, columns({ openedAt, resolvedAt: withMissing(resolvedAt), team }));
  globalThis.gc?.();
  forgetPeak();
  const before = memory("VmRSS");
  everyNumber(monthByTeam, reportOf(monthByTeam, bound as never));
  const bytes = memory("VmHWM") - before;
  const times = [1, 2, 3].map(() => {
    const began = performance.now();
    everyNumber(monthByTeam, reportOf(monthByTeam, bound as never));
    return performance.now() - began;
  });
  return { ms: times.sort((a, b) => a - b)[1], bytes, figures: [] };
}

/** Linux keeps the most memory that a process had, and forgets it when told so. */
function forgetPeak(): void {
  writeFileSync("/proc/self/clear_refs", "5");
}

function memory(name: "VmRSS" | "VmHWM"): number {
  const line = readFileSync("/proc/self/status", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(name));
  return Number(line?.match(/\d+/)?.[0]) * 1024;
}
