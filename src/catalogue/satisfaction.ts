import type * as satisfaction from "../metrics/satisfaction.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Satisfaction and effort, by survey", fr: "Satisfaction et effort, par enquête" };

export const metrics = {} satisfies Listed<typeof satisfaction>;
