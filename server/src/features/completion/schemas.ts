import { get, textOf, textsOf } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { schemaFilesNear } from '../locate.ts';
import { dialects, formats, keywordOf, keywords, schemaPlaceOf, types } from '../schema-keywords.ts';
import { unique } from '../values.ts';
import { fieldProposals } from './fields.ts';
import { pointerOf, type Proposal, type Scene } from './proposal.ts';

/** What may be written inside of a JSON Schema whose root is at `root`. */
export function schemaProposals(scene: Scene, root: readonly string[]): readonly Proposal[] {
  const { cursor } = scene;
  const found: Proposal[] = [];
  if (cursor.key) found.push(...keyProposals(scene, root, cursor.key.path));
  if (cursor.value) found.push(...valueProposals(scene, root, cursor.value.path, cursor.value.items));
  return found;
}

function keyProposals(scene: Scene, root: readonly string[], path: readonly string[]): readonly Proposal[] {
  const place = schemaPlaceOf(path.slice(root.length));
  if (place.is === 'names' && path.at(-1) === 'properties') return fieldProposals(scene, path.slice(root.length));
  if (place.is !== 'schema') return [];
  const schema = nodeAt(scene, path);
  const written = textsOf(get(schema, 'type')).map(({ value }) => value);
  const draft = draftOf(scene, root);
  return keywords
    .filter(
      ({ only, types: speaksOf }) =>
        (!only || only === draft) && (!speaksOf || written.length === 0 || speaksOf.some((type) => written.includes(type))),
    )
    .map(({ name, description, draft: value, rank }, index) => ({
      kind: 'keyword',
      name,
      value,
      documentation: description,
      rank: rank * 100 + index,
    }));
}

function valueProposals(scene: Scene, root: readonly string[], path: readonly string[], siblings: readonly string[]): readonly Proposal[] {
  const inside = path.slice(root.length);
  const last = inside.at(-1) ?? '';
  const isItem = /^\d+$/.test(last);
  const keyword = isItem ? (inside.at(-2) ?? '') : last;
  const holder = inside.slice(0, isItem ? -2 : -1);
  if (inside.length === 0 || schemaPlaceOf(holder).is !== 'schema') return [];
  switch (keyword) {
    case 'type':
      return Object.entries(types)
        .filter(([type]) => !siblings.includes(type))
        .map(([type, documentation], index) => ({ kind: 'member', value: type, documentation, rank: index }));
    case 'format':
      return Object.entries(formats).map(([format, documentation], index) => ({ kind: 'member', value: format, documentation, rank: index }));
    case '$schema':
      return dialects.map((dialect, index) => ({ kind: 'member', value: dialect, rank: index }));
    case 'required':
      return isItem ? requiredNames(scene, [...root, ...holder], siblings) : [];
    case '$ref':
      return localReferences(scene, root);
    case 'x-unit':
    case 'unit':
      return units.map(([unit, documentation], index) => ({ kind: 'value', value: unit, documentation, rank: index }));
    default: {
      const draft = keywordOf(keyword)?.draft;
      const isBoolean = typeof draft === 'object' && draft !== null && 'hole' in draft && typeof draft.hole === 'boolean';
      return isBoolean && !isItem ? [true, false].map((value, index) => ({ kind: 'member', value, rank: index })) : [];
    }
  }
}

/** The fields of this object that are not required yet. */
function requiredNames(scene: Scene, path: readonly string[], siblings: readonly string[]): Proposal[] {
  const properties = get(nodeAt(scene, path), 'properties');
  if (properties?.kind !== 'object') return [];
  return unique(properties.properties.map(({ key }) => key.value))
    .filter((name) => !siblings.includes(name))
    .map((name, index) => ({ kind: 'field', value: name, rank: index }));
}

function localReferences(scene: Scene, root: readonly string[]): Proposal[] {
  const schema = nodeAt(scene, root);
  const local = ['$defs', 'definitions'].flatMap((name) => {
    const defs = get(schema, name);
    return defs?.kind === 'object' ? defs.properties.map(({ key, value }) => ({ pointer: `#${pointerOf([name, key.value])}`, value })) : [];
  });
  return [
    ...local.map(({ pointer, value }, index): Proposal => {
      const documentation = textOf(get(value, 'description'));
      return { kind: 'reference', value: pointer, ...(documentation !== undefined && { documentation }), rank: index };
    }),
    ...schemaFilesNear(scene.snapshot, scene.uri).map((file): Proposal => ({ kind: 'reference', value: file, rank: 40 })),
  ];
}

/** The draft that the schema says it is written in; 2020-12 otherwise. */
function draftOf(scene: Scene, root: readonly string[]): 'draft-07' | '2020-12' {
  return /draft-0[467]/.test(textOf(get(nodeAt(scene, root), '$schema')) ?? '') ? 'draft-07' : '2020-12';
}

const nodeAt = ({ tree, cursor }: Scene, path: readonly string[]) => at(tree.documents[cursor.document], pointerOf(path));

const units: readonly (readonly [unit: string, documentation: string])[] = [
  ['s', 'Seconds.'],
  ['ms', 'Milliseconds.'],
  ['min', 'Minutes.'],
  ['h', 'Hours.'],
  ['d', 'Days.'],
  ['m', 'Metres.'],
  ['mm', 'Millimetres.'],
  ['km', 'Kilometres.'],
  ['g', 'Grams.'],
  ['kg', 'Kilograms.'],
  ['L', 'Litres.'],
  ['Cel', 'Degrees Celsius.'],
  ['%', 'Hundredths.'],
  ['By', 'Bytes.'],
  ['EUR', 'Euros.'],
  ['EUR-cent', 'Hundredths of a euro.'],
  ['USD', 'US dollars.'],
  ['USD-cent', 'Hundredths of a US dollar.'],
];
