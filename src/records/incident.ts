import { instant, optional, record, text } from "../core/kind.ts";

/** Something that went wrong with a service, from its beginning to the measure that keeps it from coming again. */
export const incident = record(
  "incident",
  {
    failedAt: instant("when it began, as far as is known"),
    detectedAt: optional(instant("when somebody or something noticed it")),
    alertedAt: optional(instant("when the alert was sent")),
    acknowledgedAt: optional(instant("when a person took the alert")),
    repairStartedAt: optional(instant("when the repair began")),
    recoveredAt: optional(instant("when the service worked again; empty while it does not")),
    resolvedAt: optional(instant("when what keeps it from coming again was done")),
    service: optional(text("what went wrong")),
    severity: optional(text("how bad it was, in the words of the team")),
    team: optional(text("who answers for the service")),
  },
  {
    about: "Something that went wrong with a service.",
    order: [
      ["failedAt", "detectedAt"],
      ["failedAt", "recoveredAt"],
      ["failedAt", "resolvedAt"],
      ["alertedAt", "acknowledgedAt"],
      ["alertedAt", "recoveredAt"],
      ["repairStartedAt", "recoveredAt"],
    ],
  },
);
