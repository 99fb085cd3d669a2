/**
 * URI references by RFC 3986, as texts. Nothing is normalised that the specification does not ask for, so that a name
 * such as an `$id` stays as its author wrote it.
 */
export interface UriParts {
  readonly scheme?: string;
  readonly authority?: string;
  readonly path: string;
  readonly query?: string;
  readonly fragment?: string;
}

/** Takes a reference apart (RFC 3986, appendix B). Every text has parts: this never fails. */
export function splitUri(reference: string): UriParts {
  const [, , scheme, , authority, path = '', , query, , fragment] = parts.exec(reference) ?? [];
  return {
    path,
    ...(scheme !== undefined && { scheme }),
    ...(authority !== undefined && { authority }),
    ...(query !== undefined && { query }),
    ...(fragment !== undefined && { fragment }),
  };
}

/** Puts the parts together again (RFC 3986, 5.3). */
export function joinUri({ scheme, authority, path, query, fragment }: UriParts): string {
  let uri = scheme === undefined ? '' : `${scheme}:`;
  if (authority !== undefined) uri += `//${authority}`;
  uri += path;
  if (query !== undefined) uri += `?${query}`;
  return fragment === undefined ? uri : `${uri}#${fragment}`;
}

/** The target of a reference that is written where `base` is the base URI (RFC 3986, 5.2.2, strict). */
export function resolveUri(base: string, reference: string): string {
  const to = splitUri(reference);
  if (to.scheme !== undefined) return joinUri({ ...to, path: removeDotSegments(to.path) });
  const from = splitUri(base);
  const scheme = from.scheme === undefined ? {} : { scheme: from.scheme };
  if (to.authority !== undefined) return joinUri({ ...to, ...scheme, path: removeDotSegments(to.path) });
  const authority = from.authority === undefined ? {} : { authority: from.authority };
  const fragment = to.fragment === undefined ? {} : { fragment: to.fragment };
  if (to.path === '') {
    const query = to.query ?? from.query;
    return joinUri({ ...scheme, ...authority, path: from.path, ...(query !== undefined && { query }), ...fragment });
  }
  const path = to.path.startsWith('/') ? to.path : merge(from, to.path);
  return joinUri({ ...to, ...scheme, ...authority, path: removeDotSegments(path) });
}

/**
 * The shortest relative reference that leads from one URI to another of the same scheme and authority, beginning with a dot:
 * `../common/address.json`. What is elsewhere stays absolute.
 */
export function relativeUri(from: string, to: string): string {
  const [own, other] = [splitUri(from), splitUri(to)];
  if (own.scheme !== other.scheme || own.authority !== other.authority) return to;
  const here = own.path.split('/').slice(0, -1);
  const there = other.path.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  const up = here.slice(shared).map(() => '..');
  const path = [...(up.length > 0 ? up : ['.']), ...there.slice(shared)].join('/');
  return joinUri({
    path,
    ...(other.query !== undefined && { query: other.query }),
    ...(other.fragment !== undefined && { fragment: other.fragment }),
  });
}

/** A URI without its fragment, and the fragment without `#` and with its percent-encoding undone; empty where there is none. */
export function splitFragment(uri: string): [base: string, fragment: string] {
  const at = uri.indexOf('#');
  return at < 0 ? [uri, ''] : [uri.slice(0, at), decodePercent(uri.slice(at + 1))];
}

/** Undoes percent-encoding; a text that is not well encoded stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const parts = /^(([A-Za-z][A-Za-z0-9+.-]*):)?(\/\/([^/?#]*))?([^?#]*)(\?([^#]*))?(#([\s\S]*))?$/;

function merge(from: UriParts, path: string): string {
  if (from.authority !== undefined && from.path === '') return `/${path}`;
  return from.path.slice(0, from.path.lastIndexOf('/') + 1) + path;
}

/** RFC 3986, 5.2.4, by segments. A path that is not rooted keeps no dots either. */
function removeDotSegments(path: string): string {
  if (!path.includes('.')) return path;
  const rooted = path.startsWith('/');
  const segments = (rooted ? path.slice(1) : path).split('/');
  const kept: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '..') kept.pop();
    if (segment !== '..' && segment !== '.') kept.push(segment);
    else if (last) kept.push('');
  }
  return (rooted ? '/' : '') + kept.join('/');
}
