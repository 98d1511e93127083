import type { Assessment, Untargeted } from "../benchmarks/assess.ts";
import type { AnyMetric } from "../core/definition.ts";
import { type Locale, localeOf, type Unit } from "../core/units.ts";
import type { Reason } from "../engine/cell.ts";
import type { Fate } from "../engine/fate.ts";

/** A word beside a number: of one, and of several. */
export type Forms = readonly [one: string, several: string];

/** Everything that outputs say, in one language. A word that one of them lacks does not compile. */
export interface Words {
  readonly locale: Locale;
  readonly period: string;
  readonly target: string;
  readonly targets: string;
  /** The label of all periods, and of all groups. */
  readonly all: string;
  /** The same within a sentence. */
  readonly allPeriods: string;
  readonly allGroups: string;
  /** The label of a group that is null. */
  readonly none: string;
  readonly flags: Readonly<Record<"true" | "false", string>>;
  readonly statuses: Readonly<Record<Assessment["status"], string>>;
  /** Why no target judges. */
  readonly untargeted: Readonly<Record<Untargeted, string>>;
  /** `detail` is the message of the cell, or the day on which its value is final. */
  readonly reasons: Readonly<Record<Reason, (detail: string) => string>>;
  /** Which numbers take the first form of a word. */
  readonly isOne: (count: number) => boolean;
  readonly fates: Readonly<Record<Fate, Forms>>;
  /** What stands in the header of numbers that are printed bare; null where each of them shows its unit. */
  readonly bare: Readonly<Record<Unit, string | null>>;
  readonly units: Readonly<Record<Unit, string>>;
  readonly better: Readonly<Record<AnyMetric["better"], string>>;
  /** The short name of a day, and what it means. */
  readonly day: string;
  readonly dayHas24Hours: string;
  readonly stillRuns: (asOf: string) => string;
  readonly cutByRange: string;
  readonly seeBelow: string;
  readonly nothing: string;
  readonly heading: (from: string, to: string, asOf: string | null, zone: string) => string;
  readonly atLeast: (low: string) => string;
  readonly atMost: (high: string) => string;
  readonly between: (low: string, high: string) => string;
  readonly atRisk: (side: "atLeast" | "atMost" | "between", edge: string) => string;
  readonly from: (day: string) => string;
  readonly until: (day: string) => string;
  readonly toLookAt: (period: string) => string;
  readonly nothingToLookAt: (period: string) => string;
  readonly more: (count: string) => string;
  readonly sum: {
    readonly read: Forms;
    readonly used: Forms;
    readonly leftOut: Forms;
    readonly rejected: Forms;
    readonly accepted: Forms;
  };
  readonly ledgers: {
    readonly rows: string;
    readonly measures: string;
    readonly row: (number: string, field: string) => string;
  };
  readonly explain: {
    /** Before the number of records that a value is from. */
    readonly from: string;
    readonly records: Forms;
    readonly unknown: string;
    readonly leftOut: string;
    readonly nothingLeftOut: string;
    readonly source: string;
    readonly unverified: string;
  };
  readonly definition: {
    readonly unit: string;
    readonly matures: (after: string) => string;
    readonly personal: string;
    readonly tolerance: (text: string) => string;
    readonly aliases: string;
  };
  /** Between a term and what is said of it. */
  readonly colon: string;
  readonly semicolon: string;
}

/** A word with one form. */
function both(word: string): Forms {
  return [word, word];
}

/** The words of a language. Throws a `KpiError` for one that is not spoken. */
export function wordsOf(locale: Locale | undefined): Words {
  return localeOf(locale) === "fr" ? french : english;
}

