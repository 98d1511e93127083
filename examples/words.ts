/** What the reviews say beside the outputs of the library, in both languages. */
import type { Locale } from "kpi-core";

const english = {
  permits: {
    title: "OPERATIONS REVIEW: PERMITS",
    read: (path: string, events: string, cases: string) => `${path}: ${events} events of ${cases} cases`,
    byMonth: "1. Month by month",
    byGroup: (name: string) => `2. By ${name}, complete months`,
    notes: [
      "Cycle time is of the cases finished in the period, without those that are open; time to finish is of the " +
        "cases started in it, where open ones count as at least so long. Where they differ, old cases are waiting.",
      "A deadline is read as the end of its day: work that ends that evening is on time. What is open and overdue " +
        "is late.",
    ],
    planned: (rate: string, due: string) =>
      `Against the planned end in place of the deadline: ${rate} of ${due} cases due were on time.`,
    rejected: (cases: string) => `Rejected cases: ${cases}.`,
  },
  desk: {
    title: "OPERATIONS REVIEW: SERVICE DESK",
    notes: [
      "Two service levels of the same calls: the second looks only at answered ones, and hides those who gave up.",
      "Resolution time is of the tickets settled in the period; time to resolve is of those opened in it, where " +
        "open ones count as at least so long. Cycle time begins at the first reply.",
      "Working time is Monday to Friday, 9:00 to 18:00, without public holidays.",
    ],
  },
  explained: "Explained: what is not at its target",
  nothing: "Nothing to explain: no target was missed.",
};

const french: typeof english = {
  permits: {
    title: "REVUE D'ACTIVITÉ : PERMIS",
    read: (path, events, cases) => `${path} : ${events} événements de ${cases} dossiers`,
    byMonth: "1. Mois par mois",
    byGroup: (name) =>
      `2. Par ${name === "channel" ? "canal (channel)" : "service (department)"}, mois complets`,
    notes: [
      "Le temps de cycle porte sur les dossiers terminés dans la période, sans ceux qui sont ouverts ; le délai " +
        "d'achèvement porte sur les dossiers commencés, où les ouverts comptent comme au moins aussi longs. Là où " +
        "ils s'écartent, de vieux dossiers attendent.",
      "Une échéance vaut jusqu'à la fin de son jour : ce qui finit le soir même est à l'heure. Ce qui est ouvert et " +
        "échu est en retard.",
    ],
    planned: (rate, due) =>
      `Par rapport à la fin prévue au lieu de l'échéance : ${rate} de ${due} dossiers échus étaient à l'heure.`,
    rejected: (cases) => `Dossiers rejetés : ${cases}.`,
  },
  desk: {
    title: "REVUE D'ACTIVITÉ : CENTRE DE SERVICES",
    notes: [
      "Deux niveaux de service des mêmes appels : le second ne regarde que les appels décrochés, et cache ceux qui " +
        "ont renoncé.",
      "Le délai de résolution porte sur les tickets résolus dans la période ; le délai avant résolution porte sur " +
        "ceux qui y sont ouverts, où les non résolus comptent comme au moins aussi longs. Le temps de cycle " +
        "commence à la première réponse.",
      "Le temps ouvré va du lundi au vendredi, de 9 h à 18 h, sans les jours fériés.",
    ],
  },
  explained: "Explications : ce qui n'est pas à l'objectif",
  nothing: "Rien à expliquer : aucun objectif n'est manqué.",
};

export const locales: Readonly<Record<Locale, typeof english>> = { en: english, fr: french };
