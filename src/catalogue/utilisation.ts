import { population } from "../core/population.ts";
import * as utilisation from "../metrics/utilisation.ts";
import { activity } from "../records/activity.ts";
import { call } from "../records/call.ts";
import { workItem } from "../records/work-item.ts";
import type { Listed } from "./listed.ts";

// What a page takes from another: items finished, calls handled, amounts of a log
const finished = population(workItem).where("known(finishedAt)").dated("finishedAt").count();
const handling = population(call).where("known(answeredAt)").dated("answeredAt").sum("handleSeconds");
const revenue = population(activity).dated("at").sum("amount");

export const title = {
  en: "Use of resources, rooms and people",
  fr: "Utilisation des ressources, des salles et des personnes",
};

export const metrics = {
  resourceUtilisation: [
    utilisation.resourceUtilisation(),
    utilisation.resourceUtilisation({ clock: "working" }),
  ],
  roomUse: utilisation.roomUse,
  capacityUtilisation: [
    utilisation.capacityUtilisation(),
    utilisation.capacityUtilisation({ clock: "working" }),
  ],
  spaceOccupancy: utilisation.spaceOccupancy,
  billableUtilisation: [
    utilisation.billableUtilisation({ over: "net-of-leave" }),
    utilisation.billableUtilisation({ over: "gross" }),
    utilisation.billableUtilisation({ over: "on-duty" }),
  ],
  realisationRate: [
    utilisation.realisationRate({ of: "amount" }),
    utilisation.realisationRate({ of: "hours" }),
  ],
  rosterAdherence: utilisation.rosterAdherence,
  rosterConformance: utilisation.rosterConformance,
  labourProductivity: utilisation.labourProductivity({ output: finished }),
  paidUtilisation: utilisation.paidUtilisation({ productive: handling }),
  revenuePerEmployee: [
    utilisation.revenuePerEmployee({ revenue, over: "heads" }),
    utilisation.revenuePerEmployee({ revenue, over: "full-time-equivalents" }),
  ],
  doubleBooked: [utilisation.doubleBooked(), utilisation.doubleBooked({ clock: "working" })],
  averageInUse: [utilisation.averageInUse(), utilisation.averageInUse({ clock: "working" })],
  peakInUse: [utilisation.peakInUse(), utilisation.peakInUse({ clock: "working" })],
  peakToMean: [utilisation.peakToMean(), utilisation.peakToMean({ clock: "working" })],
} satisfies Listed<typeof utilisation>;
