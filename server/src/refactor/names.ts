/** YAML reads no longer key without a question mark before it (YAML 1.2.2, 7.4.2: 1024 characters, escapes included). */
const longest = 200;

/** Why a text cannot be the name of a field, in a sentence; undefined where it can. */
export function nameFault(name: string): string | undefined {
  if (name.trim() === '') return 'A field needs a name.';
  if (name !== name.trim()) return 'A name should not begin or end with a space: nobody would see it.';
  if (/[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(name) || !name.isWellFormed())
    return 'A name can have no line breaks and no other characters that are not shown.';
  return name.length > longest ? `A name can have up to ${longest} characters.` : undefined;
}
