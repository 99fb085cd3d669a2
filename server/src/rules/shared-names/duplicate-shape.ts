import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { placeKey, samePlace } from '../../model/place.ts';
import { areAlike, extractShared, whenAsked } from '../../refactor/index.ts';
import { memo } from '../../text/memo.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { eventsInWords, relatedIn, type Use, usesOf } from './uses.ts';

export const duplicateShape = defineRule({
  id: 'shared-names/duplicate-shape',
  property: 'shared-names',
  on: 'workspace',
  severity: 'hint',
  since: '0.1.0',
  summary: 'The same object is written out in several definitions.',
  options: {
    fields: {
      type: 'integer',
      minimum: 1,
      default: 3,
      description: 'How many fields an object must have, with those inside of it, to be worth sharing.',
    },
  },
  *check(_, context) {
    const { snapshot, config, options } = context;
    const least = typeof options.fields === 'number' ? options.fields : 3;
    const found = usesOf(snapshot, config).flatMap((use): Site[] => {
      const shape = shapesOf(use.siblings).get(use.field.path);
      return shape && shape.fields >= least ? [{ use, parents: shape.parents, key: `${use.domain} ${shape.text}` }] : [];
    });
    const copies = new Map([...Map.groupBy(found, ({ key }) => key)].map(([key, sites]) => [key, distinctUses(sites)]));
    /** The paths of each event that are told already: what lies in them is told with them. */
    const told = new Set<string>();
    for (const { use, parents, key } of found) {
      const others = (copies.get(key) ?? []).filter(({ event }) => event !== use.event);
      const [other] = others;
      if (!other || others.every(({ field }) => samePlace(field.place, use.field.place))) continue;
      const event = placeKey(use.event.place);
      told.add(`${event} ${use.field.path}`);
      if (parents.some((parent) => told.has(`${event} ${parent}`))) continue;
      yield {
        at: { place: use.field.place, key: true },
        message: `\`${use.field.name}\` has the same fields as \`${other.field.name}\` in ${eventsInWords(others)}. Write them once, in a schema that all refer to by \`$ref\`.`,
        why: 'Copies drift apart: somebody adds a field to one of them and forgets the others.',
        related: relatedIn(others, ({ field }) => `\`${field.name}\``),
        fixes: fixesFor(use, others, context),
      };
    }
  },
});

/** All of them become references to one file, where they ask the same by every keyword. */
function fixesFor({ field }: Use, others: readonly Use[], { snapshot, config }: RuleContext): readonly Fix[] {
  const places = [...new Map([field, ...others.map((other) => other.field)].map(({ place }) => [placeKey(place), place])).values()];
  if (places.length > mostShared || !areAlike(snapshot, places)) return [];
  return [
    {
      title: 'Share it: one schema in a file, and references to it',
      safety: 'unsafe',
      reach: 'new file',
      ...whenAsked(() => extractShared(snapshot, places, config.root)),
    },
  ];
}

/** What is written out more often is a matter of more than one choice. */
const mostShared = 50;

interface Site {
  readonly use: Use;
  /** The paths that hold it. */
  readonly parents: readonly string[];
  /** Equal for equal shapes of one domain. */
  readonly key: string;
}

/** What several events have from one schema by references is written once. */
const distinctUses = (sites: readonly Site[]): readonly Use[] => [...new Map(sites.map(({ use }) => [placeKey(use.field.place), use])).values()];

interface Shape {
  /** Equal for equal shapes: the names, types, formats, units and values, not the descriptions. */
  readonly text: string;
  readonly fields: number;
  /** The paths that hold it, the innermost last. */
  readonly parents: readonly string[];
}

/** What is nested deeper than people read is not compared. */
const deepest = 12;

/** The shape of each field whose own fields are written out inside of it. */
const shapesOf = memo((fields: readonly Field[]): ReadonlyMap<string, Shape> => {
  const lines = new Map<string, string[]>();
  const elsewhere = new Set<string>();
  const byPath = new Map(fields.map((field) => [field.path, field]));
  for (const field of fields) {
    const parents = parentsOf(field.path).filter((path) => byPath.has(path));
    for (const parent of parents) {
      const holder = byPath.get(parent);
      const own = lines.get(parent);
      const line = `${field.path.slice(parent.length)} ${spell(field)}`;
      if (own) own.push(line);
      else lines.set(parent, [line]);
      if (!holder || !isInside(field, holder) || parents.length > deepest) elsewhere.add(parent);
    }
  }
  const shapes = new Map<string, Shape>();
  for (const [path, own] of lines)
    if (!elsewhere.has(path)) shapes.set(path, { text: own.sort().join('\n'), fields: own.length, parents: parentsOf(path) });
  return shapes;
});

const spell = ({ types, format, unit, enum: values, hasConst, required }: Field): string =>
  JSON.stringify([[...types].sort(), format, unit, values && [...values].sort(), hasConst, required]);

/** Whether a field is written inside of another one rather than where a reference leads. */
const isInside = ({ place }: Field, holder: Field): boolean =>
  place.uri === holder.place.uri && place.document === holder.place.document && place.pointer.startsWith(`${holder.place.pointer}/`);

/** The paths above a path, the outermost first. */
const parentsOf = (path: string): readonly string[] => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
