import type { Place } from '../model/place.ts';
import { child, escapeToken, tokensOf } from '../syntax/pointer.ts';

/**
 * A reference after a name on its way was changed: `#/properties/siteId/properties/city` for `siteId` becoming `shopId`. `renamed` is the
 * place of what has the name. Undefined where the reference does not lead through it, or leads there by other means, such as an anchor.
 */
export function referenceAfterRename(reference: string, target: Place, renamed: Place, to: string): string | undefined {
  const isOnItsWay = target.pointer === renamed.pointer || target.pointer.startsWith(`${renamed.pointer}/`);
  if (target.uri !== renamed.uri || target.document !== renamed.document || !isOnItsWay) return undefined;
  const hash = reference.indexOf('#');
  const written = hash < 0 ? [] : reference.slice(hash + 1).split('/');
  // What is written may begin anywhere above, so the steps are counted from the end.
  const fromEnd = (tokensOf(target.pointer)?.length ?? 0) - (tokensOf(renamed.pointer)?.length ?? 0);
  const index = written.length - 1 - fromEnd;
  if (written[0] !== '' || index < 1) return undefined;
  return `${reference.slice(0, hash + 1)}${written.with(index, encodeToken(to)).join('/')}`;
}

/** A name as it stands in the fragment of a reference: escaped as RFC 6901 asks, then as RFC 3986 does. */
export const encodeToken = (name: string): string => escapeToken(name).replace(/[^\w.~!$&'()*+,;=:@?-]/gu, encodeURIComponent);

/** The place of a name below a keyword of a schema. */
export const placeBelow = (schema: Place, keyword: string, name: string): Place => ({
  ...schema,
  pointer: child(child(schema.pointer, keyword), name),
});
