import type { Attribute, Envelope } from '../../envelopes/envelope.ts';
import { pointersOf, typeAsWritten } from '../../envelopes/roles.ts';
import type { Fix } from '../../model/finding.ts';
import { roles } from '../../model/sample.ts';
import { replaceValue } from '../../refactor/index.ts';
import { type Node, textOf, toValue } from '../../syntax/node.ts';
import { tokensOf } from '../../syntax/pointer.ts';
import { fixIn } from '../fixes.ts';
import type { RuleContext, SampleSubject } from '../rule.ts';
import { keepsItsNumbers } from './exact.ts';

/** Puts an event into another envelope, where all that it says has a place there: its roles carry over, the rest is made. */
export function wrapFix(subject: SampleSubject, to: Envelope, context: RuleContext): Fix | undefined {
  const { sample, envelope } = subject;
  if (!envelope || sample.tree.syntax === 'http' || to.members?.encoded || !keepsItsNumbers(sample.node)) return undefined;
  if (losesSomething(sample.node, envelope, to)) return undefined;
  const made = new Map<string, unknown>();
  for (const role of roles) {
    const [place] = pointersOf(to, role);
    const node = sample.roles[role];
    if (place === undefined || node === undefined || to.derived?.[role]) continue;
    made.set(place, toValue(node));
  }
  const type = textOf(sample.roles.type);
  const [typePlace] = pointersOf(to, 'type');
  if (type !== undefined && typePlace !== undefined) made.set(typePlace, typeAsWritten(to, type, subject.judge?.event.version));
  for (const attribute of to.attributes) {
    if (!attribute.required || made.has(attribute.pointer)) continue;
    const value = generated(attribute, subject, context);
    if (value === undefined) return undefined;
    made.set(attribute.pointer, value);
  }
  const event = nested(to, made);
  return fixIn(sample.tree, `Put it into ${to.title}`, 'unsafe', () => replaceValue(sample.tree, sample.node, event));
}

/** Whether a member of the event is the place of no role that the other envelope has, too. */
function losesSomething(event: Node, from: Envelope, to: Envelope): boolean {
  if (event.kind !== 'object') return true;
  const carried = roles.filter((role) => pointersOf(to, role).length > 0).flatMap((role) => pointersOf(from, role));
  return event.properties.some(({ key }) => !carried.includes(`/${key.value}`));
}

function generated({ generate, values, example }: Attribute, { judge }: SampleSubject, context: RuleContext): unknown {
  if (typeof generate === 'object') return generate.value;
  if (generate === 'id') return context.newId();
  if (generate === 'now') return `${context.today}T00:00:00Z`;
  if (generate === 'source') return judge?.event.source?.includes('*') === false ? judge.event.source : '/';
  return generate === undefined ? (values?.[0] ?? example) : undefined;
}

/** The values at their pointers, in the order of the envelope. */
function nested({ attributes }: Envelope, made: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null);
  for (const pointer of [...attributes.map((attribute) => attribute.pointer), ...made.keys()]) {
    if (!made.has(pointer)) continue;
    const tokens = tokensOf(pointer) ?? [];
    const last = tokens.at(-1) ?? '';
    let holder = root;
    for (const token of tokens.slice(0, -1)) {
      const inner = holder[token];
      const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : Object.create(null);
      holder[token] = next;
      holder = next;
    }
    holder[last] = made.get(pointer);
  }
  return root;
}
