import type { DefinedEvent } from '../../model/facts.ts';
import type { Schema } from '../../schema/schema.ts';
import type { Tree } from '../../syntax/tree.ts';
import { child } from '../../syntax/pointer.ts';
import { compareVersions } from '../../text/versions.ts';
import type { WorkspaceSnapshot } from '../../workspace/workspace.ts';
import type { PlacedCursor } from '../cursor/index.ts';
import { describeEvent, describeSchema, nodesOf, shortSchema } from '../describe.ts';
import type { Draft } from '../insert.ts';
import { draftAt, draftOfNode, type Fresh, unique } from '../values.ts';
import { get, toValue } from '../../syntax/node.ts';

/** Where a completion is asked for, and all that it may look at. */
export interface Scene {
  readonly snapshot: WorkspaceSnapshot;
  readonly tree: Tree;
  readonly uri: string;
  readonly cursor: PlacedCursor;
  readonly fresh: Fresh;
}

export type ProposalKind = 'key' | 'attribute' | 'field' | 'keyword' | 'value' | 'member' | 'event' | 'rule' | 'reference';

/** Something that could be written at the cursor, before it is known how. */
export interface Proposal {
  readonly kind: ProposalKind;
  /** Set for a name with its value; without it the value alone is written. */
  readonly name?: string;
  readonly value: Draft;
  /** What the list shows; the name or the value otherwise. */
  readonly label?: string;
  readonly detail?: string;
  readonly documentation?: string;
  /** 0 first. */
  readonly rank: number;
  readonly deprecated?: boolean;
}

/** The names that a schema gives to the object at a pointer, required ones first. */
export function namesOf(schema: Schema, pointer: string, kind: ProposalKind, draft: 'key' | 'sample', fresh: Fresh): Proposal[] {
  const found = new Map<string, Proposal>();
  for (const { properties } of schema.at(pointer)) {
    properties.forEach(({ name, required, node }, index) => {
      if (found.has(name)) return;
      const inner = schema.at(child(pointer, name));
      const nodes = inner.length > 0 ? nodesOf(inner) : [node];
      const detail = shortSchema(nodes);
      found.set(name, {
        kind,
        name,
        value: draft === 'sample' ? draftAt(schema, child(pointer, name), fresh) : draftOfNode(nodes, fresh),
        documentation: describeSchema(nodes),
        ...(detail !== undefined && { detail: required ? `${detail}, required` : detail }),
        rank: (required ? 10 : 100) + index,
        ...(nodes.some(isDeprecated) && { deprecated: true }),
      });
    });
  }
  return [...found.values()];
}

/** The values that a schema allows at a pointer, as far as it names them or they have one form. */
export function valuesOf(schema: Schema, pointer: string, fresh: Fresh): Proposal[] {
  const places = schema.at(pointer);
  const found: Proposal[] = [];
  const add = (value: unknown, kind: ProposalKind, rank: number): void => {
    if (typeof value === 'object' && value !== null) return;
    const draft = value as string | number | boolean | null;
    if (!found.some((proposal) => proposal.value === draft))
      found.push({ kind, value: draft, rank: rank + found.length, documentation: describeSchema(nodesOf(places)) });
  };
  for (const { node } of places) {
    for (const constant of [get(node, 'const')]) if (constant) add(toValue(constant), 'member', 10);
    const values = get(node, 'enum');
    if (values?.kind === 'array') for (const value of values.items) add(toValue(value), 'member', 10);
    const preset = get(node, 'default');
    if (preset) add(toValue(preset), 'value', 30);
    const examples = get(node, 'examples');
    if (examples?.kind === 'array') for (const value of examples.items) add(toValue(value), 'value', 40);
    const type = get(node, 'type');
    if (type?.kind === 'string' && type.value === 'boolean') for (const value of [true, false]) add(value, 'member', 20);
  }
  if (found.length > 0) return found;
  const made = draftAt(schema, pointer, fresh);
  if (typeof made === 'object' && made !== null && 'hole' in made && made.hole !== '' && made.hole !== false) {
    return [{ kind: 'value', value: made.hole, rank: 50, documentation: describeSchema(nodesOf(places)) }];
  }
  if (made instanceof Map) return [{ kind: 'value', value: made, label: 'All required fields', rank: 5 }];
  return [];
}

/** Every event type of the workspace, told by its newest version. */
export function eventTypes(
  { snapshot }: Scene,
  except: readonly string[] = [],
  write: (type: string, version: string | undefined) => string = (type) => type,
): Proposal[] {
  const types = unique(snapshot.definitions().flatMap(({ type }) => (type === undefined ? [] : [type])));
  return types
    .filter((type) => !except.includes(type))
    .flatMap((type) => {
      const event = newest(snapshot.definitions(type));
      if (!event) return [];
      const deprecated = event.deprecated !== undefined;
      return [
        {
          kind: 'event' as const,
          value: write(type, event.version),
          ...(event.version !== undefined && { detail: event.version }),
          documentation: describeEvent(event),
          rank: deprecated ? 60 : 20,
          ...(deprecated && { deprecated }),
        },
      ];
    });
}

export const newest = (events: readonly DefinedEvent[]): DefinedEvent | undefined =>
  [...events].sort((a, b) => Number(a.deprecated !== undefined) - Number(b.deprecated !== undefined) || compareVersions(b.version, a.version))[0];

/** The pointer that a path of names and indices makes. */
export const pointerOf = (path: readonly string[]): string => path.reduce((pointer, token) => child(pointer, token), '');

export const startsWith = (path: readonly string[], prefix: readonly string[]): boolean =>
  prefix.length <= path.length && prefix.every((token, index) => token === path[index]);

const isDeprecated = (node: Parameters<typeof get>[0]): boolean => {
  const value = get(node, 'deprecated');
  return value?.kind === 'boolean' && value.value;
};
