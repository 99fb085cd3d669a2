import type { Source } from '../text/source.ts';
import { emptySpan, type Span } from '../text/span.ts';
import type { Block, Node } from './node.ts';
import { type Comment, type Fault, maxLength, type Syntax, type Tree } from './tree.ts';

/** One document as a parser hands it over. */
export interface Part {
  readonly node: Node | undefined;
  readonly block: Block;
  /** Where the document lies in the text; its nodes count from the start of it. */
  readonly extent: Span;
}

/** The most `syntax` faults that are told of one file: one slip often breaks everything after it. */
export const maxSyntaxFaults = 50;

/** Collects faults, in the order of their finding. */
export interface Faults {
  readonly all: readonly Fault[];
  add(fault: Fault): void;
}

export function createFaults(): Faults {
  const all: Fault[] = [];
  let syntaxFaults = 0;
  return {
    all,
    add(fault) {
      if (fault.kind === 'syntax' && ++syntaxFaults > maxSyntaxFaults) return;
      all.push(fault);
    },
  };
}

/** The tree of documents that lie one after another in a text. */
export function createTree(source: Source, syntax: Syntax, parts: readonly Part[], faults: readonly Fault[], comments: readonly Comment[]): Tree {
  const bases = new Map<Block, number>();
  for (const part of parts) bases.set(part.block, part.extent.start);
  return {
    source,
    syntax,
    documents: parts.map((part) => part.node),
    extents: parts.map((part) => part.extent),
    faults: faults.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    comments,
    span(node) {
      const base = bases.get(node.block) ?? 0;
      return { start: base + node.start, end: base + node.end };
    },
  };
}

/** What stands for a text that is longer than `maxLength`. */
export function tooLarge(source: Source, syntax: Syntax): Tree {
  const detail = `The file has ${source.text.length} characters; at most ${maxLength} are read as a whole.`;
  const part: Part = { node: undefined, block: { id: '0' }, extent: { start: 0, end: source.text.length } };
  return createTree(source, syntax, [part], [{ kind: 'too-large', span: emptySpan(0), document: 0, detail }], []);
}
