/**
 * The operations review of a log of permits, by month and by channel or department:
 *
 *     npm run demo -- [file.csv] [--by channel|department] [--as-of 2012-01-01]
 *
 * Without a file it reads an invented log, examples/data/permits.csv.
 */
import { KpiError } from "kpi-core";
import { readArguments } from "./arguments.ts";
import { readPermitLog } from "./permit-log.ts";
import { plannedOf, reviewOf } from "./permit-review.ts";
import { reviewLines, titleLines } from "./print-review.ts";
import { progressOn } from "./progress.ts";

async function run(args: readonly string[]): Promise<void> {
  const { path, by, asOf } = readArguments(args);
  const progress = progressOn(process.stderr);
  const log = await readPermitLog(path, progress.rows).finally(progress.done);
  // What happens at the moment of the report is not known yet: just after the last event all are
  const plan = { by, asOf: asOf ?? log.last + 1 };
  const review = reviewOf(log.cases, plan);
  if (review.totals === undefined)
    throw new KpiError("bad-plan", "--as-of: no case had started by then; give a later moment");
  const chosen = asOf === null ? "just after the last timestamp" : "as asked";
  const title = titleLines(path, log, plan.asOf, chosen);
  console.log([...title, ...reviewLines(review, plannedOf(log.cases, plan), log, plan)].join("\n"));
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  // What the user can put right has a code, in this library and in Node; anything else is a mistake of ours
  if (!(error instanceof Error && "code" in error)) throw error;
  console.error(`operations-review: ${error.message.replaceAll(/\s*\n\s*/g, " ")}`);
  process.exitCode = 1;
}
