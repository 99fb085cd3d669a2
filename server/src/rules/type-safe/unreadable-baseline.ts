import type { BaselineTrouble } from '../../model/compatibility.ts';
import { at } from '../../syntax/pointer.ts';
import { defineRule } from '../rule.ts';

export const unreadableBaseline = defineRule({
  id: 'type-safe/unreadable-baseline',
  property: 'type-safe',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: 'What `compatibility` names cannot be read, so nothing is compared with it.',
  *check({ tree, holds }, { config, snapshot }) {
    if (holds !== 'config' || tree.source.uri !== config.uri) return;
    const baseline = snapshot.baseline();
    const against = at(tree.documents[0], '/compatibility/against');
    if (!baseline || baseline.ok || !against) return;
    const { reason, detail } = baseline.trouble;
    yield {
      at: against,
      // Where git may or can not be started, nothing is wrong with the workspace.
      ...((reason === 'untrusted' || reason === 'no-revisions') && { severity: 'info' }),
      message: messages[reason](detail, config.compatibility?.against ?? ''),
      why: 'Until it can be read, no change is found that breaks somebody.',
    };
  },
});

const messages: Readonly<Record<BaselineTrouble['reason'], (detail: string, against: string) => string>> = {
  untrusted: (_, against) =>
    `Definitions are not compared with \`${against}\`: git is started in trusted workspaces only. Trust this folder, or run \`eventwright check\`.`,
  'no-revisions': (_, against) => `Definitions are not compared with \`${against}\`: there is no git here. \`eventwright check\` compares them.`,
  'no-git': (_, against) => `Definitions are not compared with \`${against}\`: no git was found. Install it, and see that it is on the PATH.`,
  'no-repository': (_, against) =>
    `\`${against}\` is a git revision, and this folder is in no git repository. Run \`git init\`, or name a folder such as \`./released\`.`,
  unknown: (_, against) => `There is no git revision \`${against}\`. ${fetching(against)}`,
  failed: (detail, against) => `\`${against}\` could not be read from git${detail === '' ? '' : `: ${detail}`}.`,
  missing: (_, against) => `There is nothing at \`${against}\`. Correct the path, which begins at this file.`,
  empty: (_, against) => `Nothing in \`${against}\` defines an event. Put the definitions as they were there, under the same names.`,
  outside: (_, against) =>
    `\`${against}\` lies outside of what is open, and is not read. Copy it into the workspace, or open a folder that holds both.`,
  unreadable: (_, against) => `\`${against}\` is no export of a schema registry: a list of \`{ subject, version, schemaType, schema }\`.`,
};

/** A clone in CI often holds one commit only. */
function fetching(against: string): string {
  const [, remote, branch] = /^(origin|upstream)\/([\w./-]+)$/.exec(against) ?? [];
  const how = remote && branch ? `\`git fetch ${remote} ${branch}\`` : '`git fetch --tags`';
  return `Correct it, or get it by ${how}; a build server often has to be told to fetch the history.`;
}
