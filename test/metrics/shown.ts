import { type AnyMetric, population } from "kpi-core";
import * as flow from "kpi-core/metrics/flow";
import * as retention from "kpi-core/metrics/retention";
import * as revenue from "kpi-core/metrics/revenue";
import * as service from "kpi-core/metrics/service";
import * as sla from "kpi-core/metrics/sla";
import * as utilisation from "kpi-core/metrics/utilisation";
import { subscription } from "kpi-core/records";

/** Every metric there is, those with a setting at one of them; what is missing here does not compile. */
export const pages = {
  flow: {
    throughput: flow.throughput,
    arrivals: flow.arrivals,
    netFlow: flow.netFlow,
    workInProgress: flow.workInProgress,
    averageWorkInProgress: flow.averageWorkInProgress,
    flowLoad: flow.flowLoad,
    cycleTime: flow.cycleTime,
    cycleTimeQuantile: flow.cycleTimeQuantile({ p: 0.5 }),
    leadTime: flow.leadTime({ p: 0.5 }),
    timeToFinish: flow.timeToFinish({ p: "0.5" }),
    workItemAge: flow.workItemAge,
    onTimeRate: flow.onTimeRate,
    flowEfficiency: flow.flowEfficiency,
    littlesLawRatio: flow.littlesLawRatio,
  } satisfies Record<keyof typeof flow, AnyMetric>,
  service: {
    serviceLevel: service.serviceLevel({ within: 20, abandons: "counted" }),
    answerRate: service.answerRate,
    abandonmentRate: service.abandonmentRate(),
    averageSpeedOfAnswer: service.averageSpeedOfAnswer,
    averageHandleTime: service.averageHandleTime,
    occupancy: service.occupancy,
    firstResponseTime: service.firstResponseTime({ p: 0.5 }),
    averageFirstResponseTime: service.averageFirstResponseTime,
    timeToRespond: service.timeToRespond({ p: 0.5 }),
    resolutionTime: service.resolutionTime({ p: 0.5 }),
    averageResolutionTime: service.averageResolutionTime,
    timeToResolve: service.timeToResolve({ p: 0.5 }),
    firstContactResolution: service.firstContactResolution,
    reopenRate: service.reopenRate,
    slaAttainment: service.slaAttainment,
    backlog: service.backlog,
    backlogChange: service.backlogChange,
    backlogAge: service.backlogAge({ p: 0.5 }),
    clearanceRate: service.clearanceRate,
    contactRate: service.contactRate({
      over: population(subscription).during("startedAt", "endedAt").mean(),
    }),
  } satisfies Record<keyof typeof service, AnyMetric>,
  sla: {
    slaTargetAttainment: sla.slaTargetAttainment,
    slaBreaches: sla.slaBreaches,
    slaBreachRate: sla.slaBreachRate,
    slaAttainmentOfEnded: sla.slaAttainmentOfEnded,
    slaTimeOverTarget: sla.slaTimeOverTarget,
    slaOverdue: sla.slaOverdue,
    slaCancelledOverdue: sla.slaCancelledOverdue,
  } satisfies Record<keyof typeof sla, AnyMetric>,
  retention: {
    customerRetention: retention.customerRetention,
    customerChurn: retention.customerChurn,
    averageHeadcount: retention.averageHeadcount,
    headcount: retention.headcount,
    employeeTurnover: retention.employeeTurnover,
    voluntaryTurnover: retention.voluntaryTurnover,
    employeeRetention: retention.employeeRetention,
  } satisfies Record<keyof typeof retention, AnyMetric>,
  revenue: {
    mrr: revenue.mrr,
    arr: revenue.arr,
    mrrMovement: revenue.mrrMovement({ of: "new" }),
    grossRevenueRetention: revenue.grossRevenueRetention({ form: "snapshot" }),
    netRevenueRetention: revenue.netRevenueRetention,
    grossMrrChurn: revenue.grossMrrChurn,
    netMrrChurn: revenue.netMrrChurn({ reactivation: "subtracted" }),
    quickRatio: revenue.quickRatio({ reactivation: "counted" }),
    arpa: revenue.arpa,
    logoChurn: revenue.logoChurn({ form: "opening-cohort" }),
    logoRetention: revenue.logoRetention,
    customerLifetimeValue: revenue.customerLifetimeValue({ margin: "0.8" }),
  } satisfies Record<keyof typeof revenue, AnyMetric>,
  utilisation: {
    resourceUtilisation: utilisation.resourceUtilisation(),
    roomUse: utilisation.roomUse,
    capacityUtilisation: utilisation.capacityUtilisation(),
    billableUtilisation: utilisation.billableUtilisation,
    doubleBooked: utilisation.doubleBooked(),
    averageInUse: utilisation.averageInUse(),
    peakInUse: utilisation.peakInUse(),
    peakToMean: utilisation.peakToMean(),
  } satisfies Record<keyof typeof utilisation, AnyMetric>,
};
