import type * as supply from "../metrics/supply.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Supply and delivery", fr: "Approvisionnement et livraison" };

export const metrics = {} satisfies Listed<typeof supply>;
