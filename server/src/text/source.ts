/**
 * One version of one file's text. Frozen: a change makes a new Source, so the object's identity is the key of every
 * memo that derives from it, and nothing derived ever needs to be invalidated.
 */
export interface Source {
  readonly uri: string;
  /** The editor's document version; 0 for a file that was read from disk. */
  readonly version: number;
  /** The text as it stands in the file, without a byte order mark. */
  readonly text: string;
  /** What reading the bytes showed that the text can no longer tell. */
  readonly bytes?: { readonly bom: boolean; readonly invalidUtf8At?: number };
}

export function createSource(uri: string, text: string, version = 0, bytes?: Source['bytes']): Source {
  return Object.freeze(bytes ? { uri, version, text, bytes } : { uri, version, text });
}
