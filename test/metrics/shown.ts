import type { AnyMetric } from "kpi-core";
import { catalogue } from "kpi-core/catalogue";
import { pages as listed } from "../../src/catalogue/pages.ts";

type Listing = typeof listed;
type First<Entry> = Entry extends readonly [infer First extends AnyMetric, ...unknown[]] ? First : Entry;
type Shown = {
  readonly [Page in keyof Listing]: {
    readonly [Name in keyof Listing[Page]["metrics"]]: First<Listing[Page]["metrics"][Name]>;
  };
};

/** Every metric there is, by page and name; those with variants by the first. */
export const pages = Object.fromEntries(
  Object.keys(listed).map((page) => [
    page,
    Object.fromEntries(
      catalogue.filter((entry) => entry.page === page).map(({ name, metric }) => [name, metric]),
    ),
  ]),
) as Shown;
