import type { Block, Node, ObjectNode, Property, StringNode, StringStyle } from './node.ts';
import type { Comment } from './tree.ts';

/** What a text in the plain part of YAML holds. */
export interface PlainYaml {
  readonly node: Node;
  readonly comments: readonly Comment[];
}

/**
 * Reads YAML as people write it by far most often: one document of block mappings and sequences, with flow collections and scalars on one
 * line. The result is the very tree that the full reader makes, in a tenth of the time. Whatever is not surely sound and in that part of
 * the language (several documents, anchors, tags, block scalars, texts over several lines, escapes, tabs, any mistake) gives undefined:
 * then the full reader, which recovers from faults, reads all of it. So nothing in here has to say what is wrong.
 */
export function readPlainYaml(text: string, block: Block): PlainYaml | undefined {
  if (unusual.test(text) || !text.isWellFormed()) return undefined;
  const reader = createReader(text, block);
  try {
    return reader.document();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

/** Tabs, carriage returns, what YAML cannot hold (5.1), line ends of other alphabets, and lines that end or begin a document. */
const unusual = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^(?:---|\.\.\.|%)/m;

class NotPlain extends Error {}

/** Far less than a tree may have, so that the bound on depth is for the full reader to watch over. */
const maxDepth = 100;

/** Names that are surely texts; quoted ones without quotes or escapes in them. Numbers and the like are keys that somebody has to be told of. */
const keys = /(?:[A-Za-z_$][\w$./@+-]{0,200}|"[^"\\\n]{0,200}"|'[^'\n]{0,200}'):(?=[ \n]|$)/y;
/** What begins a text that means nothing else. */
const begins = /[A-Za-z0-9_$./(<=+~\u00a1-\ud7ff]|-(?=[A-Za-z0-9.])/y;
const endsInBlock = /\n/g;
const endsInFlow = /[\n,[\]{}]/g;

const number = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;
/** All other spellings of numbers that the core schema has (YAML 1.2.2, 10.3.2). */
const likeNumber = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$|^0(?:o[0-7]+|x[\da-fA-F]+)$|^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const words: ReadonlyMap<string, null | boolean> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

function createReader(text: string, block: Block) {
  const comments: Comment[] = [];
  const { length } = text;
  let at = 0;
  /** Where the line of `at` begins. */
  let line = 0;
  let depth = 0;

  const stop = (): never => {
    throw new NotPlain();
  };
  const isEnd = (): boolean => at >= length || text[at] === '\n';
  const spaces = (): void => {
    while (text[at] === ' ') at++;
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };

  const comment = (): void => {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? length : newline;
    comments.push({ span: { start: at, end }, text: text.slice(at, end).replace(/^#+/, '').trim() });
    at = end;
  };

  /** Goes to the next line that holds more than a comment. Tells its column; -1 at the end of the text. */
  const nextLine = (): number => {
    for (;;) {
      if (at >= length) return -1;
      if (text[at] === '\n') at++;
      line = at;
      spaces();
      if (text[at] === '#') comment();
      else if (!isEnd()) return at - line;
    }
  };

  /** Behind a value: nothing more on its line but a comment. */
  const endOfLine = (): void => {
    const before = at;
    spaces();
    if (isEnd()) return;
    if (text[at] !== '#' || at === before) stop();
    comment();
  };

  const isDash = (): boolean => text[at] === '-' && (at + 1 >= length || text[at + 1] === ' ' || text[at + 1] === '\n');

  const string = (start: number, end: number, value: string, style: StringStyle): StringNode => ({ kind: 'string', block, start, end, value, style });

  const quoted = (): StringNode => {
    const start = at;
    const quote = text[at] === '"' ? '"' : "'";
    let close = text.indexOf(quote, at + 1);
    if (quote === "'") while (close >= 0 && text[close + 1] === quote) close = text.indexOf(quote, close + 2);
    const inner = close < 0 ? stop() : text.slice(start + 1, close);
    if (inner.includes('\n') || (quote === '"' && inner.includes('\\'))) stop();
    at = close + 1;
    return quote === '"' ? string(start, at, inner, 'double') : string(start, at, inner.replaceAll("''", "'"), 'single');
  };

  /** Up to a comment, the end of the line, or what ends it in brackets. Lines may be very long, so no pattern runs along them. */
  const plain = (ends: RegExp): Node => {
    const start = at;
    if (match(begins) === undefined) stop();
    ends.lastIndex = at;
    const rest = text.slice(at, ends.exec(text)?.index ?? length);
    const beforeComment = rest.indexOf(' #');
    const raw = (beforeComment < 0 ? rest : rest.slice(0, beforeComment)).trimEnd();
    if (raw.includes(': ') || raw.endsWith(':')) stop();
    const end = start + raw.length;
    at = end;
    if (words.has(raw)) {
      const value = words.get(raw) ?? null;
      return value === null ? { kind: 'null', block, start, end, absent: false } : { kind: 'boolean', block, start, end, value };
    }
    if (number.test(raw)) return { kind: 'number', block, start, end, raw, value: Number(raw) };
    if (likeNumber.test(raw)) stop();
    return string(start, end, raw, 'plain');
  };

  const key = (): StringNode | undefined => {
    const written = match(keys)?.slice(0, -1);
    if (written === undefined) return undefined;
    const start = at;
    const end = at + written.length;
    at = end + 1;
    if (written[0] === '"' || written[0] === "'") return string(start, end, written.slice(1, -1), written[0] === '"' ? 'double' : 'single');
    if (words.has(written)) stop();
    return string(start, end, written, 'plain');
  };

  const property = (name: StringNode, value: Node): Property => ({
    block,
    start: name.start,
    end: Math.max(value.end, name.end),
    key: name,
    value,
  });

  /** Refuses a name that stands there already. */
  const newNames = (): ((name: StringNode) => void) => {
    const known = new Set<string>();
    return ({ value }) => {
      if (known.size === known.add(value).size) stop();
    };
  };

  /** Between two tokens of a flow collection: its lines must be indented more than the block that holds it. */
  const flowSpace = (column: number): void => {
    spaces();
    while (text[at] === '\n') {
      at++;
      line = at;
      spaces();
      if (at - line <= column) stop();
    }
  };

  const flow = (column: number): Node => {
    const character = text[at];
    if (character === '"' || character === "'") return quoted();
    if (character !== '{' && character !== '[') return plain(endsInFlow);
    if (++depth > maxDepth) stop();
    const start = at++;
    const isMap = character === '{';
    const closing = isMap ? '}' : ']';
    const properties: Property[] = [];
    const items: Node[] = [];
    const isNew = newNames();
    flowSpace(column);
    while (text[at] !== closing) {
      if (isMap) {
        const name = key() ?? stop();
        isNew(name);
        flowSpace(column);
        properties.push(property(name, flow(column)));
      } else items.push(flow(column));
      flowSpace(column);
      if (text[at] === ',') {
        at++;
        flowSpace(column);
        if (text[at] === closing) stop();
      } else if (text[at] !== closing) stop();
    }
    at++;
    depth--;
    const span = { block, start, end: at };
    return isMap ? { kind: 'object', ...span, properties, flow: true } : { kind: 'array', ...span, items, flow: true };
  };

  const scalarOrFlow = (column: number): Node => {
    const character = text[at];
    const value = character === '{' || character === '[' ? flow(column) : character === '"' || character === "'" ? quoted() : plain(endsInBlock);
    endOfLine();
    return value;
  };

  /**
   * What stands behind the colon or the dash before `at`: on its line, below it, or nothing. What stands below is indented more than
   * the collection, but for a sequence, which may stand in the column of its key: `sequenceAt`.
   */
  const valueBehind = (column: number, sequenceAt: number): { readonly value: Node; readonly next: number } => {
    const emptyAt = text[at] === ' ' ? at + 1 : at;
    const before = at;
    spaces();
    if (!isEnd() && !(text[at] === '#' && at > before)) {
      const value = scalarOrFlow(column);
      return { value, next: nextLine() };
    }
    endOfLine();
    const next = nextLine();
    if (next > column || (next === sequenceAt && next >= 0 && isDash())) return collection(next);
    return { value: { kind: 'null', block, start: emptyAt, end: emptyAt, absent: true }, next };
  };

  /** A block collection whose first line is at `at`, in that column. `next` is the column of the line behind it. */
  function collection(column: number): { readonly value: Node; readonly next: number } {
    if (++depth > maxDepth) stop();
    const read = isDash() ? sequence(column) : mapping(column);
    depth--;
    return read;
  }

  function mapping(column: number): { readonly value: ObjectNode; readonly next: number } {
    const properties: Property[] = [];
    const isNew = newNames();
    let next = column;
    while (next === column) {
      const name = key() ?? stop();
      isNew(name);
      const read = valueBehind(column, column);
      properties.push(property(name, read.value));
      next = read.next;
    }
    if (next > column) stop();
    const [first = stop()] = properties;
    const last = properties.at(-1) ?? first;
    return { value: { kind: 'object', block, start: first.start, end: last.end, properties, flow: false }, next };
  }

  function sequence(column: number): { readonly value: Node; readonly next: number } {
    const start = at;
    const items: Node[] = [];
    let end = start;
    let next = column;
    while (next === column && isDash()) {
      at++;
      const after = text[at] === ' ' ? at + 1 : at;
      const read = item(column);
      items.push(read.value);
      end = Math.max(read.value.end, after);
      next = read.next;
    }
    if (next > column) stop();
    return { value: { kind: 'array', block, start, end, items, flow: false }, next };
  }

  /** A mapping may begin on the line of the dash; a sequence does so too rarely to be read here. */
  function item(column: number): { readonly value: Node; readonly next: number } {
    const behind = at;
    spaces();
    if (isDash()) stop();
    keys.lastIndex = at;
    if (keys.test(text)) return collection(at - line);
    at = behind;
    return valueBehind(column, -1);
  }

  return {
    document(): PlainYaml {
      const column = nextLine();
      if (column < 0) stop();
      const { value, next } = collection(column);
      if (next >= 0) stop();
      return { node: value, comments };
    },
  };
}
