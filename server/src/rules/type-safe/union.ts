import type { BaseType, Field } from '../../model/field.ts';
import { either } from '../../schema/explain/words.ts';
import { defineRule } from '../rule.ts';
import { wordsOf } from '../words.ts';

export const union = defineRule({
  id: 'type-safe/union',
  property: 'type-safe',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A field may have one of several types, and nothing in the event tells which.',
  *check({ field, siblings }) {
    const types = baseTypes(field);
    if (types.length < 2 || isTold(field, siblings)) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` may be ${either(types.map((type) => words[type]))}, and nothing in the event tells which. ${advice(types)}`,
      why: 'In typed languages, in Avro and in tables a field has one type: every consumer has to look before it reads, and some will not.',
    };
  },
});

const words: Readonly<Record<BaseType, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'a number',
  number: 'a number',
  string: 'a text',
  array: 'a list',
  object: 'an object',
};

function advice(types: readonly BaseType[]): string {
  if (types.includes('array') && types.length === 2) return 'Let it always be a list, of one item where there is one.';
  if (types.every((type) => type === 'string' || type === 'number' || type === 'boolean')) return 'Choose one; as text it holds them all.';
  return 'Choose one, or give each a field of its own.';
}

/** The types of a field without null, and with integer as the number it is. */
const baseTypes = ({ types }: Field): readonly BaseType[] => [
  ...new Set(types.filter((type) => type !== 'null').map((type) => (type === 'integer' ? 'number' : type))),
];

/** Whether another field beside it says of which type it is: `customDataContentType` of `customData`, `valueType` of `value`. */
function isTold({ name, path }: Field, siblings: readonly Field[]): boolean {
  const parent = path.slice(0, path.lastIndexOf('/') + 1);
  const own = wordsOf(name).join(' ');
  return siblings.some((sibling) => {
    if (!sibling.path.startsWith(parent) || sibling.path.slice(parent.length).includes('/') || sibling.path === path) return false;
    const words = wordsOf(sibling.name);
    return discriminators.has(words.at(-1) ?? '') && words.join(' ').startsWith(`${own} `);
  });
}

const discriminators: ReadonlySet<string> = new Set(['type', 'kind', 'format', 'encoding', 'schema']);
