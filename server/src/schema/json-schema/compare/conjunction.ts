import { get, type Node, textOf, textsOf } from '../../../syntax/node.ts';
import { child } from '../../../syntax/pointer.ts';
import { isIntegral } from '../equality.ts';
import { distinct } from '../evaluate.ts';
import type { Subschema } from '../keyword.ts';

/**
 * Schemas that hold together: a value fits when it fits all of them and none of the excluded ones. This is what is known of the
 * values that a writer sends; with no schema at all it may send anything.
 */
export interface Conjunction {
  /** As they were found: what the interpreter judges by. */
  readonly schemas: readonly Subschema[];
  /** Those, and all that they always apply in place: references and `allOf` followed. */
  readonly atoms: readonly Subschema[];
  readonly excluded: readonly Subschema[];
  /** Nothing fits. */
  readonly impossible: boolean;
  /** The kinds of values that it was narrowed to. */
  readonly only?: ReadonlySet<Kind>;
  /** The disjunctions that a branch has been taken of already. */
  readonly taken: ReadonlySet<Node>;
}

/** JSON's types, taken apart so that no two share a value. */
export type Kind = 'null' | 'boolean' | 'integer' | 'fraction' | 'string' | 'array' | 'object';

export const kinds: readonly Kind[] = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'];

/** As many as a schema that people write does not have. */
const mostAtoms = 500;

export function conjunctionOf(schemas: readonly Subschema[], given: readonly Subschema[] = [], taken: ReadonlySet<Node> = new Set()): Conjunction {
  const atoms = new Map<Node, Subschema>();
  const excluded = [...given];
  let impossible = false;
  const add = (schema: Subschema): void => {
    if (schema.verdict === false) impossible = true;
    if (schema.node.kind !== 'object' || atoms.has(schema.node) || atoms.size >= mostAtoms) return;
    atoms.set(schema.node, schema);
    for (const name of references) {
      const target = textOf(keywordOf(schema, name));
      const found = target === undefined ? undefined : schema.follow(target);
      if (found) add(found);
    }
    for (const part of listOf(schema, 'allOf')) add(part);
    const not = childOf(schema, 'not');
    if (not) excluded.push(not);
  };
  for (const schema of schemas) add(schema);
  return { schemas, atoms: [...atoms.values()], excluded, impossible, taken };
}

/** The same with more known of it. */
export function narrowed(writer: Conjunction, more: readonly Subschema[], excluded: readonly Subschema[], taken?: Node): Conjunction {
  const all = conjunctionOf(
    [...writer.schemas, ...more],
    [...writer.excluded, ...excluded],
    taken ? new Set([...writer.taken, taken]) : writer.taken,
  );
  return writer.only ? { ...all, only: writer.only } : all;
}

export const references: readonly string[] = ['$ref', '$dynamicRef', '$recursiveRef'];

/** The value of a keyword that means something in the schema's draft. */
export function keywordOf({ node, resource }: Subschema, name: string): Node | undefined {
  if (node.kind !== 'object' || !Object.hasOwn(resource.keywords, name)) return undefined;
  if (name !== '$ref' && resource.draft.refAlone && textOf(get(node, '$ref')) !== undefined) return undefined;
  return get(node, name);
}

/** The schema that is the value of a keyword. */
export function childOf(schema: Subschema, name: string): Subschema | undefined {
  const value = keywordOf(schema, name);
  return value && value.kind !== 'array' ? schema.child(value, name) : undefined;
}

/** The schemas in the list that is the value of a keyword. */
export function listOf(schema: Subschema, name: string): readonly Subschema[] {
  const value = keywordOf(schema, name);
  return value?.kind === 'array' ? value.items.map((item, index) => schema.child(item, name, index)) : [];
}

/** The entries of the map that is the value of a keyword. */
export function entriesOf(schema: Subschema, name: string): readonly { readonly name: string; readonly value: Node; readonly schema: Subschema }[] {
  const value = keywordOf(schema, name);
  if (value?.kind !== 'object') return [];
  return distinct(value).map(({ key, value: held }) => ({ name: key.value, value: held, schema: schema.child(held, name, key.value) }));
}

/** Where a keyword of a schema stands. */
export const keywordPlace = ({ place }: Subschema, ...tokens: readonly (string | number)[]): Subschema['place'] => ({
  ...place,
  pointer: tokens.reduce<string>(child, place.pointer),
});

/** The kinds of values that may fit, as far as `type`, `enum` and `const` tell. */
export function kindsOf({ atoms, only }: Conjunction): ReadonlySet<Kind> {
  let found = new Set<Kind>(only ?? kinds);
  for (const atom of atoms) {
    const own = declaredKinds(atom);
    if (own) found = found.intersection(own);
  }
  return found;
}

/** The kinds that one schema's own keywords name; undefined where they leave it open. */
export function declaredKinds(schema: Subschema): ReadonlySet<Kind> | undefined {
  const names = textsOf(keywordOf(schema, 'type')).map(({ value }) => value);
  let found =
    names.length > 0 && names.every((name) => kindsByType.has(name)) ? new Set(names.flatMap((name) => kindsByType.get(name) ?? [])) : undefined;
  const values = valuesIn(schema);
  if (values) {
    const own = new Set(values.map(kindOf));
    found = found ? found.intersection(own) : own;
  }
  return found;
}

/** The few values that one schema's own keywords allow. */
export function valuesIn(schema: Subschema): readonly Node[] | undefined {
  const constant = keywordOf(schema, 'const');
  if (constant) return [constant];
  const values = keywordOf(schema, 'enum');
  return values?.kind === 'array' ? values.items : undefined;
}

export const kindOf = (node: Node): Kind => (node.kind === 'number' ? (isIntegral(node) ? 'integer' : 'fraction') : node.kind);

const kindsByType: ReadonlyMap<string, readonly Kind[]> = new Map([
  ['null', ['null']],
  ['boolean', ['boolean']],
  ['integer', ['integer']],
  ['number', ['integer', 'fraction']],
  ['string', ['string']],
  ['array', ['array']],
  ['object', ['object']],
]);

/** The names of types for kinds, as JSON Schema has them. */
export function typesOf(some: ReadonlySet<Kind>): readonly string[] {
  const whole = some.has('integer') && some.has('fraction');
  return kinds
    .filter((kind) => some.has(kind) && !(whole && kind === 'fraction'))
    .map((kind) => (kind === 'fraction' || (whole && kind === 'integer') ? 'number' : kind));
}

/**
 * The first disjunction that no branch has been taken of, case by case: whatever fits the whole fits one of the cases. Of a
 * `oneOf` each case knows that the other branches do not fit.
 */
export function casesOf(writer: Conjunction): readonly Conjunction[] | undefined {
  for (const atom of writer.atoms) {
    for (const name of ['oneOf', 'anyOf'] as const) {
      const value = keywordOf(atom, name);
      const branches = listOf(atom, name);
      if (!value || branches.length === 0 || writer.taken.has(value)) continue;
      return branches.map((branch) => narrowed(writer, [branch], name === 'oneOf' ? branches.filter((other) => other !== branch) : [], value));
    }
    const condition = keywordOf(atom, 'if');
    const when = childOf(atom, 'if');
    if (!condition || !when || writer.taken.has(condition)) continue;
    const [then, otherwise] = [childOf(atom, 'then'), childOf(atom, 'else')];
    return [narrowed(writer, [when, ...(then ? [then] : [])], [], condition), narrowed(writer, otherwise ? [otherwise] : [], [when], condition)];
  }
  return undefined;
}
