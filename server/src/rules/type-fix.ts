import { typeInPlace } from '../envelopes/roles.ts';
import type { Fix } from '../model/finding.ts';
import { textOf } from '../syntax/node.ts';
import { replaceFix } from './fixes.ts';
import type { SampleSubject } from './rule.ts';

/** Gives an event another type, where its envelope has a place to write one. */
export function typeFix({ sample, envelope }: SampleSubject, type: string): readonly Fix[] {
  const { type: node, version } = sample.roles;
  const written = envelope && typeInPlace(envelope, type, textOf(version));
  return node && written !== undefined ? [replaceFix(sample.tree, 'unsafe', node, written)] : [];
}
