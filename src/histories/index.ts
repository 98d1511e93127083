export type { LogLedger, RecordOf } from "./log.ts";
export { type Spell, type SpellOptions, type Spells, spells } from "./spells.ts";
