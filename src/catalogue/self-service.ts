import * as selfService from "../metrics/self-service.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Help centre and self-service", fr: "Centre d'aide et autonomie" };

export const metrics = {
  deflectionRate: selfService.deflectionRate({ within: "P2D" }),
  selfServiceRatio: selfService.selfServiceRatio,
  selfServiceShare: selfService.selfServiceShare,
} satisfies Listed<typeof selfService>;
