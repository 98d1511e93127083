import type * as sales from "../metrics/sales.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Sales", fr: "Ventes" };

export const metrics = {} satisfies Listed<typeof sales>;
