/** What a number counts, it seems, and the moment that it then is. */
export interface Epoch {
  readonly unit: string;
  /** As RFC 3339 writes it, to the second. */
  readonly time: string;
}

/** Reads digits as time that passed since 1970; undefined for what is no moment between 2001 and 2286. */
export function epochOf(written: string): Epoch | undefined {
  const digits = /^([1-9]\d*)(?:\.\d+)?$/.exec(written)?.[1];
  const unit = digits === undefined ? undefined : units.get(digits.length);
  return unit === undefined || digits === undefined ? undefined : { unit, time: rfc3339(Number(digits.slice(0, 10))) };
}

/** By the number of digits. */
const units: ReadonlyMap<number, string> = new Map([
  [10, 'seconds'],
  [13, 'milliseconds'],
  [16, 'microseconds'],
  [19, 'nanoseconds'],
]);

/** Seconds since 1970 as a date and time. The year is taken to begin in March, so that a leap day is its last. */
export function rfc3339(seconds: number): string {
  const days = Math.floor(seconds / 86_400) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const second = ((seconds % 86_400) + 86_400) % 86_400;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(Math.floor(second / 3_600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}Z`;
}
