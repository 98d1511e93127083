import { table } from "kpi-core";
import { order, orderLine, purchaseLine, stockCount, stockLevel } from "kpi-core/records";
import { twoMonths } from "./hand-count.ts";

// Days of January and February 2026 in UTC; the report is of 11 February
export const jan = (day: string) => `2026-01-${day}`;
const feb = (day: string) => `2026-02-${day}`;
export const currency = "EUR";
const open = { deliveredAt: null, inFull: null, documented: null, damaged: null, cancelledAt: null };
const good = { inFull: true, documented: true, damaged: false, cancelledAt: null };

// Ordered, asked for, promised, delivered: a is perfect; b late; c without papers; h short; d damaged, and after the
// promise; e open and past due; f cancelled before; g not yet due
const orders = [
  { orderedAt: jan("01"), requestedAt: jan("06"), promisedAt: jan("05"), deliveredAt: jan("05"), ...good },
  { orderedAt: jan("10"), requestedAt: jan("20"), promisedAt: jan("21"), deliveredAt: feb("01"), ...good },
  {
    ...{ orderedAt: jan("12"), requestedAt: jan("15"), promisedAt: jan("15"), deliveredAt: jan("14") },
    ...{ ...good, documented: null },
  },
  {
    ...{ orderedAt: jan("20"), requestedAt: jan("28"), promisedAt: jan("28"), deliveredAt: jan("25") },
    ...{ ...good, inFull: false },
  },
  {
    ...{ orderedAt: feb("01"), requestedAt: feb("05"), promisedAt: feb("04"), deliveredAt: feb("05") },
    ...{ ...good, damaged: true },
  },
  { orderedAt: feb("02"), requestedAt: feb("08"), promisedAt: feb("08"), ...open },
  { orderedAt: jan("05"), requestedAt: jan("25"), promisedAt: jan("25"), ...open, cancelledAt: jan("10") },
  { orderedAt: feb("03"), requestedAt: feb("20"), promisedAt: feb("20"), ...open },
];

const kept = { cancelledAt: null, returnedAt: null, returned: null, misPicked: false, currency };
const lines = [
  {
    ...{ ...kept, orderedAt: jan("03"), pickedAt: jan("04"), deliveredAt: jan("06"), cost: 600 },
    ...{ ordered: 10, filled: 10, delivered: 10, returnedAt: jan("20"), returned: 2 },
  },
  {
    ...{ ...kept, orderedAt: jan("10"), pickedAt: jan("11"), deliveredAt: feb("02"), cost: 900 },
    ...{ ordered: 10, filled: 4, delivered: 10, misPicked: true },
  },
  {
    ...{ ...kept, orderedAt: jan("20"), pickedAt: jan("21"), deliveredAt: jan("22"), cost: 400 },
    ...{ ordered: 5, filled: 8, delivered: 8, returnedAt: feb("05"), returned: 4 },
  },
  {
    ...{ ...kept, orderedAt: feb("03"), pickedAt: feb("04"), deliveredAt: null, cost: null },
    ...{ ordered: 20, filled: 15, delivered: 15, misPicked: null },
  },
  {
    ...{ ...kept, orderedAt: feb("05"), pickedAt: feb("06"), deliveredAt: feb("07"), cost: 100 },
    ...{ ordered: 4, filled: 4, delivered: 4 },
  },
  {
    ...{ ...kept, orderedAt: feb("09"), pickedAt: null, deliveredAt: null, cost: null },
    ...{ ordered: 7, filled: null, delivered: null, misPicked: null },
  },
];

// Of x there is nothing from the 11th to the end of January
const stocks = [
  { item: "x", startedAt: jan("01"), endedAt: jan("11"), quantity: 10, value: 310, currency },
  { item: "x", startedAt: jan("11"), endedAt: feb("01"), quantity: 0, value: 0, currency },
  { item: "x", startedAt: feb("01"), endedAt: null, quantity: 5, value: 200, currency },
  { item: "y", startedAt: "2025-12-01", endedAt: null, quantity: 3, value: 100, currency },
];

const checks = [
  { at: jan("05"), booked: 10, counted: 10, unitCost: 5, currency },
  { at: jan("06"), booked: 20, counted: 18, unitCost: 10, currency },
  { at: feb("02"), booked: 4, counted: 6, unitCost: null, currency },
  { at: feb("03"), booked: 10, counted: 11, unitCost: 2, currency },
];

const bought = { cancelledAt: null, currency };
const onDec20 = { ...bought, orderedAt: "2025-12-20" };
const none = { price: null, standardPrice: null };
export const purchases = [
  // 16, 20 and 24 days
  {
    ...{ ...onDec20, dueAt: jan("05"), receivedAt: jan("05"), storedAt: jan("06") },
    ...{ ordered: 10, received: 10, price: 11, standardPrice: 10 },
  },
  {
    ...{ ...onDec20, dueAt: jan("08"), receivedAt: jan("09"), storedAt: jan("12") },
    ...{ ordered: 20, received: 20, price: 9, standardPrice: 10 },
  },
  {
    ...{ ...onDec20, dueAt: jan("20"), receivedAt: jan("13"), storedAt: jan("15") },
    ...{ ordered: 5, received: 5, price: null, standardPrice: 10 },
  },
  // 8, 20 and 32
  {
    ...{ ...bought, orderedAt: jan("30"), dueAt: feb("07"), receivedAt: feb("07"), storedAt: feb("09") },
    ...{ ordered: 5, received: 5, price: 6, standardPrice: 4 },
  },
  {
    ...{ ...bought, orderedAt: jan("15"), dueAt: jan("31"), receivedAt: feb("04"), storedAt: feb("08") },
    ...{ ordered: 5, received: 5, price: 6, standardPrice: null },
  },
  {
    ...{ ...bought, orderedAt: jan("05"), dueAt: feb("01"), receivedAt: feb("06"), storedAt: null },
    ...{ ordered: 10, received: 10, price: 2, standardPrice: 2 },
  },
  // On order and past due; cancelled before it was due
  {
    ...{ ...bought, orderedAt: jan("20"), dueAt: feb("05"), receivedAt: null, storedAt: null },
    ...{ ordered: 5, received: null, ...none },
  },
  {
    ...{ ...bought, orderedAt: jan("06"), dueAt: jan("25"), receivedAt: null, storedAt: null },
    ...{ ordered: 5, received: null, ...none, cancelledAt: jan("08") },
  },
];

export const zone = { zone: "UTC" } as const;
export const tables = {
  order: table(order, orders, {}, zone),
  orderLine: table(orderLine, lines, {}, zone),
  stockLevel: table(stockLevel, stocks, {}, zone),
  stockCount: table(stockCount, checks, {}, zone),
  purchaseLine: table(purchaseLine, purchases, {}, zone),
};
export const plan = twoMonths("2026-02-11");
