/**
 * Clients spell one file in several ways (`c%3A`, `%40` for `@`). Inside of the engine a file has one name: every segment
 * decoded, then encoded as RFC 3986 demands and no further.
 */
export function canonicalUri(uri: string): string {
  const match = /^([a-z][a-z\d+.-]*):(\/\/[^/?#]*)?([^?#]*)(.*)$/i.exec(uri);
  if (!match) return uri;
  const [, scheme = '', authority = '', path = '', rest = ''] = match;
  const segments = path.split('/').map((segment) => {
    try {
      return encodeURIComponent(decodeURIComponent(segment)).replace(/%(3A|40|24|26|2B|2C|3B|3D)/gi, decodeURIComponent);
    } catch {
      return segment;
    }
  });
  const drive = /^[A-Z]:$/.exec(segments[1] ?? '');
  if (scheme.toLowerCase() === 'file' && drive) segments[1] = drive[0].toLowerCase();
  return `${scheme.toLowerCase()}:${authority.toLowerCase()}${segments.join('/')}${rest}`;
}

/** The path of a uri below a root that ends in `/`, decoded, as globs are matched against it; undefined outside of it. */
export function relativePath(root: string, uri: string): string | undefined {
  return uri.startsWith(root) ? decode(uri.slice(root.length)) : undefined;
}

/** The folder of a file, ending in `/`. */
export const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/') + 1);

export const fileName = (uri: string): string => decode(uri.slice(uri.lastIndexOf('/') + 1));

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
