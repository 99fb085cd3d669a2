import { placeKey } from '../../model/place.ts';
import type { EventDefinition } from '../../model/event-definition.ts';
import { fixIn } from '../fixes.ts';
import { replaceValue } from '../../refactor/index.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { typePlace } from '../type-places.ts';

export const versionInType = defineRule({
  id: 'event-type/version-in-type',
  property: 'event-type',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The version at the end of an event type is not the one that the definition gives.',
  *check({ definition }, context) {
    const { type, typeNode, version, versionNode } = definition;
    if (type === undefined || !typeNode || version === undefined || !versionNode) return;
    const named = versionInName(type);
    const given = partsOf(version);
    if (!named || !given || agree(named.parts, given)) return;
    const fitting = named.parts.concat(['0', '0', '0']).slice(0, Math.max(3, named.parts.length)).join('.');
    yield {
      at: versionNode,
      message: `The type ends in ${named.text}, but the version is ${version}. Make them say the same.`,
      why: 'Consumers that read the version from the type, and those that read it here, would take different schemas.',
      related: [{ place: typePlace(definition), message: `The type says ${named.text} here.` }],
      ...(isFree(definition, fitting, context) && {
        fixes: [fixIn(definition.tree, `Set the version to ${fitting}`, 'unsafe', () => replaceValue(definition.tree, versionNode, fitting))],
      }),
    };
  },
});

/** `.v2`, `/v2.1`, `-v2`, or all three numbers as in `dev.cdevents.build.started.0.2.0`. */
function versionInName(type: string): { readonly text: string; readonly parts: readonly string[] } | undefined {
  const [, text = ''] = /[./:_-](v\d{1,9}(?:[._-]\d{1,9}){0,2}|\d{1,9}\.\d{1,9}\.\d{1,9})(?:-[a-z]+)?$/i.exec(type.slice(-longest)) ?? [];
  const parts = text === '' ? undefined : partsOf(text);
  return parts && { text, parts };
}

/** More than any version has. */
const longest = 60;

/** The numbers of a version, without zeros in front; undefined for a date or a name. */
function partsOf(version: string): readonly string[] | undefined {
  const [, numbers] = /^v?(\d{1,9}(?:[._-]\d{1,9}){0,2})(?![\d.])/i.exec(version) ?? [];
  const parts = numbers?.split(/[._-]/).map((part) => String(Number(part)));
  // `2026-01-07` is a version too, but not one that a type could repeat in part.
  return parts && Number(parts[0]) < 1000 ? parts : undefined;
}

/** As far as the type says it; a definition in 0.x is a draft of the first version. */
function agree(named: readonly string[], given: readonly string[]): boolean {
  if (named.length === 1 && named[0] === '1' && given[0] === '0') return true;
  return named.every((part, index) => part === (given[index] ?? '0'));
}

/** Whether no other definition of the type has that version already. */
const isFree = ({ type, place }: EventDefinition, version: string, { snapshot }: RuleContext): boolean =>
  !snapshot.definitions(type).some((event) => event.version === version && placeKey(event.place) !== placeKey(place));
