import { defineRule } from '../rule.ts';
import { repeatsName } from '../words.ts';

export const missingDescription = defineRule({
  id: 'ambiguous-names/missing-description',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'info',
  since: '0.1.0',
  summary: 'A field has no description, or one that only repeats its name.',
  *check({ definition, field, node }) {
    if (definition.format !== 'eventwright' || field.name === '[]' || node.kind !== 'object') return;
    // What a reference leads to is described there.
    if (node.properties.some(({ key }) => key.value === '$ref')) return;
    const { description, name } = field;
    if (description !== undefined && description.trim() !== '' && !repeatsName(description, name)) return;
    yield {
      at: { place: field.place, key: true },
      message: description
        ? `The description of \`${name}\` only repeats its name. Say what the name leaves open.`
        : `\`${name}\` has no description. Say what it means, in a sentence.`,
      why: 'The definition is where consumers look first, and often the only place.',
    };
  },
});
