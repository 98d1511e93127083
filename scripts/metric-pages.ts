/** The pages of docs/metrics, printed from the definitions; nothing in them is written twice. */
import { readFileSync } from "node:fs";
import type { AnyMetric, Measure } from "kpi-core";
import { pages } from "../src/catalogue/pages.ts";
import { catalogue, type Entry, type PageName, sharedNames } from "../src/catalogue/search.ts";
import { folds, type Merge } from "../src/engine/folds.ts";
import { measureInWords } from "../src/outputs/measure-words.ts";

const better: Readonly<Record<AnyMetric["better"], string>> = {
  higher: "higher is better",
  lower: "lower is better",
  target: "best at its target; too much is bad, and so is too little",
  neither: "neither more nor less is better as such",
};

/** Every page by its name in docs/metrics. */
export function metricPages(): ReadonlyMap<string, string> {
  const names = Object.keys(pages) as PageName[];
  return new Map([
    ["README.md", index(names)],
    ...names.map((name): [string, string] => [`${name}.md`, page(name)]),
  ]);
}

function index(names: readonly PageName[]): string {
  const lines = names.flatMap((name) => [
    `## [${pages[name].title.en}](${name}.md) · ${pages[name].title.fr}`,
    "",
    "| metric | français | also called |",
    "| --- | --- | --- |",
    ...entriesOf(name).map(
      ({ metric: { id, title, aliases = [] } }) =>
        `| [${title.en}](${name}.md#${id.toLowerCase()}) | ${title.fr} | ${aliases.join(", ")} |`,
    ),
    "",
  ]);
  return ["# Metrics", "", PRINTED, "", ...lines, ...meanings()].join("\n");
}

/** Names that mean several things, lest one of them be taken for another. */
function meanings(): string[] {
  const several = [...sharedNames()].map(([name, found]) => {
    const meant = found.map(
      ({ page, metric }) => `[${metric.title.en}](${page}.md#${metric.id.toLowerCase()})`,
    );
    return `| ${name} | ${meant.join(", ")} |`;
  });
  return [
    "## Which is meant?",
    "",
    "Names that several metrics go by. Whoever asks for one of them has to say which.",
    "",
    "| name | metrics |",
    "| --- | --- |",
    ...several,
    "",
  ];
}

const PRINTED =
  "Printed from the definitions by `npm run docs`; metrics with a setting are shown at one of them.";

function page(name: PageName): string {
  const metrics = entriesOf(name).flatMap((entry) => [...section(entry), ""]);
  return [`# ${pages[name].title.en}`, "", `\`kpi-core/metrics/${name}\`. ${PRINTED}`, "", ...metrics].join(
    "\n",
  );
}

function entriesOf(page: PageName): Entry[] {
  return catalogue.filter((entry) => entry.page === page);
}

function section({ page, name, metric, variants }: Entry): string[] {
  const { id, title, about, formula, unit, aliases = [], matures, source } = metric;
  const inputs = Object.entries(metric.inputs);
  const place = source.url === undefined ? source.text : `[${source.text}](${source.url})`;
  return [
    `## ${id}`,
    "",
    `**${title.en}** · ${title.fr}`,
    "",
    about,
    "",
    `\`${formula}\``,
    "",
    ...inputs.map(
      ([input, measure]) => `- \`${input}\`: ${measureInWords(measure, "en")}. ${merging(measure)}`,
    ),
    "",
    `Unit: ${unit}; ${better[metric.better]}.`,
    ...(matures === undefined
      ? []
      : ["", `Final ${matures} after the end of the period; until then there is no value.`]),
    ...(variants.length === 0
      ? []
      : [
          "",
          "In other forms:",
          "",
          ...variants.map(({ title, about, formula }) => `- **${title.en}**: ${about} \`${formula}\``),
        ]),
    ...(aliases.length === 0 ? [] : ["", `Also called: ${aliases.join(", ")}.`]),
    "",
    ...example(page, name, metric),
    "",
    `Source: ${place}${source.recalled ? " (recalled, not read again: unverified)" : ""}.`,
  ];
}

/** How a measure rolls up, by what its fold declares. */
function merging({ fold }: Measure): string {
  const { overTime, overGroups } = folds[fold];
  const said = (what: string, merge: Merge) => {
    if (typeof merge === "object") return `does not add up over ${what}: ${merge.refused}`;
    return {
      add: `adds up over ${what}`,
      first: `over ${what} that of the first`,
      last: `over ${what} that of the last`,
      equal: `the same for all ${what}`,
    }[merge];
  };
  const [time, groups] = [said("periods", overTime), said("groups", overGroups)];
  if (overTime === "add" && overGroups === "add") return "Adds up over periods and groups.";
  return `${time.charAt(0).toUpperCase()}${time.slice(1)}; ${groups}.`;
}

/** How each page is listed, as text. */
const listings = new Map(
  Object.keys(pages).map((page) => [
    page,
    readFileSync(new URL(`../src/catalogue/${page}.ts`, import.meta.url), "utf8"),
  ]),
);

/** How an entry is written in the listing of its page; of several the first. */
function written(page: string, entry: string): string {
  const [, from = ""] = (listings.get(page) ?? "").split(
    new RegExp(`^ {2}${entry}: (?:\\[\\s*)?\\w+\\.`, "m"),
  );
  let depth = 0;
  const end = Array.from(from).findIndex((letter) => {
    depth += Number("({[".includes(letter)) - Number(")}]".includes(letter));
    return depth < 0 || (depth === 0 && letter === ",");
  });
  return from.slice(0, end).replace(/\s+/g, " ");
}

/** The constants of a listing that some code needs, and what code and constants import. */
function needs(page: string, code: string): { readonly constants: string[]; readonly imports: string[][] } {
  const text = listings.get(page) ?? "";
  const has = (all: string, name: string) => new RegExp(`\\b${name}\\b`).test(all);
  const declared = [...text.matchAll(/^const (\w+|\[.+?\]) = [\s\S]*?;$/gm)];
  const constants: string[] = [];
  for (const [all, names = ""] of declared.toReversed()) {
    const wanted = [code, ...constants].join(" ");
    if (names.match(/\w+/g)?.some((name) => has(wanted, name))) constants.unshift(all);
  }
  const imports = [...text.matchAll(/^import \{ (.+) \} from "\.\.\/(core|records)\//gm)].flatMap(
    ([, names = "", from]) =>
      names.split(", ").map((name) => [name, from === "core" ? "kpi-core" : "kpi-core/records"]),
  );
  const all = [code, ...constants].join(" ");
  return { constants, imports: imports.filter(([name = ""]) => has(all, name)) };
}

/** The worked example as code that runs. */
function example(page: string, entry: string, { example: { given, gives } }: AnyMetric): string[] {
  const code = written(page, entry);
  const { constants, imports: extra } = needs(page, code);
  const imports = [...extra, [entry, `kpi-core/metrics/${page}`]];
  const args = Object.entries(given).map(([name, value]) => `${name}: ${literal(value)}`);
  return [
    "```ts",
    ...imports.map(([name, from]) => `import { ${name} } from "${from}";`),
    "",
    ...constants,
    `${code}({ ${args.join(", ")} })?.toString(); // => ${JSON.stringify(gives)}`,
    "```",
  ];
}

function literal(value: unknown): string {
  return typeof value === "number" ? String(value) : JSON.stringify(String(value));
}
