import type { EventDefinition } from '../../model/event-definition.ts';
import type { Fix } from '../../model/finding.ts';
import { insertProperty } from '../../refactor/index.ts';
import { type Node, property } from '../../syntax/node.ts';
import { domainOf } from '../domains.ts';
import { fixIn } from '../fixes.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { joinWords, quantityNames, unitWords, wordsOf } from '../words.ts';

export const quantityWithoutUnit = defineRule({
  id: 'ambiguous-names/quantity-without-unit',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'info',
  since: '0.1.0',
  summary: 'A number is named after a quantity, and nothing tells its unit.',
  options: {
    names: {
      type: 'array',
      items: { type: 'string' },
      default: [...quantityNames],
      description: 'What is measured: the last words of names, in lower case.',
    },
  },
  *check({ definition, field, node, siblings }, context) {
    const { options } = context;
    const { name, types, unit, description = '' } = field;
    if (unit?.trim() || field.enum || field.hasConst || !(types.includes('number') || types.includes('integer'))) return;
    if (types.includes('string') || types.includes('object')) return;
    const words = wordsOf(name);
    if (!Array.isArray(options.names) || !options.names.includes(words.at(-1)) || words.some((word) => unitWords.has(word))) return;
    if (countsThings(words)) return;
    if (wordsOf(description).some((word) => unitWords.has(word) && word.length > 1) || /[%€$£¥°]/.test(description)) return;
    const parent = field.path.slice(0, field.path.lastIndexOf('/') + 1);
    const told = siblings.some(({ path }) => {
      if (!path.startsWith(parent) || path.slice(parent.length).includes('/')) return false;
      const last = wordsOf(path.slice(parent.length)).at(-1);
      return last === 'unit' || last === 'units' || last === 'currency' || last === 'uom';
    });
    if (told) return;
    const unitWord = usualUnits.get(words.at(-1) ?? '');
    const example = unitWord === undefined ? '' : `, as in \`${joinWords([...words, unitWord], name)}\``;
    yield {
      at: { place: field.place, key: true },
      message: `\`${name}\` is a number without a unit. Add \`x-unit\`, or put the unit into the name${example}.`,
      why: 'A number in seconds and one in milliseconds look alike until something breaks.',
      fixes: fixesFor(definition, name, node, context),
    };
  },
});

/** The unit is told where all fields of that name in the same domain that have one have the same. Otherwise only a person knows it. */
function fixesFor({ tree, type }: EventDefinition, name: string, node: Node, { snapshot, config }: RuleContext): readonly Fix[] {
  const units = new Map<string, string>();
  for (const { event, field } of snapshot.fields(name)) {
    const isNear = type !== undefined && event.type !== undefined && domainOf(event.type, config) === domainOf(type, config);
    if (isNear && field.unit?.trim()) units.set(field.unit, event.type ?? '');
  }
  const [only, ...others] = units;
  if (!only || others.length > 0 || node.kind !== 'object' || property(node, 'x-unit') || property(node, 'unit')) return [];
  const [unit, event] = only;
  return [fixIn(tree, `Insert \`x-unit: ${unit}\`, as in ${event}`, 'unsafe', () => insertProperty(tree, node, 'x-unit', unit, { after: 'type' }))];
}

/** `batchSize`, `queueLength`: things are counted there, and a count needs no unit. */
const countsThings = (words: readonly string[]): boolean =>
  words.length > 1 && ['size', 'length', 'depth', 'capacity'].includes(words.at(-1) ?? '') && counted.has(words.at(-2) ?? '');

const counted = new Set('batch queue page list array pool team group sample stack tree window chunk set party'.split(' '));

/** A unit that is often meant, as a word behind the name. */
const usualUnits: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ms: 'duration timeout interval delay latency elapsed lifetime ttl',
    cents: 'amount price cost fee balance',
    grams: 'weight mass',
    bytes: 'size capacity volume',
    mm: 'height width length depth',
    meters: 'distance radius altitude elevation',
    celsius: 'temperature',
    percent: 'humidity',
    kmh: 'speed velocity',
    hpa: 'pressure',
    volts: 'voltage',
    watts: 'power',
    kwh: 'energy',
    hz: 'frequency',
  }).flatMap(([unit, names]) => names.split(' ').map((name) => [name, unit] as const)),
);
