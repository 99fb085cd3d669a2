/** A field name in its words, in lower case: `unitPriceCents`, `unit_price_cents` and `UnitPriceCents` alike. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

export const casings = ['camelCase', 'snake_case', 'kebab-case', 'PascalCase', 'UPPER_CASE'] as const;
export type Casing = (typeof casings)[number];

/** How a name is put together; undefined where one word fits every way, or where it is no plain name. */
export function casingOf(name: string): Casing | undefined {
  if (/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(name)) return 'snake_case';
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name)) return 'kebab-case';
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(name)) return 'UPPER_CASE';
  if (/^[a-z][a-z0-9]*[A-Z][A-Za-z0-9]*$/.test(name)) return 'camelCase';
  if (/^[A-Z][A-Z0-9]*[a-z][A-Za-z0-9]*$/.test(name)) return 'PascalCase';
  return undefined;
}

/**
 * A name without case and separators: what `orderPlaced`, `order.placed` and `order-placed` share. Numbers stay apart from each
 * other, since `v1.2` is not `v12`, and letters of every script count.
 */
export const spellingOf = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '.')
    .replace(/(?<!\p{N})\.|\.(?!\p{N})/gu, '');

/** Words as one name, put together as another name is. */
export const joinWords = (words: readonly string[], like: string): string => joinWordsAs(words, casingOf(like) ?? 'camelCase');

/** Words as one name. */
export function joinWordsAs(words: readonly string[], casing: Casing): string {
  const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
  switch (casing) {
    case 'snake_case':
      return words.join('_');
    case 'kebab-case':
      return words.join('-');
    case 'UPPER_CASE':
      return words.join('_').toUpperCase();
    case 'PascalCase':
      return words.map(capital).join('');
    case 'camelCase':
      return words.map((word, index) => (index === 0 ? word : capital(word))).join('');
  }
}

/** Whether a description says no more than the name does. */
export function repeatsName(description: string, name: string): boolean {
  const said = wordsOf(description).filter((word) => !fillers.has(word));
  const known = new Set(wordsOf(name));
  return said.every((word) => known.has(word));
}

const fillers = new Set(['the', 'a', 'an', 'of', 'this', 'field', 'value', 'for', 'is']);

/** Names that say nothing by themselves. `id`, `type` and `name` are not among them: their owner says enough. */
export const genericNames: readonly string[] = [
  'value',
  'data',
  'info',
  'information',
  'status',
  'state',
  'date',
  'time',
  'number',
  'count',
  'amount',
  'code',
  'flag',
  'kind',
  'details',
  'content',
  'payload',
  'item',
  'object',
  'thing',
  'text',
  'result',
  'key',
  'level',
  'misc',
  'other',
  'extra',
  'field',
  'param',
  'parameter',
  'attribute',
  'property',
  'meta',
  'metadata',
  'temp',
  'tmp',
];

/** What is measured rather than counted. */
export const quantityNames: ReadonlySet<string> = new Set(
  'duration size amount weight height width length depth distance timeout interval delay latency temperature speed velocity volume capacity price cost fee balance pressure voltage power energy frequency area mass humidity elapsed lifetime ttl radius altitude elevation'.split(
    ' ',
  ),
);

/** Words that name a unit, in field names and in descriptions. */
export const unitWords: ReadonlySet<string> = new Set(
  (
    'ms millis milliseconds millisecond us micros microseconds ns nanos nanoseconds s sec secs second seconds min mins minute minutes h hour hours day days week weeks month months year years ' +
    'b byte bytes kb kib mb mib gb gib tb tib kilobytes megabytes gigabytes bit bits kbit mbit bps ' +
    'mm cm m km meter meters metre metres millimeters centimeters millimetres centimetres kilometers kilometres inch inches in ft foot feet yard yards mile miles px pixel pixels ' +
    'mg g gram grams kg kilogram kilograms kilos t tonne tonnes ton tons lb lbs pound pounds oz ounce ounces ' +
    'ml l liter liters litre litres gallon gallons c f k celsius fahrenheit kelvin degrees deg degree ' +
    'cent cents eur usd gbp jpy chf cny inr aud cad sek nok dkk pln euro euros dollar dollars pence penny yen franc francs minor micros currency ' +
    'percent percentage pct ratio ppm bps hz khz mhz ghz v volt volts mv a amp amps ma w watt watts kw kwh wh j joule joules pa kpa bar hpa psi mps kmh mph rpm lux lumen db ' +
    'piece pieces item items unit units count characters chars rows records elements entries lines'
  ).split(' '),
);

/** Names of what is paid. */
export const moneyNames: ReadonlySet<string> = new Set(
  'price cost fee balance salary wage refund tax vat subtotal revenue surcharge deposit payout tip fare rent turnover'.split(' '),
);

/** ISO 4217 codes that are met most, as they stand in units: `EUR`, `EUR-cent`. */
export const isCurrencyUnit = (unit: string): boolean =>
  /^(EUR|USD|GBP|JPY|CHF|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|SGD|HKD|KRW|TRY|ILS|RUB|UAH)\b/.test(unit);
