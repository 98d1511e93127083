import { table } from "kpi-core";
import { funnelEntry, person, purchase, signup, subscription } from "kpi-core/records";
import { twoMonths } from "./hand-count.ts";

// January and February 2026 in UTC; the report is of 11 February
const subscriptions = [
  { startedAt: "2025-12-01", endedAt: null },
  { startedAt: "2025-12-10", endedAt: "2026-01-20" },
  { startedAt: "2026-01-05", endedAt: "2026-01-25" }, // comes and goes
  { startedAt: "2025-12-01", endedAt: "2026-02-05" },
];
const people = [
  { joinedOn: "2025-06-01", leftOn: null, leavingReason: null, regretted: null, workingShare: 0.5 },
  {
    joinedOn: "2025-01-01",
    leftOn: "2026-01-31",
    leavingReason: "resignation",
    regretted: true,
    workingShare: 1,
  },
  {
    joinedOn: "2026-01-17",
    leftOn: "2026-02-03",
    leavingReason: "dismissal",
    regretted: false,
    workingShare: 0.8,
  },
];
const jan = (day: string) => `2026-01-${day}T00:00Z`;
const feb = (day: string) => `2026-02-${day}T00:00Z`;
const signups = [
  { signedUpAt: jan("05"), activatedAt: jan("06"), onboardedAt: "2026-01-05T12:00Z" },
  { signedUpAt: jan("10"), activatedAt: jan("20"), onboardedAt: jan("17") }, // active too late; a week to the second
  { signedUpAt: jan("30"), activatedAt: null, onboardedAt: null },
  { signedUpAt: feb("02"), activatedAt: feb("05"), onboardedAt: null },
];
const entries = [
  { enteredAt: jan("05"), reached: 3, convertedAt: jan("06"), mature: true },
  { enteredAt: jan("07"), reached: 2, convertedAt: null, mature: true },
  { enteredAt: jan("08"), reached: 1, convertedAt: null, mature: true },
  { enteredAt: feb("01"), reached: 3, convertedAt: feb("04"), mature: true },
  { enteredAt: feb("08"), reached: 2, convertedAt: null, mature: false },
];
const purchases = [
  { at: jan("02"), customer: "c", previousAt: null, nextAt: jan("09"), ofPeriod: 1 },
  { at: jan("09"), customer: "c", previousAt: jan("02"), nextAt: feb("03"), ofPeriod: 2 },
  { at: jan("15"), customer: "d", previousAt: "2025-11-01T00:00Z", nextAt: null, ofPeriod: 1 },
  { at: jan("20"), customer: "e", previousAt: null, nextAt: null, ofPeriod: 1 },
  { at: feb("03"), customer: "c", previousAt: jan("09"), nextAt: null, ofPeriod: 1 },
  { at: feb("04"), customer: "f", previousAt: null, nextAt: null, ofPeriod: 1 },
];
const zone = { zone: "UTC" };
export const tables = {
  subscription: table(subscription, subscriptions, {}, zone),
  person: table(person, people, {}, zone),
  signup: table(signup, signups),
  funnelEntry: table(funnelEntry, entries),
  purchase: table(purchase, purchases),
};
export const plan = twoMonths("2026-02-11");
