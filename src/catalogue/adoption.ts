import * as adoption from "../metrics/adoption.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Adoption and conversion", fr: "Adoption et conversion" };

export const metrics = {
  activationRate: adoption.activationRate({ within: "P7D" }),
  onboardingCompletionRate: adoption.onboardingCompletionRate({ within: "P7D" }),
  timeToValue: [
    adoption.timeToValue({ p: 0.5, of: "all" }),
    adoption.timeToValue({ p: 0.5, of: "activated" }),
  ],
  funnelConversion: [
    adoption.funnelConversion({ to: 2, of: 1 }),
    adoption.funnelConversion({ to: 3, of: 2 }),
  ],
  timeToConvert: adoption.timeToConvert({ p: 0.5 }),
} satisfies Listed<typeof adoption>;
