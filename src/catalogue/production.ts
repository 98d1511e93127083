import type * as production from "../metrics/production.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Production and its quality", fr: "Production et qualité" };

export const metrics = {} satisfies Listed<typeof production>;
