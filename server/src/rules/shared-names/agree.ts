import type { BaseType, Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { samePlace } from '../../model/place.ts';
import type { FieldUse, Snapshot } from '../../model/snapshot.ts';
import { insertProperty, replaceValue } from '../../refactor/index.ts';
import { fits, fieldPattern, patternOfName, patternOfPath, segmentsOf } from '../../schema/field-patterns.ts';
import { get, isInteger, type Node, type StringNode, textsOf } from '../../syntax/node.ts';
import { at, child } from '../../syntax/pointer.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Edit } from '../../text/edits.ts';
import { domainOf } from '../domains.ts';
import { replaceFix } from '../fixes.ts';
import type { RuleContext } from '../rule.ts';
import { valuesOf } from '../sample-values.ts';
import { newestEvents, type Use } from './uses.ts';

/** The types of a field that others leave out; an integer is a number, and whether null is allowed is up to each event. */
export const typesOutside = ({ types }: Pick<Field, 'types'>, allowed: readonly BaseType[]): readonly BaseType[] =>
  types.filter((type) => type !== 'null' && !allowed.includes(type) && !(type === 'integer' && allowed.includes('number')));

/** Whether every text of one format is one of another as well: each URI is a URI reference, too. */
export const formatWithin = (format: string, other: string): boolean => format === other || (widerFormats.get(format)?.includes(other) ?? false);

const widerFormats: ReadonlyMap<string, readonly string[]> = new Map([
  ['uri', ['uri-reference', 'iri', 'iri-reference']],
  ['uri-reference', ['iri-reference']],
  ['iri', ['iri-reference']],
  ['email', ['idn-email']],
  ['hostname', ['idn-hostname']],
]);

/**
 * Gives a field another type, where both are one plain type; null stays what it was. Where a sample or a constant holds something else,
 * the type would only move the finding there.
 */
export function adoptType(field: Field, type: BaseType, title: string, { snapshot }: Pick<RuleContext, 'snapshot'>): readonly Fix[] {
  const own = typeNode(field, snapshot);
  return own && isHeld(field, type, snapshot) ? [replaceFix(own.tree, 'unsafe', own.node, type, title)] : [];
}

function isHeld(field: Field, type: BaseType, snapshot: Snapshot): boolean {
  if (fixed.some((keyword) => get(snapshot.node(field.place), keyword))) return false;
  const uses = snapshot.fields(field.name).filter((use) => samePlace(use.field.place, field.place));
  const values = uses.flatMap((use) => valuesOf(use.field, use.event, snapshot));
  return values.every((node) => hasType(node, type) || (node.kind === 'null' && field.types.includes('null')));
}

/** What may hold values of the old type. */
const fixed: readonly string[] = ['enum', 'const', 'default', 'examples'];

const hasType = (node: Node, type: BaseType): boolean => (type === 'integer' ? node.kind === 'number' && isInteger(node) : node.kind === type);

/**
 * Ends a conflict for good: the type goes into the dictionary, and to every field that has another one. Offered only where all of
 * these are of the same path and domain, so that nothing is changed that the conflict does not speak of.
 */
export function agreeInDictionary({ field, domain }: Use, type: BaseType, { snapshot, config }: RuleContext): readonly Fix[] {
  const dictionary = snapshot.dictionary();
  const tree = dictionary && snapshot.tree(dictionary.uri);
  const root = tree?.documents[0];
  const entry = dictionary?.entryFor(field);
  if (!tree || root?.kind !== 'object') return [];
  const newest = new Set(newestEvents(snapshot));
  const uses = snapshot.fields(field.name).filter(({ event }) => newest.has(event));
  const reached = (pattern: string): readonly FieldUse[] => uses.filter((use) => fits(fieldPattern(pattern), segmentsOf(use.field.path)));
  const departs = (use: FieldUse): boolean => typesOutside(use.field, [type]).length > 0;
  const isMeant = (use: FieldUse): boolean => use.field.path === field.path && domainOf(use.event.type ?? '', config) === domain;
  const pattern = [patternOfName(lastSegment(field.path)), patternOfPath(field.path)].find((one) =>
    reached(one).every((use) => !departs(use) || isMeant(use)),
  );
  if (pattern === undefined || (entry && entry.pattern !== pattern)) return [];
  const fields = reached(pattern).map((use) => use.field);
  const nodes = reached(pattern)
    .filter(departs)
    .map((use) => typeNode(use.field, snapshot));
  if (!nodes.every((node) => node !== undefined)) return [];
  const said = { type, ...common(fields, 'format'), ...common(fields, 'unit') };
  const held = entry && at(root, entry.place.pointer);
  const edits = (): ReadonlyMap<string, readonly Edit[]> => {
    const made = new Map<string, readonly Edit[]>();
    const add = (uri: string, more: readonly Edit[]): void => void made.set(uri, [...(made.get(uri) ?? []), ...more]);
    add(
      tree.source.uri,
      held?.kind === 'object' ? insertProperty(tree, held, 'type', type, { first: true }) : insertProperty(tree, root, pattern, said),
    );
    for (const own of new Map(nodes.map((one) => [one.node, one])).values()) add(own.tree.source.uri, replaceValue(own.tree, own.node, type));
    return made;
  };
  const title = `Agree on \`${type}\`: put \`${pattern}\` into the dictionary, and make it so everywhere`;
  return [{ title, safety: 'unsafe', edits }];
}

/** Where the one type of a field is written, beside null or alone. */
function typeNode({ place }: Field, snapshot: Snapshot): { readonly tree: Tree; readonly node: StringNode } | undefined {
  const tree = snapshot.tree(place.uri);
  const [node, ...others] = textsOf(tree && at(tree.documents[place.document], child(place.pointer, 'type'))).filter(({ value }) => value !== 'null');
  return tree && node && others.length === 0 ? { tree, node } : undefined;
}

/** What all fields that speak of it agree on. */
function common(fields: readonly Field[], aspect: 'format' | 'unit'): { readonly format?: string; readonly unit?: string } {
  const [one, ...more] = new Set(fields.flatMap((field) => field[aspect] ?? []));
  return one === undefined || more.length > 0 ? {} : { [aspect]: one };
}

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
