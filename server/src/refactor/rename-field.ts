import type { Envelope } from '../envelopes/envelope.ts';
import { envelopeOf } from '../envelopes/index.ts';
import type { Config } from '../model/config.ts';
import type { Field } from '../model/field.ts';
import type { Place } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { openJsonSchema } from '../schema/json-schema/index.ts';
import type { ObjectSchema, ObjectSchemas } from '../schema/json-schema/object-schemas.ts';
import { createPatterns } from '../schema/json-schema/patterns.ts';
import { get, type Node, type ObjectNode, type Property, property, textOf } from '../syntax/node.ts';
import { child, tokensOf } from '../syntax/pointer.ts';
import { renameInDictionary } from './dictionary.ts';
import { keyedByName, type Mention, mentions, mentionsOf, renameMention } from './mentions.ts';
import { nameFault } from './names.ts';
import { placeBelow, referenceAfterRename } from './references.ts';
import { createEditSet, type EditSet, type Refactored, type Refused, refused } from './refactored.ts';
import { renameKey, replaceValue } from './replace.ts';
import { type SchemaInUse, schemasInUse } from './schemas-in-use.ts';

export interface RenameOptions {
  /** Of the workspace that the field belongs to. */
  readonly config?: Config;
  /** The envelope of an id, where a team's own ones are known, too. */
  envelope?(id: string): Envelope | undefined;
  /** A folder, ending in `/`, that must hold everything that changes. */
  readonly within?: string;
}

/**
 * Gives a field another name in all that it means: in every schema that is applied to the object which has it, in whatever file
 * and branch, with the names in `required` and the like; in the examples and constants of those schemas; in the references that lead
 * through it; in every sample of every event that has it; and in the dictionary, when no other field has the name.
 *
 * `field` is the place of the field's schema (`Field.place`). A field is known by the object that has it: the branches of a `oneOf`
 * describe one object, so all of them change, and whatever fitted before fits afterwards.
 */
export const renameField = (snapshot: Snapshot, field: Place, to: string, options: RenameOptions = {}): Refactored =>
  renameFields(snapshot, [field], to, options);

/** The same for several fields of one name at once: one thing that is spelt alike in several events. */
export function renameFields(snapshot: Snapshot, fields: readonly Place[], to: string, options: RenameOptions = {}): Refactored {
  const from = nameOf(fields[0]);
  if (from === undefined || fields.some((field) => nameOf(field) !== from)) return refused('not-here', 'This is no field of a schema.');
  const fault = nameFault(to);
  if (fault !== undefined) return refused('bad-name', fault);
  if (from === to) return refused('bad-name', `\`${from}\` is its name already.`);
  const found = findEverywhere(snapshot, fields, from);
  if ('reason' in found) return found;
  const obstacle = obstacleTo(found, snapshot, from, to, options);
  return obstacle ?? write(found, snapshot, from, to);
}

/** Why what stands at a place cannot be renamed, whatever the new name would be; undefined where it can. */
export function whyNoField(snapshot: Snapshot, field: Place): Refused | undefined {
  const from = nameOf(field);
  if (from === undefined) return refused('not-here', 'This is no field of a schema.');
  const found = findEverywhere(snapshot, [field], from);
  return 'reason' in found ? found : undefined;
}

/** All that has to change together. */
interface Everywhere {
  /** The schemas that name the field, by their nodes. */
  readonly schemas: ReadonlyMap<Node, ObjectSchema>;
  /** The schemas of each object that has the field. */
  readonly groups: readonly (readonly ObjectSchema[])[];
  /** The definitions whose events have it. */
  readonly uses: readonly SchemaInUse[];
  /** Those, and what was opened for schemas that no definition uses. */
  readonly objects: readonly ObjectSchemas[];
}

