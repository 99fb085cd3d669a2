/**
 * Guards for what crosses a border (page and host, what was kept from an earlier session). A type is read off its guard, so the
 * two cannot part. Objects are exact: a key that nobody declared is refused, and so is a text or list beyond its bound.
 */
export type Guard<T> = (value: unknown) => value is T;
export type Guarded<G> = G extends Guard<infer T> ? T : never;

type Shape = Readonly<Record<string, Guard<unknown>>>;
type Flat<T> = { readonly [K in keyof T]: T[K] };
type ObjectOf<R extends Shape, O extends Shape> = Flat<{ readonly [K in keyof R]: Guarded<R[K]> } & { readonly [K in keyof O]?: Guarded<O[K]> }>;

const maxText = 20_000;
const maxItems = 10_000;

export const text: Guard<string> = (value): value is string => typeof value === 'string' && value.length <= maxText;

export const flag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';

export const number: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);

export const index: Guard<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export function literal<const T extends string>(...values: readonly T[]): Guard<T> {
  return (value): value is T => values.some((each) => each === value);
}

export function list<T>(item: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.length <= maxItems && value.every(item);
}

/** An object whose keys are names that only its user knows. */
export function record<T>(item: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    isPlain(value) && Object.keys(value).length <= maxItems && Object.entries(value).every(([key, each]) => text(key) && item(each));
}

export function object<const R extends Shape, const O extends Shape = Record<never, never>>(required: R, optional?: O): Guard<ObjectOf<R, O>> {
  return (value): value is ObjectOf<R, O> =>
    isPlain(value) &&
    Object.keys(value).every((key) => Object.hasOwn(required, key) || (optional !== undefined && Object.hasOwn(optional, key))) &&
    Object.entries(required).every(([key, guard]) => Object.hasOwn(value, key) && guard(value[key])) &&
    Object.entries(optional ?? {}).every(([key, guard]) => value[key] === undefined || guard(value[key]));
}

export function oneOf<const G extends readonly Guard<unknown>[]>(...guards: G): Guard<Guarded<G[number]>> {
  return (value): value is Guarded<G[number]> => guards.some((guard) => guard(value));
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
