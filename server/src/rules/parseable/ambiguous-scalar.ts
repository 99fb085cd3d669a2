import type { Report } from '../rule.ts';
import type { StringNode } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { renameKey } from '../../refactor/index.ts';
import { fixIn, quoteFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { nodesOf, type Visited } from './faults.ts';

export const ambiguousScalar = defineRule({
  id: 'parseable/ambiguous-scalar',
  property: 'parseable',
  on: 'tree',
  severity: 'warning',
  since: '0.1.0',
  summary: 'YAML readers disagree whether a word without quotes is text, a number, a date, or true or false.',
  *check({ tree, holds }) {
    if (tree.syntax !== 'yaml' || holds === 'config' || holds === 'dictionary') return;
    for (const visited of nodesOf(tree)) {
      const report = reportOf(tree, visited);
      if (report) yield report;
      if (visited.node.kind === 'object')
        for (const property of visited.node.properties) {
          const { key } = property;
          if (key.style !== 'plain' || !oldBoolean.test(key.value)) continue;
          yield {
            ...aboutText(key),
            at: property,
            fixes: [fixIn(tree, 'Put it in quotes', 'safe', () => renameKey(tree, property, key.value))],
          };
        }
    }
  },
});

/** What YAML 1.1 reads as true or false and YAML 1.2 does not; `y` and `n` are left out, since hardly any reader does that. */
const oldBoolean = /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;

/** Texts in YAML 1.2 that YAML 1.1 reads as something else, and as what. */
const oldReadings: readonly (readonly [RegExp, string])[] = [
  [oldBoolean, 'true or false'],
  [/^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?$/, 'a date'],
  [/^[-+]?[1-9]\d*(?::[0-5]?\d)+(?:\.\d*)?$/, 'a number to the base of 60'],
  [/^[-+]?(?:0b[01_]+|(?:0|[1-9]\d*)(?:_\d+)+)$/, 'a number'],
];

/** Names of values that look like numbers and are none. */
const versionLike = /(?:^|[a-z_-])(?:version|release|revision)$/i;

/** Keywords whose value is true or false: a misspelt one is not mended by quotes, and `type-safe` speaks of it. */
const booleanKeywords = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'additionalItems',
  'uniqueItems',
  'deprecated',
  'readOnly',
  'writeOnly',
  'nullable',
  'required',
]);

function reportOf(tree: Tree, { node, property, path }: Visited): Report | undefined {
  const name = property?.key.value ?? '';
  if (node.kind === 'string') {
    if (node.style !== 'plain' || !oldReadings.some(([pattern]) => pattern.test(node.value))) return undefined;
    if (oldBoolean.test(node.value) && booleanKeywords.has(name)) return undefined;
    return { ...aboutText(node), fixes: [quoteFix(tree, 'safe', node)] };
  }
  if (node.kind !== 'number') return undefined;
  const { raw, value } = node;
  if (/^[-+]?0\d+$/.test(raw)) {
    return {
      at: node,
      message: `YAML 1.2 reads \`${raw}\` as ${value}, YAML 1.1 as ${asOctal(raw)}. Put it in quotes if it is text, such as a code; else write it without the zero.`,
      why,
      fixes: [quoteFix(tree, 'unsafe', node)],
    };
  }
  if (/^0o[0-7]+$/.test(raw)) {
    return {
      at: node,
      message: `YAML 1.2 reads \`${raw}\` as ${value}, YAML 1.1 as text. Write ${value}, or put it in quotes.`,
      why,
      fixes: [quoteFix(tree, 'unsafe', node)],
    };
  }
  // The version of a definition and the attributes of an envelope have rules of their own.
  if (path.length > 1 && versionLike.test(name) && /^\d+\.\d*0$/.test(raw)) {
    return {
      at: node,
      message: `\`${raw}\` is a number, and is written out as ${value}. Put it in quotes: "${raw}".`,
      why: 'Numbers keep no zeros at their end, so version 1.10 becomes 1.1.',
      fixes: [quoteFix(tree, 'unsafe', node)],
    };
  }
  return undefined;
}

const why = 'Readers of YAML 1.1 and 1.2 are both in wide use, so the same file gives different events.';

function aboutText(node: StringNode): Report {
  const reading = oldReadings.find(([pattern]) => pattern.test(node.value))?.[1] ?? 'something else';
  return { at: node, message: `YAML 1.2 reads \`${node.value}\` as text, YAML 1.1 as ${reading}. Put it in quotes: "${node.value}".`, why };
}

function asOctal(raw: string): string {
  const digits = raw.replace(/^[-+]/, '');
  return /^[0-7]+$/.test(digits) ? String((raw.startsWith('-') ? -1 : 1) * Number.parseInt(digits, 8)) : 'text';
}
