import { fileURLToPath } from "node:url";
import ts from "typescript";

/** What an editor shows where the cursor, `▮`, stands in a program. */
export interface Shown {
  /** The names that it offers, sorted. */
  readonly offers: readonly string[];
  /** What it says that the thing is. */
  readonly hover: string;
  /** What it says below: the doc comment. */
  readonly doc: string;
}

const folder = fileURLToPath(new URL(".", import.meta.url));
const typed = `${folder}typed.ts`; // what is being typed; it is in no folder

const config = ts.readConfigFile(`${folder}tsconfig.json`, ts.sys.readFile).config;
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);

/** An editor in which a program is typed: the TypeScript language service, as VS Code and others run it. */
export function openEditor() {
  let text = "";
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, noUnusedLocals: false }),
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [typed],
    getScriptVersion: (file) => (file === typed ? String(version) : ""),
    getScriptSnapshot: (file) => ts.ScriptSnapshot.fromString(read(file) ?? ""),
    fileExists: (file) => file === typed || ts.sys.fileExists(file),
    readFile: read,
    directoryExists: ts.sys.directoryExists,
  });

  function read(file: string): string | undefined {
    return file === typed ? text : ts.sys.readFile(file);
  }

  function type(program: string): void {
    text = program;
    version++;
  }

  return {
    /** What it shows at the cursor of a program. */
    at(program: string): Shown {
      const cursor = program.indexOf("▮");
      type(program.replace("▮", ""));
      const { entries = [] } = service.getCompletionsAtPosition(typed, cursor, {}) ?? {};
      const info = service.getQuickInfoAtPosition(typed, cursor);
      return {
        offers: entries.map(({ name }) => name).sort(),
        hover: ts.displayPartsToString(info?.displayParts),
        doc: ts.displayPartsToString(info?.documentation),
      };
    },

    /** What it underlines in a program, with its messages. */
    underlines(program: string): { readonly what: string; readonly message: string }[] {
      type(program);
      const found = [...service.getSyntacticDiagnostics(typed), ...service.getSemanticDiagnostics(typed)];
      return found.map(({ start = 0, length = 0, messageText }) => ({
        what: text.slice(start, start + length),
        message: ts.flattenDiagnosticMessageText(messageText, "\n"),
      }));
    },
  };
}
