import { pointersOf } from '../envelopes/roles.ts';
import type { Fix } from '../model/finding.ts';
import { replaceFix } from './fixes.ts';
import { asWritten } from './envelope/attributes.ts';
import type { SampleSubject } from './rule.ts';

/** Gives an event another type, where its envelope has a place to write one. */
export function typeFix({ sample, envelope }: SampleSubject, type: string): readonly Fix[] {
  const node = sample.roles.type;
  const derived = envelope?.derived?.type;
  if (!node || !envelope || (derived && !derived.write)) return [];
  const written = derived?.write?.(type, undefined) ?? type;
  return [replaceFix(sample.tree, 'unsafe', node, asWritten(envelope, pointersOf(envelope, 'type')[0] ?? '', written))];
}
