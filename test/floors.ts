import { dirname, join, normalize } from "node:path/posix";
import ts from "typescript";

/** Paths below `src`, with their text. */
export type Sources = Readonly<Record<string, string>>;

const floors: Readonly<Record<string, number>> = {
  core: 0,
  records: 1, periods: 1, models: 1,
  metrics: 2, histories: 2, engine: 2,
  catalogue: 3, benchmarks: 3, sql: 3, sources: 3,
  outputs: 4,
}; // biome-ignore format: a table
const MOST_LINES = 320;
const homes: Readonly<Record<string, RegExp>> = {
  "decimal.js": /^core\/decimal\.ts$/,
  zod: /^(records|sources)\//,
  "date-fns": /^periods\//,
};
const banned: readonly (readonly [RegExp, string])[] = [
  [/(?<!")\bany\b(?!")/, "the any type"],
  [/\bas unknown as\b/, "as unknown as"],
  [/\bnew Function\b|\beval\(/, "code from text"],
  [/\bDate\.now\(|\bnew Date\(\)/, "the clock"],
  [/\bgetTimezoneOffset\b|\.get(Hours|Minutes|Seconds|Date|Day|Month|FullYear)\(/, "the host's zone"],
  [/\.toLocale\w*\(/, "the host's locale"],
];

/** What breaks the rules of the house, a line each. */
export function violations(sources: Sources): string[] {
  const files = Object.keys(sources);
  return [...files.flatMap((path) => violationsIn(path, sources[path] ?? "")), ...circles(sources)];
}

function violationsIn(path: string, source: string): string[] {
  const code = withoutComments(source);
  const found = importsOf(source).flatMap((wanted) => importProblem(path, wanted, code) ?? []);
  for (const [pattern, what] of banned) if (pattern.test(code)) found.push(`uses ${what}`);
  if (/@ts-(ignore|nocheck|expect-error)/.test(source)) found.push("switches the compiler off");
  if (/\b(utils|helpers|common|misc)\b/.test(path)) found.push("has a name that says nothing");
  if (source.split("\n").length > MOST_LINES) found.push(`is longer than ${MOST_LINES} lines`);
  return found.map((problem) => `${path} ${problem}`);
}

function importProblem(path: string, wanted: string, code: string): string | null {
  if (!wanted.startsWith(".")) {
    const [name = ""] = wanted.split("/");
    if (!homes[name]?.test(path)) return `imports ${name} outside its home`;
    return name === "zod" && !/import \* as z from/.test(code) ? "imports zod other than as * as z" : null;
  }
  const target = resolved(path, wanted);
  if (!target.endsWith(".ts")) return `imports ${wanted} without .ts`;
  if (target.endsWith("index.ts")) return `imports the face ${target}`;
  const [from, to] = [folderOf(path), folderOf(target)];
  if (from === "" || from === to || (floors[to] ?? 9) < (floors[from] ?? -1)) return null;
  return `imports ${target}, which is not below it`;
}

/** Import circles, type imports included. */
function circles(sources: Sources): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  function visit(path: string, trail: readonly string[]): void {
    if (trail.includes(path)) found.push(`circle ${[...trail.slice(trail.indexOf(path)), path].join(" → ")}`);
    if (done.has(path)) return;
    done.add(path);
    for (const wanted of importsOf(sources[path] ?? "").filter((name) => name.startsWith("."))) {
      visit(resolved(path, wanted), [...trail, path]);
    }
  }
  for (const path of Object.keys(sources)) visit(path, []);
  return found;
}

function importsOf(source: string): string[] {
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
}

function resolved(path: string, wanted: string): string {
  return normalize(join(dirname(path), wanted));
}

function folderOf(path: string): string {
  return path.includes("/") ? (path.split("/")[0] ?? "") : "";
}

/** The code alone: comments and the insides of texts are blank. */
function withoutComments(source: string): string {
  const file = ts.createSourceFile("x.ts", source, ts.ScriptTarget.ES2022, true);
  const kept: string[] = [];
  function visit(node: ts.Node): void {
    if (ts.isJSDoc(node)) return;
    const quoted =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (quoted || ts.isRegularExpressionLiteral(node)) kept.push('""');
    else if (node.getChildCount(file) === 0) kept.push(node.getText(file));
    else node.getChildren(file).forEach(visit);
  }
  visit(file);
  return kept.join(" ").replace(/ ?([.()]) ?/g, "$1");
}
