import type { Members } from '../../envelopes/envelope.ts';
import { headerText, isHeader, otherPrefixes } from '../../envelopes/headers.ts';
import { type Property, property } from '../../syntax/node.ts';
import { at, child } from '../../syntax/pointer.ts';
import type { Tree } from '../../syntax/tree.ts';
import { renameFix, replaceFix } from '../fixes.ts';
import { defineRule, type Report } from '../rule.ts';

export const binaryModeHeader = defineRule({
  id: 'envelope/binary-mode-header',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'A header that is an attribute in binary mode has the prefix of another protocol, stands there twice, or is not encoded.',
  *check({ sample: { tree, node }, envelope }) {
    const { members } = envelope ?? {};
    const headers = members && at(node, members.at);
    if (!members?.encoded || headers?.kind !== 'object') return;
    const seen = new Set<string>();
    for (const held of headers.properties) {
      const name = held.key.value;
      const span = tree.span(held.key);
      const said = tree.source.text.slice(span.start, span.end);
      const foreign = otherPrefixes.find((prefix) => name.startsWith(prefix));
      if (foreign !== undefined) {
        const better = members.prefix + name.slice(foreign.length);
        const taken = property(headers, better) !== undefined;
        yield {
          at: held.key,
          message: `\`${said}\` is no attribute here: over HTTP the names of attributes begin with \`${members.prefix}\`.${taken ? ' That header is here too: remove one of them.' : ''}`,
          why: `\`${said.slice(0, foreign.length)}\` is what another protocol uses. A receiver passes the header over, and takes the attribute for absent.`,
          ...(!taken && { fixes: [renameFix(tree, 'unsafe', held, better)] }),
        };
      } else if (isHeader(members, child(members.at, name))) {
        if (seen.has(name)) {
          yield {
            at: held.key,
            message: `\`${said}\` stands here twice. Keep one of them.`,
            why: 'A receiver takes the first, the last, or both with a comma between them.',
          };
        }
        seen.add(name);
        yield* unencoded(tree, members, held);
      }
    }
  },
});

/** HTTP binding 1.0.2, 3.1.3.2: what has to be percent-encoded. A text in double quotes is read without them, so it may hold spaces. */
function* unencoded(tree: Tree, { prefix }: Members, { key, value }: Property): Iterable<Report> {
  if (value.kind !== 'string' || !key.value.startsWith(prefix) || value.value.includes('{{')) return;
  const quoted = /^"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"$/.test(value.value);
  // The percent sign has to be encoded as well: one that encodes nothing is read as it stands by some, and refused by others.
  const wrong = quoted ? undefined : /[^\x21\x23-\x24\x26-\x7e%]|%(?![0-9A-Fa-f]{2})/u.exec(value.value);
  if (!wrong) return;
  yield {
    at: value,
    message: `\`${key.value}\` holds ${nameOf(wrong[0])}, which a header cannot hold as it is. Write \`${headerText(wrong[0])}\`.`,
    why: /[\r\n]/.test(wrong[0])
      ? 'A line break ends the header, and what follows is read as another one.'
      : 'What is not printable ASCII is lost or refused on its way, and receivers decode percent signs.',
    fixes: [replaceFix(tree, 'unsafe', value, encoded(value.value), 'Encode it')],
  };
}

/** A value of which parts may be encoded already keeps those. A folded line is one line again. */
const encoded = (value: string): string =>
  value
    .replace(/[ \t]*[\r\n]+[ \t]*/g, ' ')
    .replace(/(%[0-9A-Fa-f]{2})|[^%]+|%/g, (part, sequence: string | undefined) => sequence ?? headerText(part));

function nameOf(character: string): string {
  const names: Readonly<Record<string, string | undefined>> = {
    ' ': 'a space',
    '\t': 'a tab',
    '\r': 'a line break',
    '\n': 'a line break',
    '"': 'a double quote',
  };
  return names[character] ?? `\`${character}\``;
}
