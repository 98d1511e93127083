import type * as finance from "../metrics/finance.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Finance of operations", fr: "Finance des opérations" };

export const metrics = {} satisfies Listed<typeof finance>;
