import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { memo } from '../text/memo.ts';
import type { Source } from '../text/source.ts';
import { createFaults, createTree, type Faults, type Part, tooLarge } from './build.ts';
import type { Block } from './node.ts';
import { type Comment, maxDepth, maxLength, type Tree } from './tree.ts';
import { createConverter } from './yaml-convert.ts';
import { faultOf } from './yaml-faults.ts';
import { readPlainYaml } from './yaml-plain.ts';

const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  uniqueKeys: false, // the library's own check is quadratic
  strict: true,
  prettyErrors: false,
  logLevel: 'silent',
  keepSourceTokens: true,
} as const;

/** The tree of a YAML text (YAML 1.2.2, core schema). One document for each `---`. */
export const parseYaml: (source: Source) => Tree = memo((source: Source) => {
  const { text } = source;
  if (text.length > maxLength) return tooLarge(source, 'yaml');
  const block: Block = { id: '0' };
  const plain = readPlainYaml(text, block);
  return plain
    ? createTree(source, 'yaml', [{ node: plain.node, block, extent: { start: 0, end: text.length } }], [], plain.comments)
    : parseFully(source);
});

/** The same by the `yaml` library, which knows all of the language and recovers from faults. */
export function parseFully(source: Source): Tree {
  const { text } = source;
  const faults = createFaults();
  const read = compose(text, faults);
  const starts = read.documents.map(({ token }, index) => (index === 0 ? 0 : token.offset));
  const parts: Part[] = read.documents.map(({ document, token }, index) => {
    const extent = { start: starts[index] ?? 0, end: starts[index + 1] ?? text.length };
    const block: Block = { id: String(index) };
    const convert = createConverter({ text, document: index, block, base: extent.start, faults });
    const node = convert(document.contents, token.start);
    for (const problem of [...document.errors, ...document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED')]) {
      // The library's own confusion about where a comment ends, in texts that are sound.
      if (problem.code === 'IMPOSSIBLE') continue;
      const fault = faultOf(problem, text, index);
      if (fault.span.start < read.end) faults.add(fault);
    }
    return { node, block, extent };
  });
  if (parts.length === 0) parts.push({ node: undefined, block: { id: '0' }, extent: { start: 0, end: text.length } });
  for (const problem of read.problems) faults.add(faultOf(problem, text, parts.length - 1));
  unprintable(text, faults);
  return createTree(source, 'yaml', parts, faults.all, read.comments);
}

interface Composed {
  readonly documents: readonly { readonly document: Document.Parsed; readonly token: CST.Document }[];
  readonly comments: readonly Comment[];
  /** Errors that belong to no document. */
  readonly problems: Composer['errors'];
  /** How far the text was read: not to its end where it nests too deep. */
  readonly end: number;
}

/**
 * Runs the library's lexer, parser and composer one token at a time. The parser keeps its own stack, so its depth is known
 * exactly before the composer, which recurses, sees anything: deeper than `maxDepth` nothing more is read.
 */
function compose(text: string, faults: Faults): Composed {
  const comments: Comment[] = [];
  const tokens: CST.Document[] = [];
  const parsed: Document.Parsed[] = [];
  const parser = new Parser();
  const composer = new Composer(options);
  let end = Number.POSITIVE_INFINITY;
  const take = (produced: Iterable<CST.Token>): void => {
    for (const token of produced) {
      if (token.type === 'document') tokens.push(token);
      for (const document of composer.next(token)) parsed.push(document as Document.Parsed);
    }
  };
  let isContent = false;
  for (const lexeme of new Lexer().lex(text.replace(controls, '\uFFFD'))) {
    if (lexeme.charCodeAt(0) === 35 && !isContent) {
      comments.push({ span: { start: parser.offset, end: parser.offset + lexeme.length }, text: lexeme.replace(/^#+/, '').trim() });
    }
    isContent = lexeme === scalarFollows;
    take(parser.next(lexeme));
    if (parser.stack.length > maxDepth + 1 && nesting(parser.stack) > maxDepth) {
      end = Math.min(parser.offset, text.length);
      const span = { start: Math.max(end - 1, 0), end };
      faults.add({ kind: 'too-deep', span, document: tokens.length, detail: `Nested deeper than ${maxDepth} levels.` });
      break;
    }
  }
  take(parser.end());
  for (const document of composer.end()) parsed.push(document as Document.Parsed);
  const documents = tokens.flatMap((token, index) => {
    const document = parsed[index];
    // Comments between two `...` are no document.
    const isNothing = tokens.length > 1 && !token.value && !token.start.some(({ type }) => type === 'doc-start') && document?.errors.length === 0;
    return document && !isNothing ? [{ document, token }] : [];
  });
  return { documents, comments, problems: composer.streamInfo().errors, end };
}

/** What the lexer says before the content of a scalar (`CST.SCALAR`). */
const scalarFollows = '\x1f';

/** The lexer speaks to the parser in these three, so they must not come from the text. */
const controls = /[\x02\x18\x1f]/g;

const nesting = (stack: readonly CST.Token[]): number => stack.reduce((count, token) => ('items' in token ? count + 1 : count), 0);

/** Characters that a YAML text cannot hold (YAML 1.2.2, section 5.1), and halves of characters. */
function unprintable(text: string, faults: Faults): void {
  for (const found of text.matchAll(forbidden)) {
    const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const span = { start: found.index, end: found.index + 1 };
    faults.add({
      kind: 'syntax',
      span,
      document: 0,
      detail: `The control character U+${code} cannot stand in YAML; write it as an escape in double quotes.`,
    });
  }
  if (text.isWellFormed()) return;
  for (const found of text.matchAll(/\p{Surrogate}/gu)) {
    const detail = `\\u${found[0].charCodeAt(0).toString(16)}`;
    faults.add({ kind: 'lone-surrogate', span: { start: found.index, end: found.index + 1 }, document: 0, detail });
  }
}

const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;
