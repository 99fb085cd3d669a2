/**
 * Compares versions as semantic versioning 2.0.0, section 11, orders them, or as SchemaVer does (`1-0-2` before `1-0-10`); what is no
 * such version comes first, by its text.
 */
export function compareVersions(a: string | undefined, b: string | undefined): number {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (!left || !right) return left ? 1 : right ? -1 : compareTexts(a ?? '', b ?? '');
  for (let index = 0; index < 3; index++) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePreReleases(left.preRelease, right.preRelease);
}

/** How much of a version a change asks for. */
export type Bump = 'major' | 'minor' | 'patch';

/** The next version; undefined for what is no semantic version. Below 1.0.0 the second number stands for the first. */
export function bumped(version: string | undefined, bump: Bump): string | undefined {
  const parsed = parseVersion(version);
  if (!parsed) return undefined;
  const [major = 0, minor = 0, patch = 0] = parsed.numbers;
  // The release of a pre-release is the same version without its mark.
  if (parsed.preRelease.length > 0) return `${major}.${minor}.${patch}`;
  if (major === 0) return bump === 'major' ? `0.${minor + 1}.0` : `0.${minor}.${patch + 1}`;
  return bump === 'major' ? `${major + 1}.0.0` : bump === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/**
 * Whether a newer version may break those who use the older one: by its first number, below 1.0.0 by its second. A pre-release
 * promised nothing (semantic versioning 2.0.0, sections 4, 8 and 9). What is no semantic version never says so.
 */
export function mayBreak(older: string | undefined, newer: string | undefined): boolean {
  const [from, to] = [parseVersion(older), parseVersion(newer)];
  if (from && from.preRelease.length > 0) return true;
  if (!from || !to) return false;
  const [fromMajor = 0, fromMinor = 0] = from.numbers;
  const [toMajor = 0, toMinor = 0] = to.numbers;
  return toMajor !== fromMajor ? toMajor > fromMajor : toMajor === 0 && toMinor > fromMinor;
}

function parseVersion(text: string | undefined): { readonly numbers: readonly number[]; readonly preRelease: readonly string[] } | undefined {
  const schemaVer = /^(\d+)-(\d+)-(\d+)$/.exec(text ?? '');
  if (schemaVer) return { numbers: schemaVer.slice(1).map(Number), preRelease: [] };
  const match = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text ?? '');
  if (!match) return undefined;
  return { numbers: [match[1], match[2], match[3]].map((part) => Number(part ?? 0)), preRelease: match[4]?.split('.') ?? [] };
}

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const numeric = [/^\d+$/.test(left), /^\d+$/.test(right)];
    const difference = numeric[0] && numeric[1] ? Number(left) - Number(right) : numeric[0] ? -1 : numeric[1] ? 1 : compareTexts(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
