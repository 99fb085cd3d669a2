import type { Place } from '../../model/place.ts';
import { get, type Node, type ObjectNode, textOf, textsOf } from '../../syntax/node.ts';
import { at, child } from '../../syntax/pointer.ts';
import { didYouMean, editDistance } from '../../text/similar.ts';
import { explain } from '../explain.ts';
import { mistakesOf } from '../explain/mistakes.ts';
import { defaultSteps, type Schema, type SchemaFault } from '../schema.ts';
import { drafts } from './drafts.ts';
import { compareNumbers } from './equality.ts';
import { distinct } from './evaluate.ts';
import type { Book } from './index.ts';
import { examplesAt } from './examples.ts';
import type { Subschema } from './keyword.ts';
import { hasType, typesOf } from './keywords/any.ts';
import { stepsOf } from './parts.ts';
import type { Resource, Target } from './resources.ts';

/** What the author of a schema got wrong, in the order of the file as far as it goes. */
export function faultsOf(book: Book, meta: Schema): readonly SchemaFault[] {
  const { root, library } = book;
  const within = (place: Place): boolean =>
    place.document === root.place.document && (place.pointer === root.place.pointer || place.pointer.startsWith(`${root.place.pointer}/`));
  const resources = library.besides(root.resource);
  const schemas = resources.flatMap((resource) => [...resource.schemas]).filter(({ place }) => within(place));
  return [
    ...resources.filter(({ place }) => within(place)).flatMap(unknownDialect),
    ...invalid(book.root, meta),
    ...schemas.flatMap((schema) => faultsAt(book, schema)),
    ...circles(book, schemas),
    ...examplesAt(book, schemas),
  ];
}

/** Judged by the draft's own meta-schema. */
function invalid(root: Subschema, meta: Schema): readonly SchemaFault[] {
  return mistakesOf(meta.check(root.node, { steps: defaultSteps })).flatMap((problem): SchemaFault[] => {
    if (problem.keyword === 'unresolved' || problem.keyword === 'budget') return [];
    const place = { ...root.place, pointer: root.place.pointer + problem.pointer };
    const told = explain(problem, root.resource.tree);
    return [
      {
        ...{ kind: 'invalid', node: problem.node, place, message: told.why ? `${told.message} ${told.why}` : told.message },
        ...(told.key && { key: true }),
        ...(told.suggestion !== undefined && { suggestion: told.suggestion }),
      },
    ];
  });
}

function unknownDialect({ unknownDialect: node, place, draft }: Resource): readonly SchemaFault[] {
  if (!node) return [];
  const name = textOf(node) ?? '';
  const message = `${quote(name)} is no draft of JSON Schema that is known here, and no meta-schema in this workspace. The schema is read as ${draft.name}.`;
  return [{ kind: 'unknown-dialect', node, place: { ...place, pointer: child(place.pointer, '$schema') }, message }];
}

function faultsAt(book: Book, { node, place, resource }: Target): readonly SchemaFault[] {
  if (node.kind !== 'object') return [];
  const found: SchemaFault[] = [];
  const alone = resource.draft.refAlone && textOf(get(node, '$ref')) !== undefined;
  for (const { key, value } of distinct(node)) {
    const name = key.value;
    const at = { node: value, place: { ...place, pointer: child(place.pointer, name) } };
    if (!Object.hasOwn(resource.keywords, name)) {
      const meant = nearKeyword(name, resource);
      if (meant) {
        const message = `\`${name}\` is no keyword of JSON Schema ${resource.draft.name}, so it has no effect. Did you mean \`${meant}\`?`;
        found.push({ kind: 'unknown-keyword', ...at, key: true, message, suggestion: meant });
      }
      continue;
    }
    if (alone && name !== '$ref') {
      if (!harmless.has(name)) {
        const message = `\`${name}\` has no effect beside \`$ref\`: up to draft-07 everything beside \`$ref\` is ignored. Put both into an \`allOf\`, or use draft 2019-09 or later.`;
        found.push({ kind: 'ref-siblings', ...at, key: true, message });
      }
      continue;
    }
    if (referring.has(name) && value.kind === 'string') found.push(...reference(book, value.value, resource, at));
    if (name === 'pattern' && value.kind === 'string') found.push(...patternFault(book, value.value, at));
    if (name === 'patternProperties' && value.kind === 'object') {
      for (const entry of distinct(value)) {
        const below = { node: entry.value, place: { ...place, pointer: child(at.place.pointer, entry.key.value) }, key: true };
        found.push(...patternFault(book, entry.key.value, below));
      }
    }
  }
  return alone ? found : [...found, ...impossible(node, place)];
}