/** From the schemas that hold the fields to all that describe the same objects, and on to what those describe elsewhere. */
function findEverywhere(snapshot: Snapshot, fields: readonly Place[], from: string): Everywhere | Refused {
  const uses = schemasInUse(snapshot);
  const owners = fields.map((field) => ownerOf(snapshot, field));
  const objects = [...new Set(uses.map(({ schema }) => schema.objects()))];
  const known = new Set<Node>(objects.flatMap((own) => own.all().map(({ node }) => node)));
  for (const owner of owners) {
    if (!owner || !mentions(owner.node, from)) return refused('not-here', 'This is no field of a schema.');
    if (known.has(owner.node)) continue;
    const root = owner.tree.documents[owner.place.document];
    const own = root && openJsonSchema(root, owner.tree, { ...owner.place, pointer: '' }, snapshot, { assertFormats: false }).objects();
    if (!own?.all().some(({ node }) => node === owner.node)) return refused('not-here', 'This is no field of a schema.');
    objects.push(own);
  }
  if (objects.some((own) => !own.complete()))
    return refused('too-large', 'The schemas here multiply themselves too often to find all uses of a field.');

  const naming = objects.flatMap((own) => own.groups().filter((group) => group.some(({ node }) => mentions(node, from))));
  // A YAML alias makes other schemas of the same text: what they have in common is where the name is written.
  const groupsOf = new Map<Mention, Set<readonly ObjectSchema[]>>();
  for (const group of naming) {
    for (const mention of group.flatMap(({ node }) => mentionsOf(node, from))) groupsOf.set(mention, (groupsOf.get(mention) ?? new Set()).add(group));
  }
  const schemas = new Map<Node, ObjectSchema>();
  const pending = owners.filter((owner) => owner !== undefined);
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    const own = mentionsOf(schema.node, from);
    if (schemas.has(schema.node) || own.length === 0) continue;
    schemas.set(schema.node, schema);
    for (const mention of own) pending.push(...[...(groupsOf.get(mention) ?? [])].flat());
  }
  const groups = naming.filter((group) => group.some(({ node }) => schemas.has(node)));
  const touched = new Set(groups);
  return {
    schemas,
    groups,
    uses: uses.filter(({ schema }) =>
      schema
        .objects()
        .groups()
        .some((group) => touched.has(group)),
    ),
    objects,
  };
}

/** Why it cannot be done, before anything is written. */
function obstacleTo(
  { schemas, groups, uses }: Everywhere,
  snapshot: Snapshot,
  from: string,
  to: string,
  { config, envelope = envelopeOf, within = '' }: RenameOptions,
): Refused | undefined {
  const { matcher } = createPatterns(undefined);
  for (const { place, tree } of schemas.values()) {
    if (snapshot.tree(place.uri) !== tree || !place.uri.startsWith(within))
      return refused('outside', `\`${from}\` is also defined in ${place.uri}, which is outside of this workspace.`, place);
  }
  for (const group of groups) {
    const twin = group.find(({ node }) => mentions(node, to));
    if (twin) return refused('taken', `\`${to}\` is there already, beside \`${from}\`.`, twin.place);
    for (const { node, place } of group) {
      const pattern = patternsOf(node).find((text) => matcher(text)(from) !== matcher(text)(to));
      if (pattern !== undefined)
        return refused(
          'pattern',
          `The pattern \`${pattern}\` fits only one of \`${from}\` and \`${to}\`, so values would be judged otherwise.`,
          place,
        );
    }
  }
  for (const { event, schema } of uses) {
    if (event.describes !== 'event') continue;
    const ids = new Set([event.envelope, config?.envelope, ...snapshot.samplesOf(event).map((sample) => sample.envelope)]);
    for (const id of ids) {
      const known = id === undefined ? undefined : envelope(id);
      // Of a team's own envelope that could not be asked, everything at the top may be an attribute.
      const pointers = known ? known.attributes.map(({ pointer }) => pointer) : id === undefined ? [] : [child('', from)];
      for (const pointer of pointers) {
        const parent = pointer.slice(0, pointer.lastIndexOf('/'));
        if (pointer === child(parent, from) && schema.at(parent).some(({ node }) => schemas.has(node)))
          return refused('envelope', `\`${from}\` belongs to the envelope, which says how it is called.`, event.place);
      }
    }
  }
  return undefined;
}

