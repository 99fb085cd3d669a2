/**
 * The one cache of the engine. A value that derives from frozen inputs is kept as long as its first input lives, and no
 * longer: a new Source has a new identity, so nothing here is ever invalidated by hand.
 *
 * All inputs are compared by identity; the last value per first input is kept, since an editor asks for the newest
 * combination again and again and for older ones never.
 */
export function memo<First extends object, Rest extends readonly unknown[], Value>(
  derive: (first: First, ...rest: Rest) => Value,
): (first: First, ...rest: Rest) => Value {
  const kept = new WeakMap<First, { readonly rest: Rest; readonly value: Value }>();
  return (first, ...rest) => {
    const last = kept.get(first);
    if (last && last.rest.length === rest.length && last.rest.every((input, index) => input === rest[index])) return last.value;
    const value = derive(first, ...rest);
    kept.set(first, { rest, value });
    return value;
  };
}
