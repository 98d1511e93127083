/** Whose turn it is in each status of a desk. */
export const statuses = {
  new: "agent",
  open: "agent",
  pending: "requester",
  hold: "third-party",
  solved: "settled",
} as const;
