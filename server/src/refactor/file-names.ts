/** The last two parts of a type, as a file is called: `com.example.order.placed` is `order-placed`. */
export function nameOfType(type: string): string {
  const parts = type
    .split(/[./:\\\s]+/)
    .map((part) => part.replace(/[^\p{L}\p{N}_-]/gu, ''))
    .filter((part) => part !== '');
  return safeName(parts.slice(-2).join('-').toLowerCase(), 'event');
}

/** The name of a field, as the file of its schema is called: `shipTo` is `ship-to`. */
export function nameOfField(field: string): string {
  const words = field.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1-$2').replace(/[^\p{L}\p{N}]+/gu, '-');
  return safeName(words.replace(/^-|-$/g, '').toLowerCase(), 'schema');
}

/** The name, or the name with a number behind it, that nothing else has. */
export function freeName(name: string, taken: (name: string) => boolean): string {
  for (let number = 1; number < 1_000; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!taken(candidate)) return candidate;
  }
  return name;
}

/** Windows keeps some names for devices. */
function safeName(name: string, instead: string): string {
  const short = name.slice(0, 80);
  return short === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/.test(short) ? `${instead}${short && `-${short}`}` : short;
}
