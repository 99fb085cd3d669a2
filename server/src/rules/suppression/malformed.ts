import { type Suppression, type SuppressionFault, suppressionKeyword } from '../../model/suppression.ts';
import type { Tree } from '../../syntax/tree.ts';
import { emptySpan, type Span } from '../../text/span.ts';
import type { Fix } from '../../model/finding.ts';
import { fixIn } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const malformed = defineRule({
  id: 'suppression/malformed',
  property: 'suppression',
  on: 'suppression',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A comment looks like a suppression and cannot be read as one.',
  *check({ tree, suppression }) {
    const { fault, by } = suppression;
    // What is wrong with an entry of `eventwright.yaml`, the schema of that file tells.
    if (!fault || by === 'entry') return;
    yield {
      at: { span: fault.span },
      message: `${said(tree, fault)} It silences nothing as it is.`,
      why: `A suppression is written like this: \`${suppressionKeyword} type-safe/open-object -- why it is right (until 2027-01-31)\`. The date may be left out.`,
      fixes: mends(tree, fault, suppression),
    };
  },
});

function said(tree: Tree, fault: SuppressionFault): string {
  const written = tree.source.text.slice(fault.span.start, fault.span.end);
  switch (fault.kind) {
    case 'keyword':
      return `\`${written}\` is not known. Write \`${suppressionKeyword}\`, above the line that is meant.`;
    case 'no-rule':
      return 'This suppression names no rule. Name the one that is meant: all at once cannot be silenced.';
    case 'words':
      return fault.hasDashes ? 'Commas belong between the rules.' : 'Write `--` between the rule and the reason.';
    case 'date':
      return `\`${written}\` is no date. Write it like 2027-01-31.`;
  }
}

function mends(tree: Tree, fault: SuppressionFault, { rules }: Suppression): readonly Fix[] {
  const write = (title: string, span: Span, text: string): readonly Fix[] => [fixIn(tree, title, 'unsafe', () => [{ span, text }])];
  if (fault.kind === 'keyword') return write(`Replace by \`${suppressionKeyword}\``, fault.span, suppressionKeyword);
  if (fault.kind !== 'words') return [];
  if (!fault.hasDashes) return write('Insert `--`', emptySpan(fault.span.start), '-- ');
  const before = rules.findLast(({ span }) => span.end < fault.span.start);
  return before && rules.every(({ pattern }) => pattern.includes('/')) ? write('Insert a comma', emptySpan(before.span.end), ',') : [];
}
