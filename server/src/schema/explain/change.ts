import type { Change } from '../../model/change.ts';
import { type Node, textOf, textsOf } from '../../syntax/node.ts';
import { tokensOf } from '../../syntax/pointer.ts';
import { count, either, name, shorten, spell, typeWord } from './words.ts';

/**
 * What a change does to those who wrote or read by the older version, in a person's words.
 *
 * @param older What the older version is called, e.g. `1.1.0 (origin/main)`.
 */
export function explainChange(change: Change, older: string): string {
  const said = Object.hasOwn(sentences, change.keyword) ? sentences[change.keyword] : undefined;
  return (said ?? musts)(partsOf(change, older));
}

interface Parts {
  readonly change: Change;
  readonly backward: boolean;
  readonly older: string;
  /** The field that is spoken of, e.g. `totalCents` in backquotes. */
  readonly subject: string;
  /** ` in …` for what holds something; nothing at the root. */
  readonly inside: string;
  /** What the side that reads asks for, and what the other one says of it. */
  readonly reader: Node | undefined;
  readonly writer: Node | undefined;
}

function partsOf(change: Change, older: string): Parts {
  const backward = change.breaks === 'backward';
  const path = (tokensOf(`/${change.path}`) ?? []).filter((token) => change.path !== '' || token !== '');
  const named = path.findLast((token) => token !== '[]' && token !== '*');
  const last = path.at(-1);
  const subject =
    last === undefined
      ? 'The data'
      : last === '[]'
        ? named === undefined
          ? 'An item'
          : `An item of ${name(named)}`
        : last === '*'
          ? 'Any other field'
          : name(last);
  const inside = path.length === 0 ? '' : ` in ${subject.replace(/^An/, 'an').replace(/^Any/, 'any')}`;
  const [reader, writer] = backward ? [change.at.node, change.was.node] : [change.was.node, change.at.node];
  return { change, backward, older, subject, inside, reader, writer };
}

type Sentence = (parts: Parts) => string;

const sentences: Readonly<Record<string, Sentence>> = {
  type: ({ change, backward, older, subject, reader, writer }) => {
    const took = either(textsOf(reader).map(({ value }) => typeWord(value)));
    const lost = either((change.types ?? []).map(typeWord));
    if (!writer)
      return backward
        ? `${subject} must be ${took} now; ${older} left it open.`
        : `${subject} may be anything now, and consumers of ${older} expect ${took}.`;
    return backward
      ? `${subject} must be ${took} now, and events of ${older} may hold ${lost}.`
      : `${subject} may be ${lost} now, and consumers of ${older} expect ${took}.`;
  },
  enum: ({ change, backward, older, subject, reader }) => {
    const values = change.values ?? [];
    if (values.length === 0) {
      const took = shorten((reader?.kind === 'array' ? reader.items : reader ? [reader] : []).map(spell).join(', '), 60);
      return backward
        ? `${subject} must be one of ${took} now, and ${older} allowed more.`
        : `${subject} may hold more than ${took} now, and consumers of ${older} know no other values.`;
    }
    const some = shorten(either(values.map(spell)), 80);
    return backward
      ? `${subject} cannot be ${some} any more, and events of ${older} may say so.`
      : `${subject} may be ${some} now, and consumers of ${older} do not know that.`;
  },
  required: ({ change, backward, older, inside }) => {
    const field = name(change.property ?? '');
    return backward
      ? `${field} is required${inside} now, and events of ${older} may lack it.`
      : `${field} may be absent${inside} now, and consumers of ${older} expect it.`;
  },
  dependentRequired: dependent,
  dependencies: dependent,
  additionalProperties: unknown,
  unevaluatedProperties: unknown,
  open: ({ backward, older, inside }) =>
    backward
      ? `No other fields are allowed${inside} now, and events of ${older} may hold some.`
      : `Other fields are allowed${inside} now, and consumers of ${older} allow none.`,
  propertyNames: ({ change, backward, older, inside }) => {
    const field = change.property === undefined ? 'Some names' : `The name ${name(change.property)}`;
    return backward
      ? `${field}${inside} may not be used any more, and events of ${older} may hold it.`
      : `${field}${inside} may be used now, and consumers of ${older} do not take it.`;
  },
  false: ({ backward, older, subject }) =>
    backward
      ? `${subject} is not allowed any more, and events of ${older} may hold it.`
      : `${subject} is allowed now, and consumers of ${older} do not take it.`,
  'x-unit': ({ change, older, subject }) =>
    `The unit of ${subject.replace(/^An/, 'an')} was ${name(textOf(change.was.node) ?? '')} in ${older} and is ${name(textOf(change.at.node) ?? '')} now: the same number means something else.`,
  items: tooMany,
  additionalItems: tooMany,
  unevaluatedItems: tooMany,
  anyOf: alternatives,
  oneOf: alternatives,
  if: alternatives,
  data: ({ backward, older }) =>
    backward ? `The event has data now, and events of ${older} have none.` : `The event has no data any more, and consumers of ${older} expect some.`,
  'attribute-type': ({ change, older }) =>
    `The attribute ${name(change.property ?? '')} was ${name(textOf(change.was.node) ?? '')} in ${older} and is ${name(textOf(change.at.node) ?? '')} now.`,
  unread: ({ older }) => `Whether this goes with ${older} is not known: the schema of one of the two cannot be read.`,
  dialect: ({ older }) => `The schema is written in another language than that of ${older}, so whether they go together is not known.`,
  budget: ({ older }) => `Whether this goes with ${older} was not compared to the end: it takes too many steps. Make the schema simpler.`,
};

