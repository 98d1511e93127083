import * as deployments from "../metrics/deployments.ts";
import type { Listed } from "./listed.ts";

export const title = { en: "Deployments", fr: "Déploiements" };

const recovery = [
  { p: 0.5, unfinished: "counted" },
  { p: 0.5, unfinished: "left-out" },
] as const;

export const metrics = {
  deploymentFrequency: deployments.deploymentFrequency,
  changeLeadTime: [
    deployments.changeLeadTime({ p: 0.5, from: "commit" }),
    deployments.changeLeadTime({ p: 0.5, from: "merge" }),
  ],
  averageChangeLeadTime: [
    deployments.averageChangeLeadTime({ from: "commit" }),
    deployments.averageChangeLeadTime({ from: "merge" }),
  ],
  timeToDeploy: [
    deployments.timeToDeploy({ p: 0.5, from: "commit" }),
    deployments.timeToDeploy({ p: 0.5, from: "merge" }),
  ],
  changeFailureRate: deployments.changeFailureRate,
  failedDeploymentRecoveryTime: [
    deployments.failedDeploymentRecoveryTime(recovery[0]),
    deployments.failedDeploymentRecoveryTime(recovery[1]),
  ],
  deploymentReworkRate: deployments.deploymentReworkRate,
} satisfies Listed<typeof deployments>;
