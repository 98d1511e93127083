import { instant, number, optional, record, text } from "../core/kind.ts";

/** An order to make a quantity of an item, once it is done, and where its time went. */
export const productionOrder = record(
  "productionOrder",
  {
    finishedAt: instant("when it was done"),
    made: number("units made", "number"),
    productionSeconds: number("time in which machines produced for it", "seconds"),
    setupSeconds: number("time in which they were set up for it", "seconds"),
    delaySeconds: number("time in which they stood still while busy with it", "seconds"),
    transportSeconds: number("time in which it was moved", "seconds"),
    queueSeconds: number("time in which it waited", "seconds"),
    plannedSeconds: number("time that machines were planned to be busy with it", "seconds"),
    order: optional(text("its number")),
    item: optional(text("what was made")),
    machine: optional(text("the machine or line")),
    site: optional(text("the place")),
  },
  { about: "An order to make a quantity of an item, once it is done." },
);