function dependent({ change, backward, older, inside }: Parts): string {
  const field = name(change.property ?? '');
  return backward
    ? `${field} is required${inside} beside other fields now, and events of ${older} may lack it.`
    : `${field} may be absent${inside} beside other fields now, and consumers of ${older} expect it.`;
}

function unknown({ change, backward, older, inside, subject }: Parts): string {
  if (change.property === undefined) return musts({ change, backward, older, inside, subject, reader: undefined, writer: undefined });
  const field = name(change.property);
  return backward
    ? `${field} is not allowed${inside} any more, and events of ${older} may hold it.`
    : `${field} is new${inside}, and consumers of ${older} allow no fields that they do not know.`;
}

function tooMany({ backward, older, subject }: Parts): string {
  return backward ? `${subject} may hold fewer items now than in ${older}.` : `${subject} may hold more items now than consumers of ${older} take.`;
}

function alternatives({ backward, older, subject }: Parts): string {
  return backward
    ? `${subject} may fit none of the alternatives any more as it was in ${older}.`
    : `${subject} may be what fits none of the alternatives that consumers of ${older} know.`;
}

/** What a keyword asks for, behind "must". */
const demands: Readonly<Record<string, (expected: Node | undefined) => string>> = {
  minimum: (expected) => `be at least ${wanted(expected)}`,
  maximum: (expected) => `be at most ${wanted(expected)}`,
  exclusiveMinimum: (expected) => `be more than ${wanted(expected)}`,
  exclusiveMaximum: (expected) => `be less than ${wanted(expected)}`,
  multipleOf: (expected) => `be a multiple of ${wanted(expected)}`,
  minLength: (expected) => `have at least ${count(size(expected), 'character')}`,
  maxLength: (expected) => `have at most ${count(size(expected), 'character')}`,
  pattern: (expected) => `match \`${shorten(textOf(expected) ?? '', 60)}\``,
  format: (expected) => `have the format ${name(textOf(expected) ?? '')}`,
  minItems: (expected) => `have at least ${count(size(expected), 'item')}`,
  maxItems: (expected) => `have at most ${count(size(expected), 'item')}`,
  minProperties: (expected) => `have at least ${count(size(expected), 'field')}`,
  maxProperties: (expected) => `have at most ${count(size(expected), 'field')}`,
  uniqueItems: () => 'repeat no item',
  contains: () => 'have an item of the kind that `contains` asks for',
  minContains: (expected) => `have at least ${count(size(expected), 'item')} of the kind that \`contains\` asks for`,
  maxContains: (expected) => `have at most ${count(size(expected), 'item')} of the kind that \`contains\` asks for`,
  not: () => 'not be what `not` excludes',
};

/** The same keyword in other words makes `may have …` of `must have …`. */
function musts({ change: { keyword, certain }, backward, older, subject, reader, writer }: Parts): string {
  const demand = Object.hasOwn(demands, keyword) ? demands[keyword] : undefined;
  const must = demand ? demand(reader) : `fit \`${keyword}\``;
  const before = demand && writer && sameKind(reader, writer) ? demand(writer) : undefined;
  const surely = certain ? '' : ' Whether anything breaks by that cannot be told from the schemas.';
  if (backward) return `${subject} must ${must} now; ${before ? `in ${older} it had to ${before}` : `${older} did not ask for that`}.${surely}`;
  return `${subject} ${before ? `must ${before} now` : `need not ${must} any more`}, and consumers of ${older} expect it to${before ? ` ${must}` : ''}.${surely}`;
}

const sameKind = (a: Node | undefined, b: Node): boolean => a?.kind === b.kind && b.kind !== 'object' && b.kind !== 'array';

const wanted = (node: Node | undefined): string => (node ? spell(node) : '');

const size = (node: Node | undefined): number => (node?.kind === 'number' ? node.value : 0);
