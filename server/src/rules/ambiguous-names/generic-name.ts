import { defineRule } from '../rule.ts';
import { genericNames, repeatsName, wordsOf } from '../words.ts';

export const genericName = defineRule({
  id: 'ambiguous-names/generic-name',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'info',
  since: '0.1.0',
  summary: 'A field at the top of the data has a name that says nothing by itself, and no description that would.',
  options: {
    names: {
      type: 'array',
      items: { type: 'string' },
      default: genericNames,
      description: 'The names that say nothing by themselves, in lower case.',
    },
  },
  *check({ field, node }, { options }) {
    const { name, path, types, description = '' } = field;
    if (path.includes('/') || types.length === 0 || types.includes('object') || types.includes('array')) return;
    if (field.format !== undefined || field.enum || field.hasConst || node.kind !== 'object') return;
    const generic = Array.isArray(options.names) && options.names.includes(wordsOf(name).join(''));
    if (!generic || (description.length >= 15 && !repeatsName(description, name))) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${name}\` does not say what it holds. Name what it ${ownerless.has(name.toLowerCase()) ? 'holds' : `is the ${name.toLowerCase()} of`}, or describe it.`,
      why: 'Whoever reads the event later, without its sender at hand, has to guess.',
    };
  },
});

/** Of what nothing has. */
const ownerless: ReadonlySet<string> = new Set(['misc', 'other', 'extra', 'temp', 'tmp', 'thing', 'flag']);
