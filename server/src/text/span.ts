/** A half-open range of a text, in UTF-16 code units: LSP's own unit, so no conversion is needed on the way out. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const emptySpan = (at: number): Span => ({ start: at, end: at });

export const covers = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;

export const encloses = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
