import configSchema from '../../../../schemas/config.json' with { type: 'json' };
import dictionarySchema from '../../../../schemas/dictionary.json' with { type: 'json' };
import { namedEnvelopes } from './envelope.ts';
import { rules } from '../../rules/index.ts';
import { openShipped } from '../../schema/shipped.ts';
import { entryProposals } from './fields.ts';
import { namesOf, pointerOf, type Proposal, type Scene, valuesOf } from './proposal.ts';

/** What may be written in `eventwright.yaml`. */
export function configProposals({ cursor, fresh }: Scene): readonly Proposal[] {
  const schema = openShipped(configSchema);
  const found: Proposal[] = [];
  if (cursor.key) {
    const { path } = cursor.key;
    if (path.length === 1 && path[0] === 'rules') found.push(...ruleNames());
    else found.push(...namesOf(schema, pointerOf(path), 'key', 'key', fresh));
  }
  if (cursor.value) {
    const { path } = cursor.value;
    const [section, , third] = path;
    if (section === 'envelope') found.push(...namedEnvelopes());
    else if (section === 'ignore' && third === 'rule')
      found.push(...ruleNames().flatMap(({ name = '', ...rest }): Proposal[] => (name.startsWith('suppression/') ? [] : [{ ...rest, value: name }])));
    else if (section === 'rules' && path.length === 2) found.push(...severities);
    else found.push(...valuesOf(schema, pointerOf(path), fresh));
  }
  return found;
}

/** What may be written in the dictionary: names that events use, then what is agreed of one. */
export function dictionaryProposals(scene: Scene): readonly Proposal[] {
  const { cursor, fresh } = scene;
  const schema = openShipped(dictionarySchema);
  const found: Proposal[] = [];
  if (cursor.key)
    found.push(...(cursor.key.path.length === 0 ? entryProposals(scene) : namesOf(schema, pointerOf(cursor.key.path), 'key', 'key', fresh)));
  if (cursor.value) found.push(...valuesOf(schema, pointerOf(cursor.value.path), fresh));
  return found;
}

const ruleNames = (): Proposal[] =>
  rules.map(({ id, summary, severity, property }, index) => ({
    kind: 'rule',
    name: id,
    value: { hole: severity },
    detail: property,
    documentation: `${summary}\n\nUnless it is set here: \`${severity}\`.`,
    rank: index,
  }));

const severities: readonly Proposal[] = [
  { kind: 'member', value: 'error', documentation: '`eventwright check` fails.', rank: 0 },
  { kind: 'member', value: 'warning', documentation: 'Shown, and counted.', rank: 1 },
  { kind: 'member', value: 'info', documentation: 'Shown.', rank: 2 },
  { kind: 'member', value: 'hint', documentation: 'Shown faintly, in the editor.', rank: 3 },
  { kind: 'member', value: 'off', documentation: 'Not looked at.', rank: 4 },
];
