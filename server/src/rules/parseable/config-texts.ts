import type { StructureFault } from '../../model/event-definition.ts';
import type { Place } from '../../model/place.ts';
import { get, type Node, type StringNode } from '../../syntax/node.ts';
import { child } from '../../syntax/pointer.ts';
import { didYouMean } from '../../text/similar.ts';
import { namedPatterns, typePatternOf } from '../event-type/type-pattern.ts';

/** What is wrong within the texts of `eventwright.yaml`: its globs and its regular expression, which no schema reads. */
export function faultsInTexts(root: Node, place: Place): readonly StructureFault[] {
  const typePattern = get(root, 'typePattern');
  const texts: readonly (Text & { readonly fault: string | undefined })[] = [
    ...(typePattern?.kind === 'string' ? [{ node: typePattern, pointer: '/typePattern', fault: patternFault(typePattern.value) }] : []),
    ...globsOf(root).map((glob) => ({ ...glob, fault: globFault(glob.node.value) })),
  ];
  return texts.flatMap(({ node, pointer, fault }) =>
    fault === undefined ? [] : [{ node, place: { ...place, pointer: place.pointer + pointer }, message: fault }],
  );
}

interface Text {
  readonly node: StringNode;
  readonly pointer: string;
}

function globsOf(root: Node): readonly Text[] {
  const definitions = get(root, 'definitions');
  const entries = definitions?.kind === 'array' ? definitions.items.map((item, index) => [item, child('/definitions', index)] as const) : [];
  const ignored = get(root, 'ignore');
  return [
    ...textsIn(definitions, '/definitions'),
    ...entries.flatMap(([item, pointer]) => textsIn(get(item, 'files'), child(pointer, 'files'))),
    ...textsIn(get(definitions, 'files'), '/definitions/files'),
    ...textsIn(get(root, 'samples'), '/samples'),
    ...textsIn(get(root, 'exclude'), '/exclude'),
    ...(ignored?.kind === 'array' ? ignored.items.flatMap((item, index) => textsIn(get(item, 'file'), child(child('/ignore', index), 'file'))) : []),
  ];
}

function textsIn(node: Node | undefined, pointer: string): readonly Text[] {
  if (node?.kind === 'string') return [{ node, pointer }];
  return node?.kind === 'array'
    ? node.items.flatMap((item, index) => (item.kind === 'string' ? [{ node: item, pointer: child(pointer, index) }] : []))
    : [];
}

function patternFault(written: string): string | undefined {
  if (written === '') return undefined;
  if (!typePatternOf({ typePattern: written })) {
    const why = reasonOf(written);
    return why === undefined
      ? 'This regular expression can take very long on some texts, so no type is compared with it. Let each repeated part begin with a character of its own.'
      : `\`typePattern\` is no regular expression, so no type is compared with it: ${why}.`;
  }
  const meant = namedPatterns.includes(written) || !/^[\w-]+$/.test(written) ? undefined : didYouMean(written, namedPatterns);
  return meant && `\`typePattern\` is a regular expression that only the type "${written}" fits. Did you mean \`${meant}\`?`;
}

/** What the engine has against a regular expression; undefined where it takes it. */
function reasonOf(written: string): string | undefined {
  try {
    new RegExp(written, 'u');
    return undefined;
  } catch (error) {
    const [, reason = 'it cannot be read'] = /: ([^:]+)$/.exec(error instanceof Error ? error.message : '') ?? [];
    return reason.charAt(0).toLowerCase() + reason.slice(1);
  }
}

/** Why a glob finds nothing, or something else than was meant. */
function globFault(glob: string): string | undefined {
  if (/^!(?!\()/.test(glob))
    return 'A glob that begins with `!` finds everything else. What is to be left out stands under `exclude`, without the `!`.';
  if (/^(?:[A-Za-z]:)?[/\\]/.test(glob))
    return 'Paths begin at the folder of eventwright.yaml, so this finds nothing. Leave out what stands before it.';
  if (/^(?:\.\/)*\.\.(?:\/|$)/.test(glob)) return 'This leads out of the folder of eventwright.yaml, so it finds nothing. Name files below it.';
  if (/\\\w/.test(glob)) return 'Between folders stands `/`: a backslash takes the next character literally.';
  const open = openBracket(glob);
  return open && `\`${open}\` is never closed, so this finds only what is named just so. Close it, or write \`\\${open}\` for the character itself.`;
}

const closing: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['(', ')'],
  ['[', ']'],
]);

function openBracket(glob: string): string | undefined {
  const open: string[] = [];
  for (let at = 0; at < glob.length; at++) {
    const character = glob.charAt(at);
    const last = open.at(-1);
    if (character === '\\') at++;
    else if (last !== undefined && character === closing.get(last)) open.pop();
    // Within brackets other brackets are characters; a parenthesis opens something only behind one of `?*+@!`.
    else if (last !== '[' && (character === '{' || character === '[' || (character === '(' && '?*+@!'.includes(glob.charAt(at - 1) || ' '))))
      open.push(character);
  }
  return open[0];
}
