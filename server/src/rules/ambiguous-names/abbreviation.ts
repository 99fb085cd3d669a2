import { defineRule } from '../rule.ts';
import { repeatsName, wordsOf } from '../words.ts';
import { shortForms } from './short-forms.ts';

export const abbreviation = defineRule({
  id: 'ambiguous-names/abbreviation',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'hint',
  since: '0.1.0',
  summary: 'A name ends in a short form that has more than one reading.',
  options: {
    shortForms: {
      type: 'array',
      items: { type: 'string' },
      default: [...shortForms.keys()],
      description: 'The short forms that nobody can be sure of, in lower case.',
    },
  },
  *check({ field }, { options }) {
    const { name, description = '' } = field;
    // A format, a list of values or a sentence says which reading is meant.
    if (field.format !== undefined || field.enum || field.hasConst || (description.length >= 15 && !repeatsName(description, name))) return;
    const short = wordsOf(name).at(-1) ?? '';
    if (!Array.isArray(options.shortForms) || !options.shortForms.includes(short)) return;
    const known = shortForms.get(short);
    yield {
      at: { place: field.place, key: true },
      message: known
        ? `\`${short}\` can be read as ${known}. Write out which one is meant.`
        : `\`${short}\` is a short form with more than one reading. Write it out.`,
      why: 'A few letters saved by the one who writes are a guess for everybody who reads.',
    };
  },
});
