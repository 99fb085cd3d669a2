import type { Fix } from '../../model/finding.ts';
import { type FixPlan, fixFor } from '../../schema/fix-for.ts';
import type { Problem, Schema } from '../../schema/schema.ts';
import { get, type Node, type ObjectNode, type Property, textOf, textsOf, toValue } from '../../syntax/node.ts';
import { at, child } from '../../syntax/pointer.ts';
import type { Tree } from '../../syntax/tree.ts';
import { formats } from '../../text/formats.ts';
import { didYouMean } from '../../text/similar.ts';
import { replaceText } from '../../refactor/index.ts';
import { shorten } from '../../schema/explain/words.ts';
import { fixIn, insertFix, quoteFix, removeFix, renameFix, replaceFix } from '../fixes.ts';
import { parentPointer } from '../pointers.ts';
import type { RuleContext } from '../rule.ts';

/** How a value that does not fit could be mended. All of it is unsafe: the schema may be what is wrong. */
export function mismatchFixes(problem: Problem, root: Node, tree: Tree, schema: Schema, context: RuleContext): readonly Fix[] {
  const plans = fixFor(problem, tree);
  // What is required and only misspelt is not to be taken away.
  const misspelt = plans.some((plan) => plan.kind === 'rename-key' && isRequired(schema, parentPointer(plan.pointer), plan.to));
  const likely = misspelt ? plans.filter(({ kind }) => kind !== 'remove-property') : plans;
  return likely.flatMap((plan) => fixOf(plan, root, tree, schema, context));
}

function fixOf(plan: FixPlan, root: Node, tree: Tree, schema: Schema, context: RuleContext): readonly Fix[] {
  const holder = at(root, parentPointer(plan.pointer));
  switch (plan.kind) {
    case 'convert':
      if (plan.quotes) return fitsInQuotes(plan, tree, schema) ? [quoteFix(tree, 'unsafe', plan.node)] : [];
      if (plan.to === 'array' && !fitsAsItem(plan, schema)) return [];
      // A text keeps its quotes; everything else is written as it is said.
      return plan.to === 'string'
        ? [replaceFix(tree, 'unsafe', plan.node, JSON.parse(plan.text))]
        : [fixIn(tree, `Replace by ${shorten(plan.text)}`, 'unsafe', () => replaceText(tree, plan.node, plan.text))];
    case 'replace-value':
      return plan.value.kind === 'object' || plan.value.kind === 'array' ? [] : [replaceFix(tree, 'unsafe', plan.node, toValue(plan.value))];
    case 'rename-key': {
      const held = holding(holder, plan.key);
      return held && !get(holder, plan.to) ? [renameFix(tree, 'unsafe', held, plan.to)] : [];
    }
    case 'remove-property':
      if (holder?.kind !== 'object' || !holding(holder, plan.key) || isRequired(schema, parentPointer(plan.pointer), plan.key.value)) return [];
      return [removeFix(tree, 'unsafe', holder, plan.key.value)];
    case 'add-property': {
      // A name nearby is more likely to be this one, misspelt: then to rename it is the mend.
      if (
        plan.node.kind !== 'object' ||
        didYouMean(
          plan.name,
          plan.node.properties.map(({ key }) => key.value),
        ) !== undefined
      )
        return [];
      const known = schema.at(plan.pointer).flatMap(({ properties }) => properties.find(({ name }) => name === plan.name) ?? [])[0];
      const value = known && plausible(known.node, context);
      return value !== undefined ? [insertFix(tree, 'unsafe', plan.node, plan.name, value, lastName(plan.node))] : [];
    }
  }
}

/** A number in quotes is a text, but still no time. */
function fitsInQuotes({ node, pointer }: Extract<FixPlan, { kind: 'convert' }>, tree: Tree, schema: Schema): boolean {
  const { start, end } = tree.span(node);
  const text = tree.source.text.slice(start, end);
  return schema.at(pointer).every(({ node: wanted }) => formats.get(textOf(get(wanted, 'format')) ?? '')?.(text) ?? true);
}

/** A list of a single text is of no use where the items have to be objects. */
function fitsAsItem({ node, pointer }: Extract<FixPlan, { kind: 'convert' }>, schema: Schema): boolean {
  return schema.at(child(pointer, 0)).every(({ node: wanted }) => {
    const types = textsOf(get(wanted, 'type')).map(({ value }) => value);
    return types.length === 0 || types.includes(node.kind) || (node.kind === 'number' && types.includes('integer'));
  });
}

/** A schema may demand a name that it does not allow; then the schema is what has to be mended. */
const isRequired = (schema: Schema, pointer: string, name: string): boolean =>
  schema.at(pointer).some(({ node }) => textsOf(get(node, 'required')).some(({ value }) => value === name));

const holding = (holder: Node | undefined, key: Node): Property | undefined =>
  holder?.kind === 'object' ? holder.properties.find((property) => property.key === key) : undefined;

const lastName = ({ properties }: ObjectNode): string | undefined => properties.at(-1)?.key.value;

/** A value that fits a simple schema; nothing where that takes more than a look at it. */
function plausible(schema: Node, context: RuleContext): unknown {
  for (const keyword of ['const', 'default']) if (get(schema, keyword)) return toValue(get(schema, keyword));
  for (const keyword of ['enum', 'examples']) {
    const values = get(schema, keyword);
    if (values?.kind === 'array' && values.items[0]) return toValue(values.items[0]);
  }
  if (['pattern', 'minLength', 'multipleOf', 'allOf', 'anyOf', 'oneOf', 'exclusiveMinimum', 'minItems'].some((keyword) => get(schema, keyword)))
    return undefined;
  const type = get(schema, 'type');
  const minimum = get(schema, 'minimum');
  switch (type?.kind === 'string' ? type.value : undefined) {
    case 'string':
      return sampleText(get(schema, 'format'), context);
    case 'integer':
    case 'number':
      return minimum?.kind === 'number' ? minimum.value : 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    default:
      return undefined;
  }
}

function sampleText(format: Node | undefined, { newId, today }: RuleContext): string | undefined {
  switch (format?.kind === 'string' ? format.value : undefined) {
    case undefined:
      return '';
    case 'uuid':
      return newId();
    case 'date-time':
      return `${today}T00:00:00Z`;
    case 'date':
      return today;
    default:
      return undefined;
  }
}
