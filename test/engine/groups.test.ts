import fc from "fast-check";
import { expect, it } from "vitest";
import { groupColumn, keyColumnOf } from "../../src/engine/groups.ts";

it.each([
  ["fewer pairs of keys than rows", 1, 1],
  ["few pairs of keys, of which each could be a group", 5, 7],
  ["many pairs, of which those are groups that some row has", 70, 90],
])("of %s rows have their own, and these occur", (_, first, second) => {
  const row = fc.tuple(fc.nat(first), fc.nat(second), fc.constantFrom("x", true, null));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 300 }), (rows) => {
      // Keys that no row has are among the codes too
      const all = [
        ...rows,
        ...Array.from({ length: second + 1 }, (_, i) => [i % (first + 1), i, "x"] as const),
      ];
      const keys = [0, 1, 2].map((place) => {
        const { codes, values } = keyColumnOf(all.map((own) => own[place] ?? null));
        return { values, codes: codes.subarray(0, rows.length) };
      });
      const { codes, groups, occurring } = groupColumn(keys, rows.length);
      expect(Array.from(codes, (code) => groups[code])).toEqual(rows);
      const texts = (some: readonly unknown[]) => some.map((group) => JSON.stringify(group)).sort();
      expect(texts(occurring)).toEqual([...new Set(texts(rows))]);
    }),
  );
});
