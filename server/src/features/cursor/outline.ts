import type { Span } from '../../text/span.ts';

/**
 * What is being written at an offset, told from the text alone. A text is broken in most moments of typing, and what a
 * parser makes of a half-written line differs from fault to fault; the indentation and the brackets do not.
 */
export interface Cursor {
  /** Inside brackets, as everywhere in JSON. */
  readonly flow: boolean;
  /** Set where a name may be written. */
  readonly key?: KeySlot;
  /** Set where a value may be written; both are set where YAML begins a value on a line of its own. */
  readonly value?: ValueSlot;
  /** What a completion replaces: the word around the cursor without its quotes. */
  readonly word: Span;
  /** The quote that the word begins with. */
  readonly quote: '' | '"' | "'";
  /** Whether the word's closing quote is there. */
  readonly closed: boolean;
}

export interface KeySlot {
  /** The names and indices from the document's root to the object that the name goes to. */
  readonly path: readonly string[];
  /** The names that the object has, without the one that is being written. */
  readonly names: readonly string[];
  /** Whether a colon follows already. */
  readonly colon: boolean;
}

export interface ValueSlot {
  /** The names and indices from the document's root to the value itself. */
  readonly path: readonly string[];
  /** For an item of a list: the other items, as far as they are scalars. */
  readonly items: readonly string[];
}

/** An object or a list that is open at some point of the scan. It grows while the scan goes on, past the cursor as well. */
export interface Container {
  readonly kind: 'object' | 'array';
  readonly flow: boolean;
  /** The column of its names or dashes; -1 in brackets. */
  readonly indent: number;
  readonly parent: Container | undefined;
  readonly entries: Entry[];
}

export interface Entry {
  /** The name; the index for lists. */
  readonly name: string;
  readonly span: Span;
  /** The scalar beside it, as it is written. */
  value?: Span;
  filled: boolean;
}

export function open(kind: Container['kind'], indent: number, parent: Container | undefined): Container {
  return { kind, flow: indent < 0, indent, parent, entries: [] };
}

/** Notes a new entry as the last one. */
export function add(container: Container, name: string, span: Span): Entry {
  const entry: Entry = { name: container.kind === 'array' ? String(container.entries.length) : name, span, filled: false };
  container.entries.push(entry);
  return entry;
}

/** The path of a container: frozen when the cursor is met, since parents go on growing. */
export function pathOf(container: Container | undefined): string[] {
  const path: string[] = [];
  for (let parent = container?.parent; parent; parent = parent.parent) path.unshift(parent.entries.at(-1)?.name ?? '0');
  return path;
}

/** What the scanners note when they come past the cursor; `finish` makes the Cursor of it when all names are known. */
export interface Capture {
  readonly flow: boolean;
  readonly word: Span;
  readonly quote: Cursor['quote'];
  readonly closed: boolean;
  readonly key?: { readonly path: readonly string[]; readonly container: Container | undefined; readonly entry?: Entry; readonly colon: boolean };
  readonly value?: { readonly path: readonly string[]; readonly container?: Container; readonly entry?: Entry };
}

export function finish(text: string, offset: number, { flow, word, quote, closed, key, value }: Capture): Cursor {
  return {
    flow,
    // Of a text without its closing quote only what belongs to the word: the rest of the line is somebody else's.
    word:
      quote && !closed
        ? { start: word.start, end: Math.max(offset, word.start) + (/^[\w.$/-]*/.exec(text.slice(offset, word.end))?.[0].length ?? 0) }
        : word,
    quote,
    closed,
    ...(key && {
      key: {
        path: key.path,
        colon: key.colon,
        names: (key.container?.entries ?? []).filter((entry) => entry !== key.entry).map((entry) => entry.name),
      },
    }),
    ...(value && {
      value: {
        path: value.path,
        items:
          value.container?.kind === 'array'
            ? value.container.entries
                .filter((entry) => entry !== value.entry && entry.value)
                .map((entry) => unquote(text.slice(entry.value?.start, entry.value?.end)))
            : [],
      },
    }),
  };
}

/** A name or a scalar without its quotes; escapes are read where they are simple, since this is for comparing names. */
export function unquote(raw: string): string {
  const quote = raw[0];
  if (quote !== '"' && quote !== "'") return raw;
  const inner = raw.endsWith(quote) && raw.length > 1 ? raw.slice(1, -1) : raw.slice(1);
  return quote === '"' ? inner.replace(/\\(["\\/])/g, '$1') : inner.replaceAll("''", "'");
}

/** Where a quoted text ends, past its closing quote; at the end of the line when it is not closed. */
export function endOfQuoted(text: string, start: number, end: number): { readonly end: number; readonly closed: boolean } {
  const quote = text[start];
  for (let at = start + 1; at < end; at++) {
    const unit = text[at];
    if (unit === '\n' || unit === '\r') return { end: at, closed: false };
    if (unit === '\\' && quote === '"') at++;
    else if (unit === quote) {
      if (quote === "'" && text[at + 1] === "'") at++;
      else return { end: at + 1, closed: true };
    }
  }
  return { end, closed: false };
}
