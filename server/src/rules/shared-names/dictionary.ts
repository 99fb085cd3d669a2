import type { Dictionary, DictionaryEntry } from '../../model/dictionary.ts';
import type { Field } from '../../model/field.ts';
import type { Fix, Related } from '../../model/finding.ts';
import { insertProperty, replaceValue } from '../../refactor/index.ts';
import { get, type ObjectNode, property } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Edit } from '../../text/edits.ts';
import { standTogether } from '../casings.ts';
import { fixIn, renameEverywhereFix } from '../fixes.ts';
import { defineRule, type Report, type RuleContext } from '../rule.ts';
import { adoptType, formatWithin, typesOutside } from './agree.ts';
import { newestEvents, typesInWords } from './uses.ts';

export const dictionary = defineRule({
  id: 'shared-names/dictionary',
  property: 'shared-names',
  on: 'workspace',
  severity: 'error',
  since: '0.1.0',
  summary: "A field is not what the workspace's dictionary says of its name.",
  *check(_, context) {
    const { snapshot } = context;
    const agreed = snapshot.dictionary();
    if (!agreed || agreed.entries.length === 0) return;
    // A schema that several events refer to is looked at once.
    const seen = new Set<string>();
    for (const event of newestEvents(snapshot)) {
      for (const field of snapshot.fieldsOf(event)) {
        const { uri, document, pointer } = field.place;
        const key = `${uri} ${document} ${pointer} ${field.path}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const entry = agreed.entryFor(field);
        if (entry) yield* compare(field, entry, context);
        const better = agreed.insteadOf(field);
        if (better)
          yield {
            at: { place: field.place, key: true },
            message: `\`${field.name}\` is called \`${better.name}\` in the dictionary. Use that name.`,
            why,
            related: [whereAgreed(better)],
            fixes: takeName(field, better.name, agreed, context),
          };
      }
    }
  },
});

/** All fields of that name that should have the other one take it, unless one of them has that beside it. */
function takeName({ name }: Field, to: string, agreed: Dictionary, { snapshot, config }: RuleContext): readonly Fix[] {
  const uses = snapshot.fields(name).filter((use) => agreed.insteadOf(use.field)?.name === to);
  if (uses.some(({ event }) => standTogether(snapshot.fieldsOf(event), name, to))) return [];
  const places = uses.map((use) => use.field.place);
  return [renameEverywhereFix(snapshot, places, to, config)];
}

const why = 'The dictionary is what the team agreed on, so that one name means one thing in every event.';

const whereAgreed = ({ place, pattern }: DictionaryEntry): Related => ({ place, key: true, message: `\`${pattern}\` in the dictionary.` });

function* compare(field: Field, entry: DictionaryEntry, context: RuleContext): Iterable<Report> {
  const about = { at: { place: field.place, key: true }, why, related: [whereAgreed(entry)] };
  const name = `\`${field.name}\``;
  if (entry.types.length > 0 && typesOutside(field, entry.types).length > 0) {
    yield {
      ...about,
      message: `${name} is ${typesInWords(field)} here, but ${typesInWords(entry)} in the dictionary. Give it that type, or another name.`,
      fixes: adopt(field, entry, context),
    };
    // Format, unit and values are those of another type.
    return;
  }
  for (const aspect of ['format', 'unit'] as const) {
    const [own, theirs] = [field[aspect], entry[aspect]];
    if (own === undefined || theirs === undefined || (aspect === 'format' ? formatWithin(own, theirs) : own === theirs)) continue;
    yield {
      ...about,
      message: `${name} has the ${aspect} ${own} here, but ${theirs} in the dictionary. Use that one, or another name.`,
      fixes: replaceKeyword(
        field,
        aspect === 'unit' ? ['x-unit', 'unit'] : ['format'],
        theirs,
        `Make it \`${theirs}\`, as in the dictionary`,
        context,
      ),
    };
  }
  const extra = (field.enum ?? []).filter((value) => entry.enum && !entry.enum.includes(value));
  if (extra.length > 0)
    yield {
      ...about,
      message: `${name} may be ${extra.slice(0, 5).map(quoted).join(', ')}${extra.length > 5 ? ', …' : ''} here, which the dictionary does not list. Use its values, or another name.`,
      fixes: replaceKeyword(field, ['enum'], entry.enum, 'Use the values of the dictionary', context),
    };
  yield* lessThanAgreed(field, entry, context);
}

