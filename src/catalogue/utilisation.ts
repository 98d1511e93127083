import * as utilisation from "../metrics/utilisation.ts";
import type { Listed } from "./listed.ts";

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
  billableUtilisation: utilisation.billableUtilisation,
  doubleBooked: [utilisation.doubleBooked(), utilisation.doubleBooked({ clock: "working" })],
  averageInUse: [utilisation.averageInUse(), utilisation.averageInUse({ clock: "working" })],
  peakInUse: [utilisation.peakInUse(), utilisation.peakInUse({ clock: "working" })],
  peakToMean: [utilisation.peakToMean(), utilisation.peakToMean({ clock: "working" })],
} satisfies Listed<typeof utilisation>;
