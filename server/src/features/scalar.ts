/**
 * A text as a YAML scalar: bare where every reader, of YAML 1.1 as well, takes it for the same text; else in double quotes
 * with JSON's escapes, which YAML 1.2 shares.
 */
export function yamlScalar(text: string, inFlow: boolean): string {
  const bare = inFlow ? bareInFlow : bareInBlock;
  return bare.test(text) && !text.endsWith(' ') && !text.includes('  ') && !reserved.test(text) ? text : escapeUnsafe(text);
}

/** A JSON string whose every character is printable in YAML, too. */
export function escapeUnsafe(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Begins with a letter or as a path; nothing in it that YAML gives a meaning. */
const bareInBlock = /^(?:\.{0,2}\/)?[\p{L}_][\p{L}\p{N}_ ./@+'(),;=$-]*$/u;
const bareInFlow = /^(?:\.{0,2}\/)?[\p{L}_][\p{L}\p{N}_ ./@+'()=$-]*$/u;

/** What YAML 1.1 or 1.2 reads as something other than a text. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