function write({ schemas, uses, objects }: Everywhere, snapshot: Snapshot, from: string, to: string): Refactored {
  const edits = createEditSet();
  for (const { node, tree } of schemas.values()) {
    for (const mention of mentionsOf(node, from)) edits.add(tree, renameMention(tree, mention, to));
  }
  for (const own of objects) {
    for (const { object, schemas: applied } of own.describeOwnValues()) {
      const schema = applied.find(({ node }) => schemas.has(node));
      if (!schema || !property(object, from)) continue;
      if (property(object, to)) return refused('taken', `\`${to}\` is there already, in an example beside \`${from}\`.`, schema.place);
      for (const held of object.properties) if (held.key.value === from) edits.add(schema.tree, renameKey(schema.tree, held, to));
    }
  }
  const obstacle = writeSamples(uses, schemas, snapshot, from, to, edits);
  if (obstacle) return obstacle;
  writeReferences(schemas, objects, snapshot, from, to, edits);
  const isRenamed = ({ place }: Field): boolean => {
    const owner = ownerOf(snapshot, place);
    return owner !== undefined && schemas.has(owner.node);
  };
  renameInDictionary(snapshot, isRenamed, from, to, edits);
  return { ok: true, edits: edits.edits() };
}

function writeSamples(
  uses: readonly SchemaInUse[],
  schemas: ReadonlyMap<Node, ObjectSchema>,
  snapshot: Snapshot,
  from: string,
  to: string,
  edits: EditSet,
): Refused | undefined {
  for (const { event, schema } of uses) {
    for (const { tree, node, place, roles } of snapshot.samplesOf(event)) {
      const value = event.describes === 'event' ? node : roles.data;
      const changed = new Set<Property>();
      const kept = new Set<Property>();
      for (const { object, schemas: applied } of value ? schema.objects().describe(value) : []) {
        const held = object.properties.filter(({ key }) => key.value === from);
        if (held.length === 0) continue;
        const isMeant = applied.some((one) => schemas.has(one.node));
        if (isMeant && property(object, to)) return refused('taken', `A sample has \`${to}\` already, beside \`${from}\`.`, place);
        for (const one of held) (isMeant ? changed : kept).add(one);
      }
      if (!changed.isDisjointFrom(kept)) return refused('entangled', `A sample uses one YAML anchor for \`${from}\` and for something else.`, place);
      for (const held of changed) edits.add(tree, renameKey(tree, held, to));
    }
  }
  return undefined;
}

/** References by JSON Pointer that lead through the field's schema, in schemas and in definitions. */
function writeReferences(
  schemas: ReadonlyMap<Node, ObjectSchema>,
  objects: readonly ObjectSchemas[],
  snapshot: Snapshot,
  from: string,
  to: string,
  edits: EditSet,
): void {
  const renamed = [...schemas.values()].flatMap(({ node, place }) =>
    keyedByName.flatMap((keyword) => (property(get(node, keyword), from) ? [placeBelow(place, keyword, from)] : [])),
  );
  const after = (reference: string, target: Place): string | undefined =>
    renamed.map((place) => referenceAfterRename(reference, target, place, to)).find((text) => text !== undefined);
  for (const { node, tree, target } of objects.flatMap((own) => own.references())) {
    const text = after(node.value, target);
    if (text !== undefined) edits.add(tree, replaceValue(tree, node, text));
  }
  for (const { data } of snapshot.definitions()) {
    const resolved = data?.reference === undefined ? undefined : snapshot.resolve(data.reference, data.place.uri);
    const text = data?.reference !== undefined && resolved?.ok ? after(data.reference, resolved.place) : undefined;
    const tree = data && snapshot.tree(data.place.uri);
    const node = data && snapshot.node(data.place);
    if (text !== undefined && tree && node?.kind === 'string') edits.add(tree, replaceValue(tree, node, text));
  }
}

/** The schema that has the field among its `properties`. */
function ownerOf(snapshot: Snapshot, field: Place): ObjectSchema | undefined {
  const keyword = field.pointer.slice(0, field.pointer.lastIndexOf('/'));
  const place = { ...field, pointer: keyword.slice(0, keyword.lastIndexOf('/')) };
  const tree = snapshot.tree(field.uri);
  const node = keyword.endsWith('/properties') ? snapshot.node(place) : undefined;
  return tree && node?.kind === 'object' ? { node, place, tree } : undefined;
}

const nameOf = (field: Place | undefined): string | undefined => (field ? tokensOf(field.pointer)?.at(-1) : undefined);

function patternsOf(schema: ObjectNode): readonly string[] {
  const keyed = get(schema, 'patternProperties');
  const naming = textOf(get(get(schema, 'propertyNames'), 'pattern'));
  return [...(keyed?.kind === 'object' ? keyed.properties.map(({ key }) => key.value) : []), ...(naming === undefined ? [] : [naming])];
}
