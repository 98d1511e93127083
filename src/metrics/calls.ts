import type { Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { namesIn, parse } from "../core/expression.ts";
import { shown } from "../core/instant.ts";
import { secondsOf } from "../core/knobs.ts";
import type { Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { type Population, period, population } from "../core/population.ts";
import { call } from "../records/call.ts";
import type { CostOptions } from "./service-cost.ts";

export * from "./agents.ts";
export type { CostOptions } from "./service-cost.ts";

// A call is placed by the moment at which it was offered, so that all of these speak of the same calls. What is
// still waiting is neither answered nor abandoned, and stays among the offered
const calls = population(call);
const offered = calls.dated("offeredAt");
const answered = calls.where("known(answeredAt)").dated("offeredAt");
const handled = calls.where("known(answeredAt)").dated("answeredAt");

const icmi = {
  text: "ICMI QueueTips, Service Level Calculations (1 August 2002), 1,000 answered and 60 abandoned",
} as const;
const amazonConnect = {
  text: "Amazon Connect administrator guide, metrics definitions",
  url: "https://docs.aws.amazon.com/connect/latest/adminguide/metrics-definitions.html",
} as const;

/** What an abandoned call does to the service level; there is no standard, so that it has to be said. */
export type Abandons = keyof typeof levels;

// What ICMI's data, 860 of 1,000 in time and 20 of 60 abandoned within it, come to by each
const levels = {
  counted: {
    formula: "answeredWithin / offered",
    en: "counted as misses",
    fr: "comptés",
    gives: "0.8113207547169811320754716981132075",
  },
  ignoredWithin: {
    formula: "answeredWithin / (offered - abandonedWithin)",
    en: "within it left out",
    fr: "dans ce délai exclus",
    gives: "0.8269230769230769230769230769230769",
  },
  creditedWithin: {
    formula: "(answeredWithin + abandonedWithin) / offered",
    en: "within it counted as served",
    fr: "dans ce délai crédités",
    gives: "0.8301886792452830188679245283018868",
  },
  ignored: { formula: "answeredWithin / answered", en: "left out", fr: "exclus", gives: "0.86" },
} as const;

/** The service level of each way to treat abandoned calls, with its formula and inputs. */
export interface ServiceLevels {
  readonly counted: Metric<typeof levels.counted.formula, "answeredWithin" | "offered", "call">;
  readonly ignoredWithin: Metric<
    typeof levels.ignoredWithin.formula,
    "answeredWithin" | "offered" | "abandonedWithin",
    "call"
  >;
  readonly creditedWithin: Metric<
    typeof levels.creditedWithin.formula,
    "answeredWithin" | "offered" | "abandonedWithin",
    "call"
  >;
  readonly ignored: Metric<typeof levels.ignored.formula, "answeredWithin" | "answered", "call">;
}

/** The settings of a service level. */
export interface ServiceLevelOptions<A extends Abandons> {
  /** Answered after at most so many seconds is in time. */
  readonly within: Numeric;
  /**
   * - `counted`: an abandoned call was not answered in time (strict; ICMI's third, Cisco's "negative").
   * - `ignoredWithin`: those abandoned within the time are left out (ICMI's fourth, Cisco's "ignored").
   * - `creditedWithin`: those abandoned within the time count as served (ICMI's first; Amazon Connect).
   * - `ignored`: only answered calls are looked at (ICMI's second; hides abandonment).
   */
  readonly abandons: A;
  /** Calls abandoned after at most so many seconds are no calls: they are left out of both sides. */
  readonly shortAbandon?: Numeric;
}

/**
 * The share of calls answered within so many seconds. What abandoned calls do to it is a choice that changes the
 * number by points, and has no default. A call that still waits was not answered in time.
 *
 * @example
 * ```ts
 * import { serviceLevel } from "kpi-core/metrics/calls";
 *
 * const strict = serviceLevel({ within: 20, abandons: "counted" });
 * strict({ answeredWithin: 860, offered: 1060 })?.toFixed(4) // => "0.8113"
 * strict.title.fr // => "Niveau de service à 20 s, abandons comptés"
 * serviceLevel({ within: 20, abandons: "ignored" })({ answeredWithin: 860, answered: 1000 }) // => 0.86
 * ```
 */
export function serviceLevel<const A extends Abandons>(options: ServiceLevelOptions<A>): ServiceLevels[A] {
  const { abandons } = options;
  if (!Object.hasOwn(levels, abandons)) {
    const right = `write one of ${Object.keys(levels).join(", ")}`;
    throw new KpiError("bad-definition", `serviceLevel: abandons is ${shown(abandons)}; ${right}`);
  }
  const { formula, en, fr, gives } = levels[abandons];
  const within = secondsOf("serviceLevel: within", options.within);
  const own = withoutShort("serviceLevel", options.shortAbandon);
  const all = own.calls.dated("offeredAt");
  const answeredWithin: string = `known(answeredAt) and seconds(offeredAt, answeredAt) <= ${within}`;
  const abandonedWithin: string = `abandoned and not known(answeredAt) and seconds(offeredAt, endedAt) <= ${within}`;
  const measures = {
    answeredWithin: all.count(answeredWithin),
    offered: all.count(),
    answered: all.count("known(answeredAt)"),
    abandonedWithin: all.count(abandonedWithin),
  };
  const given = { answeredWithin: 860, offered: 1060, answered: 1000, abandonedWithin: 20 };
  const read = namesIn(parse(formula)) as (keyof typeof measures)[];
  const picked = <V>(of: Readonly<Record<keyof typeof measures, V>>) =>
    Object.fromEntries(read.map((name) => [name, of[name]]));
  const setting = abandons.charAt(0).toUpperCase() + abandons.slice(1);
  const level: Metric<string, string, "call"> = metric(
    `serviceLevel${within.replace(".", "_")}Abandons${setting}${own.id}`,
    {
      title: {
        en: `Service level in ${within} s, abandons ${en}${own.en}`,
        fr: `Niveau de service à ${within.replace(".", ",")} s, abandons ${fr}${own.fr}`,
      },
      about: `Share of the calls offered in the period that were answered within ${within} s, abandons ${en}.`,
      unit: "share",
      better: "higher",
      inputs: picked(measures),
      formula: formula as string,
      example: { given: picked(given), gives },
      source: icmi,
      aliases: ["SL", "TSF", "grade of service", "taux de service", "qualité de service", "QS"],
    },
  );
  return level as ServiceLevels[A];
}

/** The calls without those that were given up at once, and what says so. */
function withoutShort(subject: string, shortAbandon: Numeric | undefined) {
  if (shortAbandon === undefined) return { calls: calls as Population<typeof call>, id: "", en: "", fr: "" };
  const limit = secondsOf(`${subject}: shortAbandon`, shortAbandon);
  const isCall: string = `known(answeredAt) or not known(endedAt) or not abandoned or seconds(offeredAt, endedAt) > ${limit}`;
  return {
    calls: calls.where(isCall),
    id: `WithoutShort${limit.replace(".", "_")}`,
    en: `, without those given up within ${limit} s`,
    fr: `, sans les raccrochés avant ${limit.replace(".", ",")} s`,
  };
}

/** Of the calls offered in the period, the share that an agent answered, however late. */
export const answerRate = metric("answerRate", {
  title: { en: "Answer rate", fr: "Taux de décroché" },
  about: "Share of the calls offered in the period that an agent answered, however late.",
  unit: "share",
  better: "higher",
  inputs: { answered: offered.count("known(answeredAt)"), offered: offered.count() },
  formula: "answered / offered",
  example: { given: { answered: 1000, offered: 1060 }, gives: "0.9433962264150943396226415094339623" },
  source: icmi,
  aliases: ["calls handled", "taux de prise d'appel", "qualité de service sans délai"],
});

/**
 * Of the calls offered in the period, the share whose caller hung up before an agent answered. With `shortAbandon`,
 * those that hung up within so many seconds are no calls.
 *
 * @example
 * ```ts
 * import { abandonmentRate } from "kpi-core/metrics/calls";
 *
 * abandonmentRate({ shortAbandon: 5 }).title.fr // => "Taux d'abandon, sans les raccrochés avant 5 s"
 * ```
 */
export function abandonmentRate({
  shortAbandon,
}: {
  shortAbandon?: Numeric;
} = {}): Metric<"abandoned / offered", "abandoned" | "offered", "call"> {
  const own = withoutShort("abandonmentRate", shortAbandon);
  const all = own.calls.dated("offeredAt");
  return metric(`abandonmentRate${own.id}`, {
    title: { en: `Abandonment rate${own.en}`, fr: `Taux d'abandon${own.fr}` },
    about: "Share of the calls offered in the period whose caller hung up before an agent answered.",
    unit: "share",
    better: "lower",
    inputs: { abandoned: all.count("abandoned and not known(answeredAt)"), offered: all.count() },
    formula: "abandoned / offered",
    example: { given: { abandoned: 60, offered: 1060 }, gives: "0.05660377358490566037735849056603774" },
    source: amazonConnect,
    aliases: ["abandon rate", "taux de raccroché"],
  });
}

/** The mean wait of the calls that were answered; it looks better as people give up. */
export const averageSpeedOfAnswer = metric("averageSpeedOfAnswer", {
  title: { en: "Average speed of answer", fr: "Délai moyen de décroché" },
  about:
    "Mean wait of the calls offered in the period and answered; those given up are not in it, and flatter it.",
  unit: "seconds",
  better: "lower",
  inputs: { waited: answered.sum("seconds(offeredAt, answeredAt)"), answered: answered.count() },
  formula: "waited / answered",
  example: { given: { waited: 4200, answered: 200 }, gives: "21" },
  source: amazonConnect,
  aliases: ["ASA", "average queue answer time", "temps de réponse moyen"],
});

/** The mean working time of an agent on a call: talk, hold and after-call work. */
export const averageHandleTime = metric("averageHandleTime", {
  title: { en: "Average handle time", fr: "Durée moyenne de traitement" },
  about:
    "Mean working time of agents (talk, hold, after-call work) on the calls offered in the period and answered.",
  unit: "seconds",
  better: "target",
  inputs: { handleSeconds: answered.sum("handleSeconds"), handled: answered.count("known(handleSeconds)") },
  formula: "handleSeconds / handled",
  // 100 calls of 300 s and 10 of 900 s; the mean of the two means would be 600 s
  example: { given: { handleSeconds: 39_000, handled: 110 }, gives: "354.5454545454545454545454545454545" },
  source: { text: "Genesys Cloud, average handle time", url: "https://help.mypurecloud.com" },
  aliases: ["AHT", "AMT", "DMT"],
});

/** How many agents the calls of the period would keep busy, were nobody to wait: contacts times handle time. */
export const offeredLoad = metric("offeredLoad", {
  title: { en: "Offered load, erlangs", fr: "Charge offerte, en erlangs" },
  about:
    "Calls offered in the period times the mean handle time of the answered, over the length of the period: agents at work on average, were all answered.",
  unit: "number",
  better: "neither",
  inputs: {
    offered: offered.count(),
    handleSeconds: answered.sum("handleSeconds"),
    handled: answered.count("known(handleSeconds)"),
    period: period.seconds(),
  },
  formula: "offered * handleSeconds / handled / period",
  // 100 calls of 180 s in half an hour
  example: { given: { offered: 100, handleSeconds: 18_000, handled: 100, period: 1800 }, gives: "10" },
  source: { text: "CRAN ErlangC 0.1.0 and pyworkforce: contacts times handle time over the interval" },
  aliases: ["traffic intensity", "workload", "erlangs", "trafic offert"],
});

/**
 * What an answered call cost: the money is a measure of another kind of record. A month whose costs are not posted yet
 * looks cheap.
 *
 * @example
 * ```ts
 * import { population } from "kpi-core";
 * import { costPerCall } from "kpi-core/metrics/calls";
 * import { shift } from "kpi-core/records";
 *
 * const wages = population(shift).dated("startedAt").sum("cost");
 * costPerCall({ cost: wages })({ cost: "9000", calls: 2000 }) // => 4.5
 * ```
 */
export function costPerCall<Kinds extends string>({
  cost,
}: CostOptions<Kinds>): Metric<"cost / calls", "cost" | "calls", "call" | Kinds> {
  return metric("costPerCall", {
    title: { en: "Cost per call", fr: "Coût par appel" },
    about: `Cost of the period over the calls answered in it: ${cost.key}.`,
    unit: "money",
    better: "lower",
    inputs: {
      cost: cost as Measure<"call" | Kinds>,
      calls: handled.count() as Measure<"call" | Kinds>,
    },
    formula: "cost / calls",
    example: { given: { cost: 9000, calls: 2000 }, gives: "4.5" },
    source: { text: "HDI, cost per ticket (2021): total operating cost over tickets handled" },
    aliases: ["cost per contact", "CPC", "coût par contact"],
  });
}