const english: Words = {
  locale: "en",
  period: "Period",
  target: "target",
  targets: "Targets",
  all: "all",
  allPeriods: "all periods",
  allGroups: "all groups",
  none: "(none)",
  flags: { true: "yes", false: "no" },
  statuses: {
    met: "met",
    "at-risk": "at risk",
    missed: "missed",
    "in-progress": "in progress",
    "no-data": "no data",
    "no-target": "no target",
  },
  untargeted: {
    "changes-within-period": "no verdict: the target changes within the period",
    "other-currency": "no verdict: the target is in another currency",
    "longer-period": "no verdict: it depends on the length of time, and the target is for one period",
    "other-groups": "no verdict: it grows with the groups, and the target is for each of them",
  },
  reasons: {
    "no-records": () => "no value: no records to measure",
    "zero-denominator": () => "no value: there is nothing to divide by",
    "not-yet": () => "no value: the period has not begun",
    immature: (day) => `no value yet: it still moves, and is final on ${day}`,
    "not-mergeable": (message) => `no value: the parts do not add up (${message})`,
    "mixed-currency": (codes) => `no value: amounts in several currencies (${codes}); convert them first`,
    "not-reached": () => "no value yet: too few have ended to say",
    "unknown-input": () => "no value: a part of the formula is unknown",
  },
  isOne: (count) => count === 1,
  fates: {
    counted: both("counted"),
    "unknown-end": both("ended at an unknown time"),
    "ends-before-start": both("ending before the start"),
    "after-as-of": both("after the date of the report"),
    "outside-range": both("outside the range"),
    undated: both("without a date"),
    "condition-false": both("not meeting the condition"),
    "condition-unknown": both("with an unknown condition"),
    "value-missing": both("without a value"),
  },
  bare: { share: null, ratio: "ratio", count: "count", number: "number", seconds: null, money: null },
  units: {
    share: "share, in percent",
    ratio: "ratio",
    count: "count",
    number: "number",
    seconds: "duration",
    money: "amount of money",
  },
  better: {
    higher: "more is better",
    lower: "less is better",
    target: "best at its target: too much is bad, and so is too little",
    neither: "neither more nor less is better as such",
  },
  day: "d",
  dayHas24Hours: "1 d = 24 h, nights and weekends included",
  stillRuns: (asOf) => `not complete: still running at the date of the report, ${asOf}`,
  cutByRange: "not complete: cut by the range of the report",
  seeBelow: "see below",
  nothing: "No rows in any period: there is nothing to show.",
  heading: (from, to, asOf, zone) => `${from} to ${to}${asOf === null ? "" : `, as of ${asOf}`} (${zone})`,
  atLeast: (low) => `at least ${low}`,
  atMost: (high) => `at most ${high}`,
  between: (low, high) => `from ${low} to ${high}`,
  atRisk: (side, edge) => `at risk ${{ atLeast: "down to ", atMost: "up to ", between: "" }[side]}${edge}`,
  from: (day) => `from ${day}`,
  until: (day) => `until ${day}, not included`,
  toLookAt: (period) => `To look at in ${period}`,
  nothingToLookAt: (period) => `Nothing is missed or at risk in ${period}.`,
  more: (count) => `and ${count} more`,
  sum: {
    read: ["row read", "rows read"],
    used: both("used"),
    leftOut: both("left out"),
    rejected: both("rejected"),
    accepted: ["row accepted", "rows accepted"],
  },
  ledgers: {
    rows: "What became of the rows",
    measures: "What each measure made of the rows that were accepted",
    row: (number, field) => `row ${number} (counted from 0), ${field}`,
  },
  explain: {
    from: "from",
    records: ["record", "records"],
    unknown: "unknown",
    leftOut: "Left out over the whole report, all periods and groups together",
    nothingLeftOut: "Nothing was left out, over the whole report.",
    source: "Source",
    unverified: "recalled, not read again: unverified",
  },
  definition: {
    unit: "Unit",
    matures: (after) => `Final ${after} after the end of the period; until then there is no value.`,
    personal: "It is about one person.",
    tolerance: (text) => `Rounded: within ${text} of the true value.`,
    aliases: "Also called",
  },
  colon: ": ",
  semicolon: "; ",
};

/** The narrow space that does not break, before the signs that French sets apart. */
const n = "\u202f";

