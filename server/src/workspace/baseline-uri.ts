import type { Config } from '../model/config.ts';
import { resolveUri } from '../text/uri.ts';
import { canonicalUri } from './uris.ts';

/** `./released`, `../contracts/`, `registry.json` are paths; everything else is a git revision. */
export const isPath = (against: string): boolean => /^\.{1,2}(\/|$)|^\/|\/$|\.json$/.test(against);

/** The uri of the folder or the file that is compared with; undefined where a git revision is, or nothing. */
export function baselineUri({ uri, root, compatibility }: Config): string | undefined {
  if (!compatibility || !isPath(compatibility.against)) return undefined;
  return canonicalUri(resolveUri(uri ?? root, compatibility.against.split('/').map(encodeURIComponent).join('/')));
}
