/**
 * A `Date` whose local fields are its UTC fields, so that date-fns does civil arithmetic on it and the
 * host's zone has no say. Only the fields that the grains' functions touch are redirected.
 */
export class CivilDate extends Date {
  override getFullYear(): number {
    return this.getUTCFullYear();
  }
  override getMonth(): number {
    return this.getUTCMonth();
  }
  override getDate(): number {
    return this.getUTCDate();
  }
  override getDay(): number {
    return this.getUTCDay();
  }
  override setFullYear(...fields: Parameters<Date["setFullYear"]>): number {
    return this.setUTCFullYear(...fields);
  }
  override setMonth(...fields: Parameters<Date["setMonth"]>): number {
    return this.setUTCMonth(...fields);
  }
  override setDate(day: number): number {
    return this.setUTCDate(day);
  }
  override setHours(...fields: Parameters<Date["setHours"]>): number {
    return this.setUTCHours(...fields);
  }
}
