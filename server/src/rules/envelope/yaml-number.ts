import { quoteFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { misreadByYaml, presentAttributes } from './attributes.ts';

export const yamlNumber = defineRule({
  id: 'envelope/yaml-number',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'YAML reads an attribute as a number or as true or false, though text is meant.',
  *check(subject, context) {
    const { tree } = subject.sample;
    for (const present of presentAttributes(subject, context)) {
      const { name, value } = present;
      if (!misreadByYaml(subject, present)) continue;
      const span = tree.span(value);
      const written = tree.source.text.slice(span.start, span.end);
      yield {
        at: value,
        message: `YAML reads \`${name}: ${written}\` as ${value.kind === 'number' ? 'a number' : 'true or false'}, but \`${name}\` is text. Put it in quotes: "${written}".`,
        why: 'On the wire the quotes decide: a receiver that expects text turns a number away, and 1.10 becomes 1.1.',
        fixes: [quoteFix(tree, 'safe', value)],
      };
    }
  },
});
