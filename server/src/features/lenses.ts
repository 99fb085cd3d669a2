import type { Place } from '../model/place.ts';
import { emptySpan, type Span } from '../text/span.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { scoreTitle } from './describe-score.ts';
import { maxSamples, samplesOf } from './samples-of.ts';
import type { ScoreOf } from './score.ts';

export interface Lens {
  /** The line that it stands above begins here. */
  readonly span: Span;
  readonly title: string;
  /** What a click does: composes the event, or shows what is behind its score; `none` only tells something. */
  readonly action: 'send' | 'score' | 'none';
  readonly place: Place;
}

/** More lenses than this in one file would only be in the way: a capture has one event a line. */
const maxLenses = 100;

/** What stands above definitions and samples. A score, where one is at hand, comes last: one that comes later moves nothing. */
export function lensesOf(snapshot: WorkspaceSnapshot, uri: string, scoreOf: ScoreOf = () => undefined): readonly Lens[] {
  const tree = snapshot.kind(uri) && snapshot.tree(uri);
  if (!tree) return [];
  const lenses: Lens[] = [];
  for (const definition of snapshot.readDefinitions(uri)) {
    const event = snapshot.event(definition.place);
    if (definition.type === undefined || !event) continue;
    const span = emptySpan(tree.span(definition.typeNode ?? definition.node).start);
    const count = samplesOf(snapshot, event).length;
    lenses.push({ span, title: 'Send…', action: 'send', place: definition.place });
    lenses.push({
      span,
      title: count === 1 ? '1 sample' : `${count}${count === maxSamples ? ' or more' : ''} samples`,
      action: 'none',
      place: definition.place,
    });
    const score = scoreOf(event);
    if (score) lenses.push({ span, title: scoreTitle(score), action: 'score', place: definition.place });
  }
  for (const sample of snapshot.samples(uri)) {
    if (lenses.length >= maxLenses) break;
    lenses.push({ span: emptySpan(tree.span(sample.node).start), title: 'Send…', action: 'send', place: sample.place });
  }
  return lenses;
}
