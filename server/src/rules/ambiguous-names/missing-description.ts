import { insertProperty } from '../../refactor/index.ts';
import { property } from '../../syntax/node.ts';
import { fixIn, replaceFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { repeatsName } from '../words.ts';

export const missingDescription = defineRule({
  id: 'ambiguous-names/missing-description',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'info',
  since: '0.1.0',
  summary: 'A field has no description, or one that only repeats its name.',
  options: {
    everywhere: {
      type: 'boolean',
      default: false,
      description: 'Looks at definitions in formats of others, too.',
    },
  },
  *check({ definition: { format, tree }, field, node }, { options }) {
    if ((format !== 'eventwright' && options.everywhere !== true) || node.kind !== 'object') return;
    // What a reference leads to is described there.
    if (property(node, '$ref')) return;
    const { description, name } = field;
    if (description !== undefined && description.trim() !== '' && !repeatsName(description, name)) return;
    const written = property(node, 'description');
    const stub = `TODO: say what ${name} means.`;
    yield {
      at: { place: field.place, key: true },
      message: description
        ? `The description of \`${name}\` only repeats its name. Say what the name leaves open.`
        : `\`${name}\` has no description. Say what it means, in a sentence.`,
      why: 'The definition is where consumers look first, and often the only place.',
      fixes: [
        written
          ? replaceFix(tree, 'unsafe', written.value, stub, 'Begin a description')
          : fixIn(tree, 'Begin a description', 'unsafe', () => insertProperty(tree, node, 'description', stub)),
      ],
    };
  },
});
