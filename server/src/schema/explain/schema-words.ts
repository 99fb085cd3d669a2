import { get, type Node, textsOf } from '../../syntax/node.ts';
import { either, name, shorten, spell, typesWord, typeWord } from './words.ts';

/** The values that a schema lists by `const`, by `enum`, or by branches that do no more than that. */
export function listedBy(schema: Node | undefined): readonly Node[] {
  const constant = get(schema, 'const');
  if (constant) return [constant];
  const listed = get(schema, 'enum');
  if (listed?.kind === 'array') return listed.items;
  const branches = get(schema, 'anyOf') ?? get(schema, 'oneOf');
  const values = branches?.kind === 'array' ? branches.items.map(listedBy) : [];
  return values.every((list) => list.length > 0) ? values.flat() : [];
}

/** What a value is that fits a schema, behind a noun: `that is "x"`, `whose "kind" is "main"`; nothing where that takes more words. */
export function relativeClause(schema: Node | undefined, many = false): string | undefined {
  if (schema?.kind !== 'object') return undefined;
  const [is, has, matches] = many ? ['are', 'have', 'match'] : ['is', 'has', 'matches'];
  const values = listedBy(schema);
  if (values.length > 0 && values.length <= 4) return `that ${is} ${either(values.map(spell))}`;
  const pattern = get(schema, 'pattern');
  if (pattern?.kind === 'string') return `that ${matches} \`${shorten(pattern.value, 60)}\``;
  const whose = fixedProperties(schema);
  if (whose.length > 0) return `whose ${whose.join(' and ')}`;
  const required = textsOf(get(schema, 'required')).map(({ value }) => name(value));
  if (required.length > 0 && required.length <= 4) return `that ${has} ${allOf(required)}`;
  const types = textsOf(get(schema, 'type')).map(({ value }) => (many ? typesWord(value) : typeWord(value)));
  return types.length > 0 ? `that ${is} ${either(types)}` : undefined;
}

/** When an `if` holds, in a few words, or when it does not; nothing where that takes more. */
export function conditionOf(condition: Node, holds: boolean): string | undefined {
  const clauses = fixedProperties(condition);
  const [only] = clauses;
  if (only === undefined) {
    const required = textsOf(get(condition, 'required')).map(({ value }) => name(value));
    if (required.length === 0 || required.length > 3 || (condition.kind === 'object' && condition.properties.length > 1)) return undefined;
    return `${allOf(required)} ${required.length === 1 ? 'is' : 'are'} ${holds ? 'there' : 'not there'}`;
  }
  if (holds) return clauses.join(' and ');
  return clauses.length === 1 ? only.replace(' is ', ' is not ') : undefined;
}

/** The properties of which a schema allows only a few values: `"kind" is "card"`. */
function fixedProperties(schema: Node): readonly string[] {
  const properties = get(schema, 'properties');
  if (properties?.kind !== 'object' || properties.properties.length > 3) return [];
  const clauses = properties.properties.map(({ key, value }) => {
    const values = listedBy(value);
    return values.length > 0 && values.length <= 3 ? `${name(key.value)} is ${either(values.map(spell))}` : undefined;
  });
  return clauses.every((clause) => clause !== undefined) ? clauses : [];
}

export const allOf = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
