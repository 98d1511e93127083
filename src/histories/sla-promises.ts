import { type SlaMetric, type SlaPolicy, untilSettled } from "./sla-policy.ts";
import type { TicketCourse, TicketMoment } from "./ticket-log.ts";

/** A promise on a ticket: from which of its moments on, and until when. */
export interface SlaPromise {
  readonly instance: number;
  readonly from: number;
  /** Null while it is owed. */
  readonly endedAt: number | null;
  readonly cancelled: boolean;
}

/** The promises of one metric on a ticket, in the order of time. */
export function promisesIn(course: TicketCourse, metric: SlaMetric, policy: SlaPolicy): SlaPromise[] {
  const list = promiseList();
  const rule = untilSettled.has(metric)
    ? toSettlement(policy)
    : replyRules[metric as keyof typeof replyRules]();
  let settled = false;
  for (const [i, moment] of course.moments.entries()) {
    const isSettled = policy.statuses[moment.status] === "settled";
    rule(list, { ...moment, i, isSettled, wasSettled: settled });
    if (isSettled && !settled) list.end(moment.at);
    if (moment.happened.includes("cancelled")) list.end(moment.at, true);
    settled = isSettled;
  }
  return list.all;
}

type Step = TicketMoment & { readonly i: number; readonly isSettled: boolean; readonly wasSettled: boolean };
type Rule = (list: PromiseList, step: Step) => void;

interface PromiseList {
  readonly all: SlaPromise[];
  isOwed(): boolean;
  begin(from: number): void;
  end(at: number, cancelled?: boolean): void;
  resume(): void;
}

function promiseList(): PromiseList {
  const all: SlaPromise[] = [];
  const isOwed = () => all.at(-1)?.endedAt === null;
  const change = (to: Partial<SlaPromise>) => {
    all[all.length - 1] = { ...(all.at(-1) as SlaPromise), ...to };
  };
  return {
    all,
    isOwed,
    begin: (from) => all.push({ instance: all.length + 1, from, endedAt: null, cancelled: false }),
    end: (endedAt, cancelled = false) => {
      if (isOwed()) change({ endedAt, cancelled });
    },
    resume: () => change({ endedAt: null }),
  };
}

const toSettlement =
  ({ onReopen = "resume" }: SlaPolicy): Rule =>
  (list, { i, isSettled, wasSettled }) => {
    if (i === 0) list.begin(i);
    else if (wasSettled && !isSettled) onReopen === "resume" ? list.resume() : list.begin(i);
  };

/** An update is owed from each agent reply to the next. */
const update =
  (): Rule =>
  (list, { at, i, happened, isSettled }) => {
    if (!happened.includes("agent-reply")) return;
    list.end(at);
    if (!isSettled) list.begin(i);
  };

const firstReply =
  (): Rule =>
  (list, { at, i, happened }) => {
    if (i === 0) list.begin(i);
    if (happened.includes("agent-reply")) list.end(at);
  };

/**
 * A next reply is owed from the oldest requester reply that nobody answered, once there was a first answer. One to a
 * settled ticket is owed an answer only if the ticket is opened again: it may be thanks.
 */
const nextReply = (): Rule => {
  let answered = false;
  let unanswered: number | null = null;
  return (list, { at, i, happened, isSettled, wasSettled }) => {
    for (const type of happened) {
      if (type === "agent-reply") {
        list.end(at);
        answered = true;
        unanswered = null;
      } else if (type === "requester-reply" && answered) unanswered ??= i;
    }
    if (isSettled && !wasSettled) {
      answered = true;
      unanswered = null;
    }
    if (unanswered !== null && !isSettled && !list.isOwed()) list.begin(unanswered);
  };
};

const replyRules = { firstReply, nextReply, periodicUpdate: update, pausableUpdate: update };
