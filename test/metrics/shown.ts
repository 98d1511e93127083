import type { AnyMetric } from "kpi-core";
import { pages as listed } from "../../src/catalogue/pages.ts";

type Listing = typeof listed;
type First<Entry> = Entry extends readonly [infer First extends AnyMetric, ...unknown[]] ? First : Entry;
type Shown = {
  readonly [Page in keyof Listing]: {
    readonly [Name in keyof Listing[Page]["metrics"]]: First<Listing[Page]["metrics"][Name]>;
  };
};

const first = (entry: AnyMetric | readonly AnyMetric[]) => ("id" in entry ? entry : entry[0]);

/** Every metric there is, by page and name; those with variants by the first. */
export const pages = Object.fromEntries(
  Object.entries(listed).map(([page, { metrics }]) => [
    page,
    Object.fromEntries(Object.entries(metrics).map(([name, entry]) => [name, first(entry)])),
  ]),
) as Shown;
