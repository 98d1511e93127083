import * as projects from "../metrics/projects.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Projects and change", fr: "Projets et changement" };

export const metrics = {
  onTimeMilestones: projects.onTimeMilestones,
  milestoneSlip: [projects.milestoneSlip({ of: "reached" }), projects.milestoneSlip({ of: "due" })],
  milestoneSlipQuantile: [
    projects.milestoneSlipQuantile({ of: "reached", p: 0.5 }),
    projects.milestoneSlipQuantile({ of: "due", p: 0.5 }),
  ],
  overdueMilestones: projects.overdueMilestones,
  schedulePerformanceIndex: projects.schedulePerformanceIndex,
  costPerformanceIndex: projects.costPerformanceIndex,
  scheduleVariance: projects.scheduleVariance,
  costVariance: projects.costVariance,
  estimateAtCompletion: [
    projects.estimateAtCompletion({ rest: "at-cost-so-far" }),
    projects.estimateAtCompletion({ rest: "at-budget" }),
    projects.estimateAtCompletion({ rest: "at-cost-and-pace-so-far" }),
  ],
  percentComplete: projects.percentComplete,
  budgetBurn: projects.budgetBurn,
  changeAcceptance: projects.changeAcceptance,
  changeAdoption: projects.changeAdoption({ within: "P30D" }),
  scopeChange: projects.scopeChange,
  requirementChurn: projects.requirementChurn,
} satisfies Listed<typeof projects>;
