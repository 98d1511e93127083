import ts from "typescript";

/** A block of example code and where it stands. */
export interface Example {
  readonly place: string;
  readonly code: string;
  /** What it prints: the ```text block that follows; null where there is none. */
  readonly prints: string | null;
}

/** The ```ts blocks of a page of Markdown, or of the doc comments of a source. */
export function examplesIn(path: string, text: string): Example[] {
  const isSource = path.endsWith(".ts");
  const pattern = isSource
    ? /^ *\* ```ts\n([\s\S]*?)^ *\* ```$/gm
    : /^```ts\n([\s\S]*?)^```$(?:\n\n^```text\n([\s\S]*?)^```$)?/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    place: `${path}:${text.slice(0, match.index).split("\n").length}`,
    code: (match[1] ?? "").replace(isSource ? /^ *\* ?/gm : /^/, ""),
    prints: match[2] ?? null,
  }));
}

type Run = (load: (name: string) => Promise<unknown>, check: Check, throws: Throws) => Promise<void>;
type Check = (found: unknown, expected: unknown, line: number) => void;
type Throws = (go: () => unknown, message: string, line: number) => void;

/**
 * Runs an example: a statement whose last line ends in `// => value` must have that value, one that ends in
 * `// throws text` must throw an error whose message contains the text.
 */
export async function runExample(
  code: string,
  load: (name: string) => Promise<unknown>,
  check: Check,
  throws: Throws,
) {
  const body = ts.transpileModule(promised(code), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true },
  }).outputText;
  const run = new Function("load", "check", "throws", `return (async () => {${body}\n})()`) as Run;
  await run(load, check, throws);
}

/** The code with its promises written out as calls, and its imports as awaited ones. */
function promised(code: string): string {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  return file.statements.map((statement) => written(statement, file, code)).join("\n");
}

function written(statement: ts.Statement, file: ts.SourceFile, code: string): string {
  const text = statement.getText(file);
  if (ts.isImportDeclaration(statement)) return imported(statement, file);
  const line = file.getLineAndCharacterOfPosition(statement.getEnd()).line + 1;
  const rest = code.slice(statement.getEnd()).split("\n")[0] ?? "";
  const [, sign, wanted = ""] = /^;?\s*\/\/ (=>|throws) (.*)$/.exec(rest) ?? [];
  const expression = text.replace(/;$/, "");
  if (sign === "=>" && ts.isVariableStatement(statement)) {
    return `${text}\ncheck(${statement.declarationList.declarations[0]?.name.getText(file)}, ${wanted}, ${line});`;
  }
  if (sign === "=>") return `check((${expression}), ${wanted}, ${line});`;
  if (sign === "throws") return `throws(() => (${expression}), ${JSON.stringify(wanted)}, ${line});`;
  return text;
}

function imported(statement: ts.ImportDeclaration, file: ts.SourceFile): string {
  const from = statement.moduleSpecifier.getText(file);
  const bindings = statement.importClause?.namedBindings;
  if (bindings === undefined || statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    return "";
  if (ts.isNamespaceImport(bindings)) return `const ${bindings.name.text} = await load(${from});`;
  const names = bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly);
  const list = names.map(
    ({ name, propertyName }) => (propertyName ? `${propertyName.getText(file)}: ` : "") + name.text,
  );
  return `const { ${list.join(", ")} } = await load(${from});`;
}
