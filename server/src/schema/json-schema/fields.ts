import type { BaseType, Field } from '../../model/field.ts';
import { get, type Node, textOf, textsOf } from '../../syntax/node.ts';
import { escapeToken } from '../../syntax/pointer.ts';
import { digest } from '../../text/digest.ts';
import { keyOf } from './equality.ts';
import { distinct } from './evaluate.ts';
import type { Subschema } from './keyword.ts';
import { type Part, partsOf, stepsOf } from './parts.ts';
import { describedBy, requiredNames } from './schema-nodes.ts';

/** No event that people read has more, and a schema that multiplies itself must end. */
const mostFields = 5000;
const mostWork = 200_000;
const mostAlternatives = 50;

/** The fields that a schema gives to an object, in the order of the file; what refers to itself is followed once. */
export function fieldsOf(root: Subschema): readonly Field[] {
  const fields = new Map<string, Field>();
  const open = new Set<Node>();
  let work = 0;

  function walk(schemas: readonly Subschema[], path: string): void {
    const parts = schemas.flatMap((schema) => partsOf(schema)).filter(({ schema }) => !open.has(schema.node));
    for (const { schema } of parts) open.add(schema.node);
    work += parts.length;
    const required = new Set(parts.filter(({ always }) => always).flatMap(({ schema }) => requiredNames(schema)));
    for (const [name, declared] of propertiesOf(parts)) {
      const at = `${path}${escapeToken(name)}`;
      work += declared.length;
      if (fields.size >= mostFields || work > mostWork) break;
      if (!fields.has(at)) fields.set(at, fieldOf(root, at, name, declared, required.has(name)));
      walk(declared, `${at}/`);
    }
    const items = itemsOf(parts);
    if (items.length > 0 && work <= mostWork) walk(items, `${path}[]/`);
    for (const { schema } of parts) open.delete(schema.node);
  }

  walk([root], '');
  return [...fields.values()];
}

/** The properties that the parts of a schema declare, with all schemas that one name has. */
function propertiesOf(parts: readonly Part[]): ReadonlyMap<string, readonly Subschema[]> {
  const found = new Map<string, Subschema[]>();
  for (const { schema } of parts) {
    const properties = get(schema.node, 'properties');
    if (properties?.kind !== 'object') continue;
    for (const { key, value } of distinct(properties)) {
      const declared = schema.child(value, 'properties', key.value);
      const others = found.get(key.value);
      if (!others) found.set(key.value, [declared]);
      else if (others.length < mostAlternatives && !others.includes(declared)) others.push(declared);
    }
  }
  return found;
}

function itemsOf(parts: readonly Part[]): readonly Subschema[] {
  return parts.flatMap(({ schema }) =>
    ['prefixItems', 'items', 'additionalItems'].flatMap((name) => {
      const value = get(schema.node, name);
      if (value?.kind === 'object') return [schema.child(value, name)];
      return value?.kind === 'array' ? value.items.map((item, index) => schema.child(item, name, index)) : [];
    }),
  );
}

function fieldOf(root: Subschema, path: string, name: string, declared: readonly Subschema[], required: boolean): Field {
  const [first = root] = declared;
  const parts = declared.flatMap((schema) => partsOf(schema)).map(({ schema }) => schema.node);
  const firstText = (...keywords: readonly string[]): string | undefined => {
    for (const node of parts) for (const keyword of keywords) if (textOf(get(node, keyword)) !== undefined) return textOf(get(node, keyword));
    return undefined;
  };
  const [format, unit, description] = [firstText('format'), firstText('x-unit', 'unit'), firstText('description')];
  const values = parts.flatMap((node) => [...textsOf(arrayOf(get(node, 'enum'))), ...textsOf(get(node, 'const'))].map(({ value }) => value));
  return {
    ...{ path, name, place: first.place, required },
    types: [...new Set(declared.flatMap((schema) => typesOf(schema)))],
    hasConst: parts.some((node) => get(node, 'const') !== undefined),
    shared: isElsewhere(first, root),
    digest: digest(declared.map((schema) => keyOf(describedBy(schema).node)).join('|')),
    ...(format !== undefined && { format }),
    ...(unit !== undefined && { unit }),
    ...(description !== undefined && { description }),
    ...(values.length > 0 && { enum: [...new Set(values)] }),
  };
}

const baseTypes: ReadonlySet<string> = new Set<BaseType>(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

/** The types that a value may have: its own `type`, else those of its constants, else those of the schemas that it is made of. */
function typesOf(schema: Subschema, trail: ReadonlySet<Node> = new Set()): readonly BaseType[] {
  if (trail.has(schema.node) || trail.size > 20) return [];
  const own = textsOf(get(schema.node, 'type')).map(({ value }) => value);
  if (own.length > 0) return own.filter((name): name is BaseType => baseTypes.has(name));
  const listed = get(schema.node, 'enum');
  const values = listed?.kind === 'array' ? listed.items : [get(schema.node, 'const')];
  const kinds = values.flatMap((value) => (value ? [kindOf(value)] : []));
  if (kinds.length > 0) return [...new Set(kinds)];
  const steps = stepsOf(schema);
  const below = new Set([...trail, schema.node]);
  for (const { schema: part, always } of steps) {
    const types = always ? typesOf(part, below) : [];
    if (types.length > 0) return types;
  }
  const branches = steps.filter(({ always }) => !always).map(({ schema: part }) => typesOf(part, below));
  return branches.every((types) => types.length > 0) ? [...new Set(branches.flat())] : [];
}

const kindOf = (node: Node): BaseType => (node.kind === 'number' && Number.isInteger(node.value) ? 'integer' : node.kind);

const arrayOf = (node: Node | undefined): Node | undefined => (node?.kind === 'array' ? node : undefined);

/** Whether a schema stands in another file or outside of the definition that the fields belong to. */
function isElsewhere({ place }: Subschema, root: Subschema): boolean {
  if (place.uri !== root.place.uri || place.document !== root.place.document) return true;
  return place.pointer !== root.place.pointer && !place.pointer.startsWith(`${root.place.pointer}/`);
}
