import type { Config, IgnoreEntry } from '../../model/config.ts';
import type { Suppression } from '../../model/suppression.ts';
import { get } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import type { Tree } from '../../syntax/tree.ts';
import { isDate } from '../../text/formats.ts';
import { hasReason } from './comments.ts';

/** The suppressions that the `ignore` entries of an `eventwright.yaml` are; `tree` is that file. */
export function entrySuppressions(tree: Tree, config: Config): readonly { readonly entry: IgnoreEntry; readonly suppression: Suppression }[] {
  return config.ignore.flatMap((entry) => {
    const node = at(tree.documents[0], entry.place);
    const rule = get(node, 'rule');
    if (!node || !rule) return [];
    const { until, reason } = entry;
    const date = get(node, 'until');
    const suppression: Suppression = {
      by: 'entry',
      span: tree.span(node),
      rules: [{ pattern: entry.rule, span: tree.span(rule) }],
      ...(reason !== undefined && hasReason(reason) && { reason }),
      ...(until !== undefined && date && { until: { date: until, span: tree.span(date) } }),
      ...(!isReadable(entry) && { fault: { kind: 'date', span: tree.span(date ?? node) } }),
    };
    return [{ entry, suppression }];
  });
}

/** Whether an entry counts on that day. */
export const isInForce = (entry: IgnoreEntry, today: string): boolean => isReadable(entry) && (entry.until === undefined || entry.until >= today);

const isReadable = ({ until }: IgnoreEntry): boolean => until === undefined || isDate(until);
