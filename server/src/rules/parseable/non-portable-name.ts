import type { Field } from '../../model/field.ts';
import { memo } from '../../text/memo.ts';
import { defineRule } from '../rule.ts';
import { casingOf, wordsOf } from '../words.ts';

export const nonPortableName = defineRule({
  id: 'parseable/non-portable-name',
  property: 'parseable',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Avro, Protobuf or BigQuery cannot hold a field of this name.',
  options: {
    targets: {
      type: 'array',
      items: { enum: ['avro', 'bigquery', 'protobuf'] },
      default: ['avro', 'bigquery', 'protobuf'],
      description: 'What events have to fit into: `avro`, `bigquery`, `protobuf`.',
    },
  },
  *check({ field, siblings }, { options }) {
    const { name } = field;
    const targets = Array.isArray(options.targets) ? limits.filter(({ id }) => (options.targets as readonly unknown[]).includes(id)) : limits;
    const broken = targets.flatMap(({ title, wrong }) => {
      const reason = wrong(name);
      return reason === undefined ? [] : { title, reason };
    });
    const [first] = broken;
    if (!first) return;
    // An event that writes all its names with hyphens chose to: that is told once, and as advice.
    const isCustom = casingOf(name) === 'kebab-case' && hyphenated(siblings).length > 1 && !hasOtherCasing(siblings);
    const others = isCustom ? hyphenated(siblings).length - 1 : 0;
    if (isCustom && hyphenated(siblings)[0] !== field) return;
    const titles = broken.filter(({ reason }) => reason === first.reason).map(({ title }) => title);
    const better = portable(name, siblings);
    const nor =
      others === 0
        ? ''
        : others === 1
          ? ', nor the other name with a hyphen in this event'
          : `, nor the ${others} other names with hyphens in this event`;
    yield {
      at: { place: field.place, key: true },
      message: `${inWords(titles)} cannot hold a field named \`${shown(name)}\`${nor}: ${first.reason}.${better === undefined ? '' : ` Write \`${better}\`.`}`,
      why: 'Sooner or later events land in a table or in a schema registry. There the field is renamed, or the event is turned away.',
      ...(isCustom && { severity: 'info' as const }),
    };
  },
});

interface Limit {
  readonly id: string;
  readonly title: string;
  /** Why a name cannot be held; undefined for one that can. */
  wrong(name: string): string | undefined;
}

const identifier = 'a name there is made of letters, digits and `_`, and does not begin with a digit';
const isIdentifier = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);

const limits: readonly Limit[] = [
  // Avro 1.12, "Names".
  { id: 'avro', title: 'Avro', wrong: (name) => (isIdentifier(name) ? undefined : identifier) },
  // Language specification, "Letters and digits"; a name beside it in JSON needs a `json_name`.
  { id: 'protobuf', title: 'Protobuf', wrong: (name) => (isIdentifier(name) ? undefined : identifier) },
  {
    id: 'bigquery',
    title: 'BigQuery',
    wrong(name) {
      const prefix = reservedPrefixes.find((reserved) => name.toUpperCase().startsWith(reserved));
      if (prefix !== undefined) return `names that begin with \`${prefix}\` are its own`;
      if (name.length > 300) return 'a name there has at most 300 characters';
      // Its flexible column names allow a hyphen, a space and letters of any script; these they do not.
      if (isIdentifier(name)) return undefined;
      return name === '' || /[!"$()*,./;?@[\]\\^`{}~]/.test(name) ? identifier : undefined;
    },
  },
];

/** BigQuery, "Specifying a schema", column names: whatever their case. */
const reservedPrefixes: readonly string[] = ['_TABLE_', '_FILE_', '_PARTITION', '_ROW_TIMESTAMP', '__ROOT__', '_COLIDENTIFIER'];

const hyphenated = memo((fields: readonly Field[]): readonly Field[] => {
  const first = new Map<string, Field>();
  for (const field of fields) if (casingOf(field.name) === 'kebab-case' && !field.shared && !first.has(field.name)) first.set(field.name, field);
  return [...first.values()];
});

const hasOtherCasing = memo((fields: readonly Field[]): boolean =>
  fields.some(({ name }) => ['camelCase', 'snake_case', 'PascalCase'].includes(casingOf(name) ?? '')),
);

/** The same words as a name that everything holds, joined as the other names of the event are; nothing where no letter is left. */
function portable(name: string, siblings: readonly Field[]): string | undefined {
  const words = wordsOf(name);
  const [first = '', ...rest] = words;
  if (!/^[a-z]/.test(first) || /[^\x20-\x7e]/.test(name)) return undefined;
  const isCamel = siblings.some((sibling) => casingOf(sibling.name) === 'camelCase');
  const made = isCamel ? first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') : words.join('_');
  return made.length > 60 || made === name ? undefined : made;
}

const inWords = (titles: readonly string[]): string => titles.join(', ').replace(/, (\w+)$/, ' and $1');

const shown = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);
