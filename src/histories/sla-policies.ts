import { requireEntries } from "../core/entries.ts";
import { type SlaMetric, type SlaPolicy, type SlaTerm, slaMetrics, type Turn } from "./sla-policy.ts";

/** What is promised: a term for each metric that has one. */
export type SlaTerms<M extends SlaMetric = SlaMetric> = Readonly<Partial<Record<M, SlaTerm>>>;

// Zendesk 5654110765338: what ends with a single event is by one schedule, the last; the others by that of each stretch
const zendeskBySingleEvent: readonly string[] = ["firstReply", "resolution"];

/**
 * The service levels of Zendesk: its statuses, its pauses, and its way with what changes. A change of priority changes
 * the target of clocks that run; a breach is not dated back to before its target was set. A ticket that is opened
 * again goes on with its clocks. First reply and resolution are by the last schedule of the ticket. Clocks are by the
 * calendar unless their term says `working`.
 *
 * Sources: Zendesk, Defining SLA policies (4408829459866), About SLA policies (5600997516058), business hours
 * (5654110765338), ticket metric event types; GitLab handbook, Zendesk SLA policies.
 *
 * @example
 * ```ts
 * import { zendeskPolicy } from "kpi-core/histories";
 *
 * const policy = zendeskPolicy({ requesterWait: { target: { urgent: 14_400, normal: 86_400 }, clock: "working" } });
 * policy.statuses.pending // => "requester"
 * policy.onPriorityChange // => "retarget"
 * ```
 */
export function zendeskPolicy(terms: SlaTerms): SlaPolicy {
  requireEntries("zendeskPolicy: terms", terms, slaMetrics, "bad-definition");
  const entries = Object.entries(terms).map(([metric, term]) => [
    metric,
    term && zendeskBySingleEvent.includes(metric) ? { onScheduleChange: "recount", ...term } : term,
  ]);
  return {
    name: "zendesk",
    about:
      "Clocks pause by status. A change of priority changes the target of clocks that run, a reopened ticket goes on with them. First reply and resolution are by the last schedule of the ticket.",
    statuses: {
      new: "agent",
      open: "agent",
      pending: "requester",
      hold: "third-party",
      solved: "settled",
      closed: "settled",
    } satisfies Readonly<Record<string, Turn>>,
    metrics: Object.fromEntries(entries),
    onPriorityChange: "retarget",
    onReopen: "resume",
  };
}

/**
 * The service levels of Intercom: conversations are open, snoozed or closed; clocks run on while they are snoozed, and
 * a conversation that is opened again is owed its close anew. Clocks are by the office hours where their term says
 * `working`.
 *
 * Intercom calls a target missed only when a teammate replies late. What is overdue and open is active there, and in
 * none of its rates: `slaAttainmentOfEnded` is that figure. Here it is `open-past-due`, which `slaTargetAttainment`
 * counts as missed, so that it is lower, or the same where nothing is overdue: 8 in time, 1 late and 3 overdue are
 * 88.9 % there and 66.7 % here.
 *
 * Sources: Intercom, SLAs and office hours (9263617), Set SLAs (6546152); its API, SLA applied.
 *
 * @example
 * ```ts
 * import { intercomPolicy } from "kpi-core/histories";
 *
 * intercomPolicy({ firstReply: { target: 900, clock: "working" } }).about
 * // => "A target is missed there only at a late reply, so that its rates leave out what is open and overdue."
 * ```
 */
export function intercomPolicy(terms: SlaTerms<"firstReply" | "nextReply" | "resolution">): SlaPolicy {
  requireEntries("intercomPolicy: terms", terms, ["firstReply", "nextReply", "resolution"], "bad-definition");
  return {
    name: "intercom",
    about:
      "A target is missed there only at a late reply, so that its rates leave out what is open and overdue.",
    statuses: { open: "agent", snoozed: "requester", closed: "settled" } satisfies Readonly<
      Record<string, Turn>
    >,
    metrics: terms,
    onPriorityChange: "keep",
    onReopen: "renew",
  };
}
