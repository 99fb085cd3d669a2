import { editDistance } from '../text/similar.ts';
import type { Envelope } from './envelope.ts';

/** A name without case and separators: what `dataContentType`, `data_content_type` and `datacontenttype` share. */
export const normalised = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What an attribute's name was plainly meant to be. */
export interface NearMiss {
  readonly name: string;
  /** `former`: a name of an older version; `spelling`: the same letters in another case; `letters`: some letters differ. */
  readonly kind: 'former' | 'spelling' | 'letters';
}

/**
 * The attribute of the envelope that a key comes near without being it. Other letters count only where the attribute that
 * is meant is absent (`present` says which are there), since `times` beside `time` is an extension of its own right.
 */
export function nearMissOf(envelope: Envelope, key: string, present: ReadonlySet<string>): NearMiss | undefined {
  const topLevel = envelope.attributes.filter(({ pointer }) => pointer.lastIndexOf('/') === 0);
  if (topLevel.some(({ name }) => name === key)) return undefined;
  const former = envelope.formerNames?.get(key);
  if (former) return { name: former, kind: 'former' };
  const plain = normalised(key);
  const same = topLevel.find(({ name }) => normalised(name) === plain);
  if (same) return { name: same.name, kind: 'spelling' };
  const near = topLevel.find(({ name, kind, required }) => {
    const allowed = name.length > 8 ? 2 : required && name.length > 3 ? 1 : 0;
    return kind === 'core' && !present.has(name) && editDistance(plain, name) <= allowed;
  });
  return near && { name: near.name, kind: 'letters' };
}
