import { table } from "kpi-core";
import { call, helpSession, shift, slaClock, subscription, ticket, ticketTime } from "kpi-core/records";
import { twoMonths } from "./hand-count.ts";
import { clocks, turns, visits } from "./service-logs.ts";

// January and February 2026 in UTC; the report is of 11 February
const tickets = [
  // a: 2 hours to an answer, 2 days in all, in time, in one contact
  {
    openedAt: "2026-01-01",
    firstRepliedAt: "2026-01-01T02:00",
    resolvedAt: "2026-01-03",
    dueAt: "2026-01-04",
    reopened: false,
    settledAtOnce: true,
    requester: "r1",
    repeatedAt: null,
  },
  // b: 6 hours, 10 days, late, opened again, and the requester wrote again after 2 days
  {
    openedAt: "2026-01-10",
    firstRepliedAt: "2026-01-10T06:00",
    resolvedAt: "2026-01-20",
    dueAt: "2026-01-15",
    reopened: true,
    settledAtOnce: false,
    requester: "r1",
    repeatedAt: "2026-01-12",
  },
  // c: 48 hours, 3 days, in time
  {
    openedAt: "2026-01-30",
    firstRepliedAt: "2026-02-01",
    resolvedAt: "2026-02-02",
    dueAt: "2026-02-03",
    reopened: null,
    settledAtOnce: null,
    requester: "r2",
    repeatedAt: null,
  },
  // d: open and overdue; e: open, and due after the report
  {
    openedAt: "2026-02-05",
    firstRepliedAt: null,
    resolvedAt: null,
    dueAt: "2026-02-08",
    reopened: null,
    settledAtOnce: null,
    requester: "r2",
    repeatedAt: null,
  },
  {
    openedAt: "2026-02-10",
    firstRepliedAt: null,
    resolvedAt: null,
    dueAt: "2026-02-20",
    reopened: null,
    settledAtOnce: null,
    requester: "r3",
    repeatedAt: null,
  },
];
// In January one customer all month and one from the middle of it on
const customers = [
  { startedAt: "2025-12-01", endedAt: null },
  { startedAt: "2026-01-16T12:00", endedAt: null },
];
const at = (seconds: number) => Date.UTC(2026, 0, 5, 9, 0, seconds);
const calls = [
  { offeredAt: at(0), answeredAt: at(10), endedAt: at(310), abandoned: false, handleSeconds: 300 },
  { offeredAt: at(100), answeredAt: at(120), endedAt: at(420), abandoned: false, handleSeconds: 300 },
  { offeredAt: at(200), answeredAt: at(230), endedAt: at(830), abandoned: false, handleSeconds: 600 },
  { offeredAt: at(300), answeredAt: null, endedAt: at(303), abandoned: true, handleSeconds: null },
  { offeredAt: at(400), answeredAt: null, endedAt: at(415), abandoned: true, handleSeconds: null },
  { offeredAt: at(500), answeredAt: null, endedAt: at(560), abandoned: true, handleSeconds: null },
  { offeredAt: at(600), answeredAt: null, endedAt: null, abandoned: null, handleSeconds: null },
];
const shifts = [
  {
    startedAt: at(0),
    endedAt: at(3600),
    breakSeconds: 600,
    paidSeconds: 3600,
    availableSeconds: 2400,
    cost: 60,
    currency: "EUR",
  },
];
const zone = { zone: "UTC" };
export const plan = twoMonths("2026-02-11");
export const tables = {
  ticket: table(ticket, tickets, {}, zone),
  subscription: table(subscription, customers, {}, zone),
  call: table(call, calls),
  shift: table(shift, shifts),
  ticketTime: table(ticketTime, turns, {}, zone),
  slaClock: table(slaClock, clocks, {}, zone),
  helpSession: table(helpSession, visits, {}, zone),
};
