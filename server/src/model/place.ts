/**
 * How files speak of each other: by uri, document and JSON Pointer, never by offset, so that typing in one file moves
 * nothing in what another one knows. A place becomes a span only where it is shown (`Snapshot.locate`).
 */
export interface Place {
  readonly uri: string;
  /** Index among the documents of a `---` or NDJSON file; 0 elsewhere. */
  readonly document: number;
  readonly pointer: string;
}

export const placeKey = ({ uri, document, pointer }: Place): string => `${uri}#${document}#${pointer}`;

export const samePlace = (a: Place, b: Place): boolean => a.uri === b.uri && a.document === b.document && a.pointer === b.pointer;
