/**
 * Every metric as data: found by its id, by other names in English and French, by domain, unit and direction; and the
 * schema of a definition as JSON.
 *
 * @module
 */
export { definitionSchema } from "./schema.ts";
export { catalogue, type Entry, type PageName, type SearchOptions, search, sharedNames } from "./search.ts";