interface At {
  readonly node: Node;
  readonly place: Place;
  readonly key?: boolean;
}

function reference({ library }: Book, text: string, from: Resource, where: At): readonly SchemaFault[] {
  const found = library.follow(text, from);
  if (found.ok) return [];
  if (found.reason === 'remote') {
    return [
      {
        kind: 'remote',
        ...where,
        message: `${quote(text)} is not followed, since nothing is fetched from a network: what it describes is not checked. Keep a copy in this workspace.`,
      },
    ];
  }
  const suggestion = found.candidates[0];
  const hint = suggestion === undefined ? '' : ` Did you mean ${quote(suggestion)}?`;
  const what =
    found.reason === 'outside'
      ? 'lies outside of this workspace and is not read'
      : found.reason === 'unreadable'
        ? 'cannot be read'
        : 'leads nowhere';
  const detail = found.detail && !text.includes(found.detail) ? ` (${found.detail})` : '';
  return [{ kind: 'unresolved', ...where, message: `${quote(text)} ${what}${detail}.${hint}`, ...(suggestion !== undefined && { suggestion }) }];
}

function patternFault({ patterns }: Book, pattern: string, where: At): readonly SchemaFault[] {
  const { kind } = patterns.get(pattern);
  if (kind === 'usual') return [];
  const message =
    kind === 'invalid'
      ? `${quote(pattern)} is no regular expression, so it is not checked.`
      : `${quote(pattern)} can take very long, because parts of it that repeat can share out one text in many ways. Let each round begin with a character of its own.`;
  return [{ kind: kind === 'invalid' ? 'invalid-pattern' : 'slow-pattern', ...where, message }];
}

const limits = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minContains', 'maxContains'],
] as const;

