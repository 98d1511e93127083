import fc from "fast-check";
import { expect, it } from "vitest";
import { groupColumn, keyColumnOf } from "../../src/engine/groups.ts";

it.each([
  ["few pairs of keys, which are all groups", 1, 1, 4000],
  ["some pairs of keys, of which the first are all groups", 5, 7, 200],
  ["many pairs, of which those are groups that some row has", 70, 90, 1],
])("of %s rows have their own, and these occur", (_, first, second, again) => {
  const row = fc.tuple(fc.nat(first), fc.nat(second), fc.constantFrom("x", true, null));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 100 }), (rows) => {
      // Keys that no row has are among the codes too
      const all = [
        ...rows,
        ...Array.from({ length: second + 1 }, (_, i) => [i % (first + 1), i, "x"] as const),
      ];
      const keys = [0, 1, 2].map((place) => {
        const { codes, values } = keyColumnOf(all.map((own) => own[place] ?? null));
        const many = new Int32Array(again * rows.length);
        for (let row = 0; row < many.length; row++) many[row] = codes[row % rows.length] as number;
        return { values, codes: many };
      });
      const { codes, groups, occurring } = groupColumn(keys, again * rows.length);
      expect(Array.from(codes.subarray(-rows.length), (code) => groups[code])).toEqual(rows);
      const texts = (some: readonly unknown[]) => some.map((group) => JSON.stringify(group)).sort();
      expect(texts(occurring)).toEqual([...new Set(texts(rows))]);
    }),
  );
});
