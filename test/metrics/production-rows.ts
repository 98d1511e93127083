import { table } from "kpi-core";
import {
  capacity,
  machineTime,
  plannedOutput,
  posting,
  productionCount,
  productionOrder,
  ticket,
} from "kpi-core/records";
import { twoMonths } from "./hand-count.ts";

// 12 January and 10 February 2026 in UTC
export const jan = (hour: string) => `2026-01-12T${hour}Z`;
const feb = (hour: string) => `2026-02-10T${hour}Z`;
export const time = (machine: string, state: string, startedAt: string, endedAt: string) => ({
  machine,
  state,
  startedAt,
  endedAt,
});
const times = [
  time("m", "open", jan("08:00"), jan("16:00")),
  time("m", "planned stop", jan("12:00"), jan("13:00")),
  time("m", "stop", jan("11:00"), jan("13:30")), // through the break
  time("m", "stop", jan("13:00"), jan("14:00")), // two stops at once
  time("m", "changeover", jan("14:00"), jan("14:30")),
  time("m", "open", feb("08:00"), feb("16:00")),
  time("n", "open", feb("08:00"), feb("12:00")),
  time("m", "planned stop", feb("12:00"), feb("13:00")),
  time("m", "stop", feb("15:00"), feb("17:00")), // an hour longer than the plant is open
  time("m", "changeover", feb("08:00"), feb("08:20")),
  time("n", "changeover", feb("09:00"), feb("10:00")),
];
const eur = { currency: "EUR" } as const;
export const january = {
  ...{ made: 150, good: 120, scrapped: 10, reworked: 20, plannedScrap: 8 },
  ...{ at: jan("16:00"), defects: 40, opportunities: 4, idealSeconds: 90, unitCost: 2, ...eur },
};
const february = [
  {
    ...{ made: 100, good: 90, scrapped: 5, reworked: 5, plannedScrap: 6 },
    ...{ at: feb("16:00"), defects: 12, opportunities: 4, idealSeconds: 90, unitCost: 2, ...eur },
  },
  {
    ...{ made: 20, good: 10, scrapped: 5, reworked: 5, plannedScrap: 4 },
    ...{ at: feb("12:00"), defects: 10, opportunities: 10, idealSeconds: 600, unitCost: 10, ...eur },
  },
];
// n is there from February on
const machines = [
  { resource: "m", startedAt: "2025-12-01T00:00Z", endedAt: null },
  { resource: "n", startedAt: "2026-02-01T00:00Z", endedAt: null },
];
const plans = [
  { dueAt: jan("16:00"), planned: 100, made: 150 },
  { dueAt: jan("16:00"), planned: 100, made: 50 },
  { dueAt: feb("16:00"), planned: 100, made: 90 },
  { dueAt: feb("16:00"), planned: 50, made: 10 },
];
const book = (at: string, account: string, amount: number, quality: string | null = null) => ({
  ...{ at, account, amount, quality, ...eur },
});
const books = [
  book(jan("09:00"), "revenue", 1000),
  book(jan("09:00"), "cost of sales", 600),
  book(jan("09:00"), "cost of sales", 50, "internal failure"),
  book(jan("09:00"), "operating expense", 20, "prevention"),
  book(feb("09:00"), "revenue", 2000),
  book(feb("09:00"), "operating expense", 90, "external failure"),
  book(feb("09:00"), "operating expense", 10, "appraisal"),
  book(feb("09:00"), "cost of sales", 700),
];
const order = (
  at: string,
  made: number,
  planned: number,
  [production, setup, delay, transport, queue]: readonly [number, number, number, number, number],
) => ({
  ...{ finishedAt: at, made, plannedSeconds: planned, productionSeconds: production, setupSeconds: setup },
  ...{ delaySeconds: delay, transportSeconds: transport, queueSeconds: queue },
});
// Busy 6,600 of 9,000 s; 4,800 of 7,200 and 2,400 of 2,400
const orders = [
  order(jan("16:00"), 150, 6000, [5400, 600, 600, 300, 2100]),
  order(feb("16:00"), 100, 6000, [3600, 1200, 0, 600, 1800]),
  order(feb("12:00"), 20, 1200, [1800, 0, 600, 0, 0]),
];
const requests = [jan("09:00"), jan("10:00"), jan("11:00"), feb("09:00")].map((openedAt) => ({
  openedAt,
  channel: "complaints",
}));
export const tables = {
  ticket: table(ticket, [...requests, { openedAt: feb("10:00"), channel: "phone" }]),
  machineTime: table(machineTime, times),
  productionOrder: table(productionOrder, orders),
  productionCount: table(productionCount, [january, ...february]),
  capacity: table(capacity, machines),
  plannedOutput: table(plannedOutput, plans),
  posting: table(posting, books),
};
export const plan = twoMonths("2026-03-01");
