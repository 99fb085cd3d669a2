import type { Envelope } from '../envelopes/envelope.ts';
import { typeInPlace } from '../envelopes/roles.ts';
import type { EventDefinition } from '../model/event-definition.ts';
import type { Sample } from '../model/sample.ts';
import { get, type Node, textOf } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { createEditSet, type Refactored, refused } from './refactored.ts';
import { replaceValue } from './replace.ts';

/** The definitions and samples of one workspace. */
export interface WhereTypesStand {
  readonly definitions: readonly EventDefinition[];
  readonly samples: readonly Sample[];
  /** The envelope of an id. */
  envelope(id: string): Envelope | undefined;
}

/** Gives an event type another name: in every version of its definition, in replies, in what is to be used instead of a deprecated event, and in samples. */
export function renameType(from: string, to: string, { definitions, samples, envelope: envelopeOf }: WhereTypesStand): Refactored {
  if (to === '' || /[\s\x00-\x1f\x7f-\x9f]/.test(to) || !to.isWellFormed()) return refused('bad-name', 'An event type is a name without spaces.');
  if (to === from) return refused('bad-name', `${from} is its name already.`);
  const own = definitions.filter(({ type }) => type === from);
  if (own.length === 0) return refused('not-here', `No definition has the type ${from}.`);
  const taken = definitions.find(({ type }) => type === to);
  if (taken) return refused('taken', `${to} is defined already.`, taken.place);
  const derived = own.find(({ typeNode }) => !typeNode);
  if (derived) return refused('entangled', `The type ${from} is not written, it is taken from a schema. Change it there.`, derived.place);

  const edits = createEditSet();
  const put = (tree: Tree, node: Node | undefined): void => {
    if (textOf(node) === from && node) edits.add(tree, replaceValue(tree, node, to));
  };
  for (const { tree, typeNode, replies, deprecated } of definitions) {
    put(tree, typeNode);
    for (const { node } of replies) put(tree, node);
    put(tree, get(deprecated?.node, 'use'));
  }
  for (const { tree, place, roles, envelope: id } of samples) {
    if (!roles.type || textOf(roles.type) !== from) continue;
    const envelope = id === undefined ? undefined : envelopeOf(id);
    const text = envelope ? typeInPlace(envelope, to, textOf(roles.version)) : to;
    if (text === undefined) return refused('entangled', `A sample does not write ${from}: its type follows from what else it says.`, place);
    edits.add(tree, replaceValue(tree, roles.type, text));
  }
  return { ok: true, edits: edits.edits() };
}
