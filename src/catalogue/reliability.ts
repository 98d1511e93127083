import type * as reliability from "../metrics/reliability.ts";
import type { Listed } from "./listed.ts";

export const title = {
  en: "Incidents, deployments and availability",
  fr: "Incidents, déploiements et disponibilité",
};

export const metrics = {} satisfies Listed<typeof reliability>;
