import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Decimal } from "kpi-core";
import ts from "typescript";
import { describe, expect, it, vi } from "vitest";
import { type Example, examplesIn, runExample } from "./docs-runner.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const within = (folder: string, ending: string) =>
  readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending) && !path.startsWith("api/"))
    .map((path) => `${folder}/${path}`);
const pages = ["README.md", "CONTRIBUTING.md", ...within("docs", ".md"), ...within("src", ".ts")];
const examples = pages.flatMap((path) => examplesIn(path, readFileSync(root + path, "utf8")));

async function load(name: string): Promise<unknown> {
  if (!name.startsWith("kpi-core")) return import(name);
  const path = name.replace(/^kpi-core\/?/, "");
  const file = path === "" ? "index.ts" : path.startsWith("metrics/") ? `${path}.ts` : `${path}/index.ts`;
  return import(`${root}src/${file}`);
}

/** Decimals are compared as the numbers and texts that an example can write, however deep they are. */
function plain(found: unknown, expected: unknown): unknown {
  if (Decimal.isDecimal(found))
    return typeof expected === "number" ? Number(found.toString()) : found.toString();
  if (typeof found !== "object" || found === null || typeof expected !== "object" || expected === null)
    return found;
  const wanted = expected as Readonly<Record<string, unknown>>;
  if (Array.isArray(found)) return found.map((value, i) => plain(value, wanted[i]));
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, plain(value, wanted[name])]));
}

async function run({ code, place, prints }: Example): Promise<void> {
  const printed: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((text) => void printed.push(String(text)));
  try {
    await runExample(
      code,
      load,
      (found, expected, line) => expect(plain(found, expected), `${place}, line ${line}`).toEqual(expected),
      (go, message, line) => expect(go, `${place}, line ${line}`).toThrow(message),
    );
  } finally {
    log.mockRestore();
  }
  if (prints !== null) expect(`${printed.join("\n")}\n`, place).toBe(prints);
}

/** What the compiler says to the examples, all in one program. */
function complaints(all: readonly Example[]): string[] {
  const configPath = `${root}test/tsconfig.json`;
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(configPath, ts.sys.readFile).config,
    ts.sys,
    `${root}test`,
  );
  const files = new Map(all.map(({ code }, i) => [`${root}test/example-${i}.ts`, `${code}\nexport {};\n`]));
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false });
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...more) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, version, ...more)
      : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const place = all[[...files.keys()].indexOf(file?.fileName ?? "")]?.place ?? file?.fileName;
    return `${place}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

describe("examples in README, docs and doc comments", () => {
  it.each(examples.map((example) => [example.place, example] as const))(
    "%s runs and shows what it says",
    (_, example) => run(example),
  );
  it("compile", () => expect(complaints(examples)).toEqual([]), 60_000);
});

describe("the runner", () => {
  const page = (code: string) => examplesIn("planted.md", `\`\`\`ts\n${code}\n\`\`\`\n`)[0] as Example;
  it("fails for a wrong value", () => expect(run(page("1 + 1 // => 3"))).rejects.toThrow("line 1"));
  it("fails for a wrong value after a statement of several lines", () =>
    expect(run(page("[\n  1,\n] // => [2]"))).rejects.toThrow("line 3"));
  it("fails for what it does not print", () =>
    expect(
      run(examplesIn("planted.md", '```ts\nconsole.log("a");\n```\n\n```text\nb\n```\n')[0] as Example),
    ).rejects.toThrow("planted.md"));
  it("fails where nothing is thrown", () => expect(run(page("1 + 1 // throws no"))).rejects.toThrow());
  it("fails where something else is thrown", () =>
    expect(run(page('JSON.parse("{") // throws a good reason'))).rejects.toThrow());
  it(
    "fails for a type error",
    () => expect(complaints([page('const a: number = "1";')])).toHaveLength(1),
    60_000,
  );
});
