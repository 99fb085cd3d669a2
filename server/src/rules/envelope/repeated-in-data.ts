import type { Attribute } from '../../envelopes/envelope.ts';
import { normalised } from '../../envelopes/names.ts';
import { pointersOf } from '../../envelopes/roles.ts';
import type { Role } from '../../model/sample.ts';
import { type Node, textOf } from '../../syntax/node.ts';
import { removeFix } from '../fixes.ts';
import { defineRule, type SampleSubject } from '../rule.ts';
import { presentAttributes } from './attributes.ts';

export const repeatedInData = defineRule({
  id: 'envelope/repeated-in-data',
  property: 'envelope',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The data repeats an attribute of the envelope, with another value.',
  *check(subject, context) {
    const { sample, envelope, judge } = subject;
    const { data } = sample.roles;
    if (!envelope || data?.kind !== 'object') return;
    const byName = repeatable(subject, context);
    const required = new Set(judge?.schema?.fields().flatMap(({ path, required: must }) => (must ? path : [])));
    for (const { key, value } of data.properties) {
      const found = byName.get(normalised(key.value));
      const text = scalar(value);
      if (!found || text === undefined || text === found.text) continue;
      yield {
        at: key,
        message: `\`${key.value}\` repeats \`${found.name}\` of the envelope, and says something else: ${text} instead of ${found.text}. Leave it out here.`,
        why: 'Of two places that should say the same, a receiver reads one, and nobody knows which.',
        ...(!required.has(key.value) && { fixes: [removeFix(sample.tree, 'unsafe', data, key.value)] }),
      };
    }
  },
});

interface Repeatable {
  readonly name: string;
  readonly text: string;
}

/**
 * The names under which data may repeat what the envelope says. `id`, `type` or `time` in the data speak of the thing that the
 * event is about: only with `event` before them do they mean the event. Longer names mean themselves.
 */
function repeatable(subject: SampleSubject, context: Parameters<typeof presentAttributes>[1]): ReadonlyMap<string, Repeatable> {
  const found = new Map<string, Repeatable>();
  for (const { attribute, name, value } of presentAttributes(subject, context)) {
    const text = scalar(value);
    if (!attribute || text === undefined) continue;
    const role = roleOf(subject, attribute);
    if (role) for (const alias of aliases[role] ?? []) found.set(alias, { name, text });
    else if (normalised(name).length >= 8) found.set(normalised(name), { name, text });
  }
  return found;
}

const aliases: Readonly<Partial<Record<Role, readonly string[]>>> = {
  id: ['eventid'],
  type: ['eventtype'],
  time: ['eventtime', 'eventtimestamp'],
  source: ['eventsource'],
};

function roleOf({ envelope }: SampleSubject, { pointer }: Attribute): Role | undefined {
  if (!envelope) return undefined;
  return (Object.keys(envelope.roles) as Role[]).find((role) => pointersOf(envelope, role).includes(pointer));
}

function scalar(node: Node): string | undefined {
  if (node.kind === 'number') return node.raw;
  return node.kind === 'boolean' ? String(node.value) : textOf(node);
}