/** What no value can ever fit. */
function impossible(node: ObjectNode, place: Place): readonly SchemaFault[] {
  const found: SchemaFault[] = [];
  const add = (message: string, ...tokens: readonly (string | number)[]): void => {
    const pointer = tokens.reduce<string>(child, '');
    found.push({ kind: 'impossible', node: at(node, pointer) ?? node, place: { ...place, pointer: place.pointer + pointer }, message });
  };
  for (const [least, most] of limits) {
    const [low, high] = [get(node, least), get(node, most)];
    if (low?.kind !== 'number' || high?.kind !== 'number' || compareNumbers(low, high) <= 0) continue;
    add(`Nothing fits: \`${least}\` is ${low.raw}, which is more than \`${most}\`, ${high.raw}.`, least);
  }
  const listed = get(node, 'enum');
  if (listed?.kind === 'array' && listed.items.length === 0) add('Nothing fits: `enum` lists no value.', 'enum');
  const types = typesOf(node);
  const values = [...(listed?.kind === 'array' ? listed.items : []), get(node, 'const')].flatMap((value) => value ?? []);
  if (types.length > 0 && values.length > 0 && !values.some((value) => types.some((type) => hasType(value, type)))) {
    const keyword = listed ? 'enum' : 'const';
    add(`Nothing fits: \`${keyword}\` has no value of the type ${types.join(' or ')}.`, keyword);
  }
  const rest = get(node, 'additionalProperties');
  if (rest?.kind === 'boolean' && !rest.value && !get(node, 'patternProperties') && (types.length === 0 || types.includes('object'))) {
    const properties = get(node, 'properties');
    for (const [index, { value: name }] of requiredOf(node).entries()) {
      const declared = get(properties, name);
      if (declared && !(declared.kind === 'boolean' && !declared.value)) continue;
      const names = properties?.kind === 'object' ? distinct(properties).map(({ key }) => key.value) : [];
      const near = didYouMean(name, names);
      add(
        `\`${name}\` is required, but \`additionalProperties: false\` forbids it, because it is not under \`properties\`.${near ? ` Did you mean \`${near}\`?` : ''}`,
        'required',
        index,
      );
    }
  }
  return found;
}

/**
 * References that come back to where they began without going down into the value. What cannot come back is peeled off
 * until only circles are left, which takes time linear in the schema.
 */
function circles({ prepare }: Book, schemas: readonly Target[]): readonly SchemaFault[] {
  const next = new Map<Node, readonly Node[]>();
  const waiting = schemas.map(prepare);
  for (let schema = waiting.pop(); schema; schema = waiting.pop()) {
    if (next.has(schema.node)) continue;
    const steps = stepsOf(schema).map((step) => step.schema);
    next.set(schema.node, [...new Set(steps.map(({ node }) => node))]);
    waiting.push(...steps);
  }
  const left = onCircles(next);
  return schemas.flatMap(({ node, place }): SchemaFault[] => {
    const reference = get(node, '$ref');
    if (!reference || !left.has(node)) return [];
    const message = `${quote(textOf(reference) ?? '')} comes back to itself, so it says nothing. Refer to a schema that describes something.`;
    return [{ kind: 'cyclic', node: reference, place: { ...place, pointer: child(place.pointer, '$ref') }, message }];
  });
}

/** The nodes of a graph from which a way leads round: those left when all that lead nowhere, and all that nothing leads to, are gone. */
function onCircles(next: ReadonlyMap<Node, readonly Node[]>): ReadonlySet<Node> {
  const before = new Map<Node, Node[]>([...next.keys()].map((node) => [node, []]));
  for (const [node, targets] of next) for (const target of targets) before.get(target)?.push(node);
  const left = new Set(next.keys());
  for (const [forward, backward] of [
    [next, before],
    [before, next],
  ] as const) {
    const open = new Map([...left].map((node) => [node, (forward.get(node) ?? []).filter((target) => left.has(target)).length]));
    const ends = [...left].filter((node) => open.get(node) === 0);
    for (let end = ends.pop(); end; end = ends.pop()) {
      left.delete(end);
      for (const node of backward.get(end) ?? []) {
        if (!left.has(node)) continue;
        const rest = (open.get(node) ?? 0) - 1;
        open.set(node, rest);
        if (rest === 0) ends.push(node);
      }
    }
  }
  return left;
}

const requiredOf = (node: ObjectNode): ReturnType<typeof textsOf> => {
  const list = get(node, 'required');
  return list?.kind === 'array' ? textsOf(list) : [];
};

const referring: ReadonlySet<string> = new Set(['$ref', '$dynamicRef', '$recursiveRef']);
/** What says nothing about values, or holds what is referred to. */
const harmless: ReadonlySet<string> = new Set([
  ...['$schema', '$id', 'id', '$comment', 'title', 'description', 'default', 'examples', 'definitions', 'readOnly', 'writeOnly'],
]);
/** Keywords of OpenAPI and others that are near to one of ours and are meant as they are. */
const foreign: ReadonlySet<string> = new Set(['example', 'nullable', 'discriminator', 'xml', 'externalDocs', 'unit', 'id', '$id', 'names', 'types']);

const usualAnywhere: ReadonlySet<string> = new Set(drafts.flatMap(({ usual }) => Object.keys(usual)));

/** A keyword that is one letter away. */
function nearKeyword(name: string, { keywords }: Resource): string | undefined {
  if (name.length < 3 || name.startsWith('x-') || foreign.has(name)) return undefined;
  // A keyword of another draft is no slip of the pen.
  if (usualAnywhere.has(name)) return undefined;
  return Object.keys(keywords).find(
    (keyword) => keyword.length > 3 && Math.abs(keyword.length - name.length) <= 1 && editDistance(name, keyword) === 1,
  );
}

const quote = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 59)}…` : text}"`;
