/**
 * Every metric as data: found by its id, by other names in English and French, by domain, unit and direction; and the
 * schemas of a definition and of a saved report as JSON.
 *
 * @module
 */
export { savedReportSchema } from "./saved-report-schema.ts";
export { definitionSchema } from "./schema.ts";
export { catalogue, type Entry, type PageName, type SearchOptions, search, sharedNames } from "./search.ts";
