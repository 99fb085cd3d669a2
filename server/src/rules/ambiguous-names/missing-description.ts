import type { Fix } from '../../model/finding.ts';
import { insertProperty, replaceValue } from '../../refactor/index.ts';
import { property } from '../../syntax/node.ts';
import { fixIn, replaceFix } from '../fixes.ts';
import { defineRule, type FieldSubject, type RuleContext } from '../rule.ts';
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
  *check(subject, context) {
    const { definition, field, node } = subject;
    if ((definition.format !== 'eventwright' && context.options.everywhere !== true) || field.name === '[]' || node.kind !== 'object') return;
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
        ...takeOver(subject, context),
        written
          ? replaceFix(definition.tree, 'unsafe', written.value, stub, 'Begin a description')
          : fixIn(definition.tree, 'Begin a description', 'unsafe', () => insertProperty(definition.tree, node, 'description', stub)),
      ],
    };
  },
});

/** The meaning that the dictionary has for the name: nothing changes for any event by it. */
function takeOver({ definition, field, node }: FieldSubject, { snapshot }: RuleContext): readonly Fix[] {
  const meaning = snapshot.dictionary()?.entryFor(field)?.meaning;
  if (meaning === undefined || node.kind !== 'object' || repeatsName(meaning, field.name)) return [];
  const { tree } = definition;
  const own = property(node, 'description')?.value;
  const edits = () => {
    if (own) return replaceValue(tree, own, meaning);
    return node.properties.length > 0 ? insertProperty(tree, node, 'description', meaning) : replaceValue(tree, node, { description: meaning });
  };
  return [fixIn(tree, 'Take over the meaning from the dictionary', 'safe', edits)];
}
