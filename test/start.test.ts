import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

// What a program loads before its first line runs. Times depend on the machine; what is reached does not.
const src = fileURLToPath(new URL("../src/", import.meta.url));
const faces = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) =>
  /^([a-z]+\/)?index\.ts$|^metrics\/[a-z-]+\.ts$/.test(path),
);

describe("at the start", () => {
  it.each(faces)("%s loads only what it needs", (face) => {
    const reached = reachedFrom(face);
    expect(reached.has("zod")).toBe(face === "records/index.ts");
    expect(reached.has("decimal.js")).toBe(face !== "periods/index.ts");
    // One function a path: its index is 250 files
    expect(reached).not.toContain("date-fns");
    if (face.startsWith("metrics/"))
      expect([...reached].join(" ")).not.toMatch(/engine\/|periods\/|catalogue\//);
    if (face !== "catalogue/index.ts") expect([...reached].join(" ")).not.toMatch(/catalogue\/(?!index)/);
  });

  it("the main entry loads no metrics and no records", () => {
    expect([...reachedFrom("index.ts")].join(" ")).not.toMatch(/(metrics|records|histories|outputs)\//);
  });
});

/** Files of src and names of packages that a file imports, itself or through others; types alone are not loaded. */
function reachedFrom(path: string, reached = new Set<string>()): Set<string> {
  reached.add(path);
  for (const wanted of loadedBy(readFileSync(src + path, "utf8"))) {
    const target = wanted.startsWith(".") ? join(dirname(path), wanted) : wanted;
    if (reached.has(target)) continue;
    if (wanted.startsWith(".")) reachedFrom(target, reached);
    else reached.add(target);
  }
  return reached;
}

function loadedBy(source: string): string[] {
  const { statements } = ts.createSourceFile("x.ts", source, ts.ScriptTarget.ES2022);
  return statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) && !statement.importClause?.isTypeOnly;
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    if (!(isImport || isExport) || statement.moduleSpecifier === undefined) return [];
    return ts.isStringLiteral(statement.moduleSpecifier) ? [statement.moduleSpecifier.text] : [];
  });
}
