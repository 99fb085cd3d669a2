import { defineRule } from '../rule.ts';
import { quantityNames, unitWords, wordsOf } from '../words.ts';

export const quantityWithoutUnit = defineRule({
  id: 'ambiguous-names/quantity-without-unit',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'info',
  since: '0.1.0',
  summary: 'A number is named after a quantity, and nothing tells its unit.',
  *check({ field, siblings }) {
    const { name, types, unit, description = '' } = field;
    if (unit?.trim() || field.enum || field.hasConst || !(types.includes('number') || types.includes('integer'))) return;
    if (types.includes('string') || types.includes('object')) return;
    const words = wordsOf(name);
    if (!quantityNames.has(words.at(-1) ?? '') || words.some((word) => unitWords.has(word)) || countsThings(words)) return;
    if (wordsOf(description).some((word) => unitWords.has(word) && word.length > 1) || /[%€$£¥°]/.test(description)) return;
    const parent = field.path.slice(0, field.path.lastIndexOf('/') + 1);
    const told = siblings.some(({ path }) => {
      if (!path.startsWith(parent) || path.slice(parent.length).includes('/')) return false;
      const last = wordsOf(path.slice(parent.length)).at(-1);
      return last === 'unit' || last === 'units' || last === 'currency' || last === 'uom';
    });
    if (told) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${name}\` is a number without a unit. Add \`x-unit\`, or put the unit into the name, as in \`${name}${exampleUnit(words.at(-1) ?? '')}\`.`,
      why: 'A number in seconds and one in milliseconds look alike until something breaks.',
    };
  },
});

/** `batchSize`, `queueLength`: things are counted there, and a count needs no unit. */
const countsThings = (words: readonly string[]): boolean =>
  words.length > 1 && ['size', 'length', 'depth', 'capacity'].includes(words.at(-1) ?? '') && counted.has(words.at(-2) ?? '');

const counted = new Set('batch queue page list array pool team group sample stack tree window chunk set party'.split(' '));

function exampleUnit(word: string): string {
  if (['duration', 'timeout', 'interval', 'delay', 'latency', 'elapsed', 'lifetime', 'ttl'].includes(word)) return 'Ms';
  if (['amount', 'price', 'cost', 'fee', 'balance'].includes(word)) return 'Cents';
  if (['weight', 'mass'].includes(word)) return 'Grams';
  if (['size', 'capacity', 'volume'].includes(word)) return 'Bytes';
  return ['height', 'width', 'length', 'depth', 'distance', 'radius', 'altitude', 'elevation'].includes(word) ? 'Mm' : 'Units';
}
