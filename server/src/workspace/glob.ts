import picomatch from 'picomatch/posix.js';

export type Matcher = (path: string) => boolean;

/** Globs over paths with `/`, relative to the workspace's root. A leading `./` is taken away; `samples/` means all below it. */
export function matcher(globs: readonly string[]): Matcher {
  const patterns = globs
    .map((glob) => glob.replace(/^\.\//, ''))
    .map((glob) => (glob.endsWith('/') ? `${glob}**` : glob))
    // picomatch throws at these, and while somebody types `- ""` an empty glob is nothing unusual.
    .filter((glob) => glob !== '' && glob.length <= 4_096);
  if (patterns.length === 0) return () => false;
  const matches = picomatch(patterns, { dot: true });
  return (path) => matches(path);
}