const french: Words = {
  locale: "fr",
  period: "Période",
  target: "objectif",
  targets: "Objectifs",
  all: "ensemble",
  allPeriods: "toutes périodes",
  allGroups: "tous groupes",
  none: "(aucun)",
  flags: { true: "oui", false: "non" },
  statuses: {
    met: "atteint",
    "at-risk": "à surveiller",
    missed: "manqué",
    "in-progress": "en cours",
    "no-data": "pas de données",
    "no-target": "sans objectif",
  },
  untargeted: {
    "changes-within-period": `pas de verdict${n}: l'objectif change pendant la période`,
    "other-currency": `pas de verdict${n}: l'objectif est dans une autre devise`,
    "longer-period": `pas de verdict${n}: la valeur dépend de la durée, l'objectif vaut pour une période`,
    "other-groups": `pas de verdict${n}: la valeur croît avec les groupes, l'objectif vaut pour chacun`,
  },
  reasons: {
    "no-records": () => `pas de valeur${n}: aucun enregistrement à mesurer`,
    "zero-denominator": () => `pas de valeur${n}: rien par quoi diviser`,
    "not-yet": () => `pas de valeur${n}: la période n'a pas commencé`,
    immature: (day) => `pas encore de valeur${n}: elle bouge encore, définitive le ${day}`,
    "not-mergeable": (message) => `pas de valeur${n}: les parties ne s'additionnent pas (${message})`,
    "mixed-currency": (codes) =>
      `pas de valeur${n}: montants en plusieurs devises (${codes})${n}; à convertir d'abord`,
    "not-reached": () => `pas encore de valeur${n}: trop peu sont terminés pour le dire`,
    "unknown-input": () => `pas de valeur${n}: une partie de la formule est inconnue`,
  },
  isOne: (count) => count < 2,
  fates: {
    counted: ["comptée", "comptées"],
    "unknown-end": ["terminée à une date inconnue", "terminées à une date inconnue"],
    "ends-before-start": ["finissant avant son début", "finissant avant leur début"],
    "after-as-of": both("après la date du rapport"),
    "outside-range": both("hors période"),
    undated: both("sans date"),
    "condition-false": both("hors condition"),
    "condition-unknown": both("à condition inconnue"),
    "value-missing": both("sans valeur"),
  },
  bare: { share: null, ratio: "rapport", count: "nombre", number: "nombre", seconds: null, money: null },
  units: {
    share: "part, en pour cent",
    ratio: "rapport",
    count: "nombre entier",
    number: "nombre",
    seconds: "durée",
    money: "montant",
  },
  better: {
    higher: "plus c'est haut, mieux c'est",
    lower: "plus c'est bas, mieux c'est",
    target: `le mieux est à l'objectif${n}: trop est mauvais, trop peu aussi`,
    neither: "ni plus ni moins n'est mieux en soi",
  },
  day: "j",
  dayHas24Hours: "1 j = 24 h, nuits et week-ends compris",
  stillRuns: (asOf) => `incomplète${n}: encore en cours à la date du rapport, ${asOf}`,
  cutByRange: `incomplète${n}: coupée par les bornes du rapport`,
  seeBelow: "voir ci-dessous",
  nothing: `Aucune ligne dans aucune période${n}: il n'y a rien à montrer.`,
  heading: (from, to, asOf, zone) =>
    `Du ${from} au ${to}${asOf === null ? "" : `, état au ${asOf}`} (${zone})`,
  atLeast: (low) => `au moins ${low}`,
  atMost: (high) => `au plus ${high}`,
  between: (low, high) => `de ${low} à ${high}`,
  atRisk: (side, edge) => `à surveiller ${side === "between" ? "" : "jusqu'à "}${edge}`,
  from: (day) => `à partir du ${day}`,
  until: (day) => `jusqu'au ${day} non compris`,
  toLookAt: (period) => `À regarder pour ${period}`,
  nothingToLookAt: (period) => `Rien de manqué ni à surveiller pour ${period}.`,
  more: (count) => `et ${count} de plus`,
  sum: {
    read: ["ligne lue", "lignes lues"],
    used: ["utilisée", "utilisées"],
    leftOut: ["exclue", "exclues"],
    rejected: ["rejetée", "rejetées"],
    accepted: ["ligne acceptée", "lignes acceptées"],
  },
  ledgers: {
    rows: "Ce que sont devenues les lignes",
    measures: "Ce que chaque mesure a fait des lignes acceptées",
    row: (number, field) => `ligne ${number} (comptée à partir de 0), ${field}`,
  },
  explain: {
    from: "sur",
    records: ["enregistrement", "enregistrements"],
    unknown: "inconnu",
    leftOut: "Exclues sur l'ensemble du rapport, toutes périodes et tous groupes confondus",
    nothingLeftOut: "Rien n'a été exclu, sur l'ensemble du rapport.",
    source: "Source",
    unverified: `citée de mémoire, non relue${n}: à vérifier`,
  },
  definition: {
    unit: "Unité",
    matures: (after) => `Définitive ${after} après la fin de la période${n}; avant, il n'y a pas de valeur.`,
    personal: "Elle porte sur une personne.",
    tolerance: (text) => `Arrondie${n}: à ${text} près de la valeur vraie.`,
    aliases: "Autres noms",
  },
  colon: `${n}: `,
  semicolon: `${n}; `,
};
