export { activity } from "./activity.ts";
export { booking } from "./booking.ts";
export { call } from "./call.ts";
export { person } from "./person.ts";
export { shift } from "./shift.ts";
export { subscription } from "./subscription.ts";
export { ticket } from "./ticket.ts";
export { workItem } from "./work-item.ts";
export { type RowOf, zodOf } from "./zod-of.ts";
