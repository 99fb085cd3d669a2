/** The elements of a JSON array as they are written. The text must be valid JSON with an array at its root. */
export function splitArray(text: string): readonly string[] {
  const elements: string[] = [];
  let depth = 0;
  let start = -1;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === '[' || character === '{') {
      if (++depth === 1) start = at + 1;
    } else if (character === ']' || character === '}') {
      if (--depth === 0) elements.push(text.slice(start, at).trim());
    } else if (character === ',' && depth === 1) {
      elements.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return elements.length === 1 && elements[0] === '' ? [] : elements;
}

/** The members of a JSON object, their values as they are written. The text must be valid JSON with an object at its root. */
export function membersOf(text: string): ReadonlyMap<string, string> {
  // Members are parted as elements are.
  return new Map(
    splitArray(text).map((member) => {
      const end = endOfString(member, 0) + 1;
      return [JSON.parse(member.slice(0, end)) as string, member.slice(member.indexOf(':', end) + 1).trim()];
    }),
  );
}

function endOfString(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
