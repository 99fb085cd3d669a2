import assert from 'node:assert/strict';
import type { Span } from '../text/span.ts';
import type { Node } from './node.ts';
import { maxDepth, type Tree } from './tree.ts';

/** What must hold of every tree, whatever the text. */
export function assertSound(tree: Tree): void {
  const { length } = tree.source.text;
  const context = (): string => `in ${JSON.stringify(tree.source.text.slice(0, 300))} as ${tree.syntax}`;
  const inside = (inner: Span, outer: Span, what: string): void => {
    const isInside = outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
    assert.ok(isInside, `${what} ${inner.start}-${inner.end} lies outside of ${outer.start}-${outer.end} ${context()}`);
  };
  const all = { start: 0, end: length };
  assert.ok(tree.documents.length > 0, 'there is always a document');
  assert.equal(tree.documents.length, tree.extents.length);
  for (const [index, extent] of tree.extents.entries()) {
    inside(extent, all, 'extent');
    assert.ok((tree.extents[index - 1]?.end ?? 0) <= extent.start, `extents overlap ${context()}`);
  }
  for (const { span, mend, related, document } of tree.faults) {
    inside(span, all, 'fault');
    if (mend) inside(mend.span, all, 'mend');
    if (related) inside(related, all, 'related');
    assert.ok(document >= 0 && document < tree.documents.length, `a fault names document ${document} ${context()}`);
  }
  for (const comment of tree.comments) inside(comment.span, all, 'comment');

  const visit = (node: Node, outer: Span, depth: number): void => {
    assert.ok(depth <= maxDepth + 1, `deeper than ${maxDepth} levels`);
    const span = tree.span(node);
    inside(span, outer, node.kind);
    // What an alias stands for lies where its anchor is.
    const isAlias = tree.syntax === 'yaml' && tree.source.text[span.start] === '*';
    const within = isAlias ? all : span;
    let last = within.start;
    const next = (start: number): void => {
      assert.ok(last <= start, `children overlap ${context()}`);
      last = start;
    };
    if (node.kind === 'array') {
      for (const item of node.items) {
        if (!isAlias) next(tree.span(item).start);
        visit(item, within, depth + 1);
      }
    } else if (node.kind === 'object') {
      for (const property of node.properties) {
        const own = tree.span(property);
        inside(own, within, 'property');
        if (!isAlias) next(own.start);
        inside(tree.span(property.key), own, 'key');
        visit(property.value, own, depth + 1);
      }
    }
  };
  tree.documents.forEach((root, index) => {
    if (root) visit(root, tree.extents[index] ?? all, 1);
  });
}
