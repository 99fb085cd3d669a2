/**
 * The candidate that a person most likely meant, or nothing when none is near: at most a third of the letters may
 * differ, in words of one or two letters none but in case. Distances are Damerau's (a swap of neighbours counts once),
 * letter case costs nothing.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = (word.length < 3 ? 0 : Math.max(1, Math.floor(word.length / 3))) + 1;
  const wanted = word.toLowerCase().slice(0, 64);
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase().slice(0, 64), bestDistance);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  return best;
}

/**
 * Optimal string alignment distance between two texts. Where it is `limit` or more, some number that is not below `limit`: to know
 * that much takes a few steps a letter, and most texts that are compared have little in common.
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last: number[] = [];
  for (let j = 0; j <= b.length; j++) last.push(j);
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [i];
    for (let j = 1; j <= b.length; j++) row.push(far);
    let least = i;
    // As many letters apart as the limit, two places cannot belong to each other.
    for (let j = Math.max(1, i - limit + 1); j <= Math.min(b.length, i + limit - 1); j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? far) + 1, (row[j - 1] ?? far) + 1, (last[j - 1] ?? far) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? far) + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    // A swap reaches back two rows, everything else one.
    if (least >= limit && leastBefore >= limit) return limit;
    leastBefore = least;
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

const far = Number.POSITIVE_INFINITY;
