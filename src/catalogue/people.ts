import type * as people from "../metrics/people.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "People at work", fr: "Personnes au travail" };

export const metrics = {} satisfies Listed<typeof people>;
