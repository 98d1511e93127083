/**
 * An operations review, printed by the outputs of the library:
 *
 *     npm run demo -- [file.csv | desk] [--by channel|department] [--as-of 2012-01-01] [--locale en|fr] [--width 80]
 *
 * Of a log of permits by month and by channel or department; of a service desk by month. Without a file it is of both,
 * from invented data in examples/data.
 */
import { type Arguments, readArguments } from "./arguments.ts";
import { deskReviewOf } from "./desk-review.ts";
import { readPermitLog } from "./permit-log.ts";
import { deskText, permitText } from "./print-review.ts";
import { progressOn } from "./progress.ts";

async function permitsFrom(path: string, { by, asOf, ...style }: Arguments): Promise<string> {
  const progress = progressOn(process.stderr);
  const log = await readPermitLog(path, progress.rows).finally(progress.done);
  // What happens at the moment of the report is not known yet: just after the last event all are
  return permitText(path, log, { by, asOf: asOf ?? log.last + 1 }, style);
}

try {
  const asked = readArguments(process.argv.slice(2), process.stdout.columns || 80);
  const texts = asked.permits === null ? [] : [await permitsFrom(asked.permits, asked)];
  if (asked.desk) texts.push(deskText(deskReviewOf(asked.asOf ?? undefined), asked));
  console.log(texts.join("\n\n\n"));
} catch (error) {
  // What the user can put right has a code, in this library and in Node; anything else is a mistake of ours
  if (!(error instanceof Error && "code" in error)) throw error;
  console.error(`operations-review: ${error.message.replaceAll(/\s*\n\s*/g, " ")}`);
  process.exitCode = 1;
}
