import type { YAMLError } from 'yaml';
import type { Span } from '../text/span.ts';
import type { Fault } from './tree.ts';

/** An error or warning of the `yaml` library as a fault: in words for somebody who writes YAML, at the smallest useful span. */
export function faultOf(error: YAMLError, text: string, document: number): Fault {
  const span = smallest(error, text);
  if (error.code === 'TAG_RESOLVE_FAILED' || error.code === 'BAD_COLLECTION_TYPE') {
    return { kind: 'tag', span, document, detail: text.slice(span.start, span.end) };
  }
  return { kind: 'syntax', span, document, detail: inWords(error, text.slice(span.start, span.end)) };
}

/** Errors in long parts of a text are shown on the first line of that part only. */
function smallest(error: YAMLError, text: string): Span {
  const start = Math.min(Math.max(error.pos[0], 0), text.length);
  const reach = error.code === 'BAD_DQ_ESCAPE' ? Math.max(error.pos[1], start + 2) : error.pos[1];
  const end = Math.min(Math.max(reach, start), text.length);
  const piece = text.slice(start, end);
  const lineEnd = piece.search(/[\n\r]/);
  if (lineEnd > 0) return { start, end: start + lineEnd };
  if (lineEnd === 0) return { start, end: start };
  return { start, end };
}

function inWords({ code, message }: YAMLError, piece: string): string {
  const written = piece.length > 40 ? `${piece.slice(0, 40)}…` : piece;
  switch (code) {
    case 'MISSING_CHAR':
      return missing(message);
    case 'BAD_INDENT':
      if (message.includes('must be sufficiently indented')) return `\`${message.slice(-1)}\` is missing, or this line is not indented enough.`;
      if (message.includes('same column')) return 'This line does not begin in the same column as the lines that it belongs to.';
      return 'This line is not indented enough.';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'A line cannot hold one `key: value` inside another; a text that holds `: ` stands in quotes.';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'A key must stand on one line; perhaps a colon or a quote is missing above.';
    case 'KEY_OVER_1024_CHARS':
      return 'The colon must follow within 1,024 characters of the start of its key.';
    case 'TAB_AS_INDENT':
      return 'YAML is not indented with tabs; use spaces.';
    case 'BAD_DQ_ESCAPE':
      return `\`${written}\` is no escape of YAML; a backslash itself is written \`\\\\\`, or the text stands in single quotes.`;
    case 'BAD_SCALAR_START':
      return `A text cannot begin with \`${written.slice(0, 1)}\`; put it in quotes.`;
    case 'BLOCK_IN_FLOW':
      return 'Inside of brackets nothing can be written with dashes or indentation.';
    case 'BAD_ALIAS':
      return message.startsWith('Alias ending') ? 'A space is missing between the alias and the colon.' : 'A name must follow the `&` or `*`.';
    case 'ALIAS_PROPS':
      return 'An alias can have no anchor and no tag of its own.';
    case 'MULTIPLE_ANCHORS':
      return 'A value can have only one anchor.';
    case 'MULTIPLE_TAGS':
      return 'A value can have only one tag.';
    case 'BAD_PROP_ORDER':
      return 'Anchors and tags stand after `?`, `:` and `-`.';
    case 'BAD_DIRECTIVE':
      return `\`${written}\` is no directive that YAML 1.2 has.`;
    case 'UNEXPECTED_TOKEN':
      return unexpected(message, written);
    default:
      return `${message.replace(/\.$/, '')}.`;
  }
}

function missing(message: string): string {
  const character = /must end with a (.)$/.exec(message)?.[1];
  if (character) return `\`${character}\` is missing here.`;
  if (message.startsWith('Missing closing')) return 'This text has no closing quote.';
  if (message.startsWith('Implicit map keys')) return 'A colon and a value are missing after this key.';
  if (message.startsWith('Missing space after :')) return 'A space is missing after the colon.';
  if (message.startsWith('Missing , or :')) return 'A comma or a colon is missing here.';
  if (message.startsWith('Missing ,')) return 'A comma is missing here.';
  if (message.startsWith('Comments must')) return 'A space is missing before the `#` of this comment.';
  if (message.includes('separated from')) return 'A space is missing here.';
  if (message.startsWith('Block collection cannot')) return 'What follows `---` begins on the next line.';
  if (message.includes('directives-end')) return 'A line `---` is missing after the directives.';
  return `${message}.`;
}

function unexpected(message: string, written: string): string {
  if (message.startsWith('Unexpected , in') || message.startsWith('Unexpected empty item')) return 'One comma too many.';
  if (message.includes('doc-end')) return 'There is no document that `...` could end.';
  if (message.startsWith('Block scalar header')) return 'After `|` or `>` only a digit, `+`, `-` and a comment can follow.';
  return written.trim() === '' ? 'Something is missing or out of place here.' : `\`${written}\` is out of place here.`;
}
