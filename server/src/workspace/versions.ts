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