/** What says nothing contradicts nothing; but here it is known what could be said. */
function* lessThanAgreed(field: Field, entry: DictionaryEntry, context: RuleContext): Iterable<Report> {
  const unsaid = unsaidOf(field, entry);
  const own = unsaid.length > 0 ? schemaOf(field, context) : undefined;
  if (!own || saidOtherwise.some((keyword) => property(own.node, keyword))) return;
  const missing = property(own.node, 'pattern') ? unsaid.filter(([keyword]) => keyword !== 'format' && keyword !== 'enum') : unsaid;
  if (missing.length === 0) return;
  const names = missing.map(([keyword]) => `\`${keyword}\``).join(' and ');
  const safety = missing.every(([keyword]) => keyword === 'x-unit') ? 'safe' : 'unsafe';
  yield {
    at: { place: field.place, key: true },
    severity: 'hint',
    message: `The dictionary says more of \`${field.name}\` than this: its ${names}.`,
    related: [whereAgreed(entry)],
    fixes: [fixIn(own.tree, `Take over ${names} from the dictionary`, safety, () => insertAll(own.tree, own.node, missing))],
  };
}

type Unsaid = readonly (readonly [keyword: string, value: unknown])[];

/** What an entry says and a field does not. */
function unsaidOf(field: Field, { types, format, unit, enum: values }: DictionaryEntry): Unsaid {
  const unsaid: [keyword: string, value: unknown][] = [];
  if (field.types.length === 0 && types.length > 0) unsaid.push(['type', types.length === 1 ? types[0] : types]);
  if (field.format === undefined && format !== undefined) unsaid.push(['format', format]);
  if (field.unit === undefined && unit !== undefined) unsaid.push(['x-unit', unit]);
  if (field.enum === undefined && values) unsaid.push(['enum', values]);
  return unsaid;
}

/** What binds a field more closely, or says elsewhere what it is. */
const saidOtherwise = ['$ref', '$dynamicRef', 'const', 'enum', 'allOf', 'anyOf', 'oneOf'];

function insertAll(tree: Tree, node: ObjectNode, missing: Unsaid): readonly Edit[] {
  if (node.properties.length === 0) return replaceValue(tree, node, Object.fromEntries(missing));
  return missing.flatMap(([keyword, value]) => insertProperty(tree, node, keyword, value, keyword === 'type' ? { first: true } : { after: 'type' }));
}

function adopt(field: Field, { types }: DictionaryEntry, context: RuleContext): readonly Fix[] {
  const [type, ...more] = types.filter((one) => one !== 'null');
  return type === undefined || more.length > 0 ? [] : adoptType(field, type, `Make it \`${type}\`, as in the dictionary`, context);
}

/** Writes another value for the first of these keywords that is there. */
function replaceKeyword(field: Field, keywords: readonly string[], value: unknown, title: string, context: RuleContext): readonly Fix[] {
  const own = schemaOf(field, context);
  const node = keywords.map((keyword) => get(own?.node, keyword)).find((found) => found !== undefined);
  return own && node ? [fixIn(own.tree, title, 'unsafe', () => replaceValue(own.tree, node, value))] : [];
}

function schemaOf({ place }: Field, { snapshot }: RuleContext): { readonly tree: Tree; readonly node: ObjectNode } | undefined {
  const tree = snapshot.tree(place.uri);
  const node = tree && at(tree.documents[place.document], place.pointer);
  return tree && node?.kind === 'object' ? { tree, node } : undefined;
}

const quoted = (value: string): string => `"${value}"`;
