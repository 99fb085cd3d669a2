import { describeScore } from '../features/describe-score.ts';
import { type Score, type ScoreOf, scoresOf } from '../features/score.ts';
import { placeKey } from '../model/place.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

/**
 * The scores of the last revision that was judged to its end. A score needs the findings of every sample of its event, so what
 * stands beside a text while somebody types shows the last one, and is told when there is a newer one.
 */
export interface Scores {
  readonly of: ScoreOf;
  /** Makes them anew, of findings that the snapshot has at hand; gives a text that changes when anything does that is shown of them. */
  update(snapshot: WorkspaceSnapshot): string;
}

export function createScores(): Scores {
  let last: ReadonlyMap<string, Score> = new Map();
  return {
    of(event) {
      const score = last.get(placeKey(event.place));
      // A definition that was written above another one in the same file has that one's old place.
      return score?.event.type === event.type && score?.event.version === event.version ? score : undefined;
    },
    update(snapshot) {
      last = scoresOf(snapshot);
      return [...last].map(([key, score]) => `${key} ${describeScore(score)}`).join('\n');
    },
  };
}
