import { editDistance } from '../text/similar.ts';
import type { Attribute } from './envelope.ts';

/** A name without case and separators: what `dataContentType`, `data_content_type` and `datacontenttype` share. */
export const normalised = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What an attribute's name was plainly meant to be. */
export interface NearMiss {
  readonly name: string;
  /** `former`: a name of an older version; `spelling`: the same letters in another case; `letters`: some letters differ. */
  readonly kind: 'former' | 'spelling' | 'letters';
}

/**
 * The attribute that a key comes near without being it, of those that may stand beside it. Other letters count only where the
 * attribute that is meant is absent (`present` says which are there), since `times` beside `time` may be of its own right.
 */
export function nearMissOf(
  beside: readonly Attribute[],
  formerNames: ReadonlyMap<string, string> | undefined,
  key: string,
  present: ReadonlySet<string>,
): NearMiss | undefined {
  if (beside.some(({ name }) => name === key)) return undefined;
  const former = formerNames?.get(key);
  if (former) return { name: former, kind: 'former' };
  const plain = normalised(key);
  const same = beside.find(({ name }) => normalised(name) === plain);
  if (same) return { name: same.name, kind: 'spelling' };
  const near = beside.find(({ name, kind, required }) => {
    const allowed = name.length > 8 ? 2 : required && name.length > 3 ? 1 : 0;
    return kind === 'core' && !present.has(name) && editDistance(plain, normalised(name)) <= allowed;
  });
  return near && { name: near.name, kind: 'letters' };
}
