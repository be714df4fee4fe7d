import fc from 'fast-check';

/** One door by which text of strangers comes in. Answers what is wrong with how it was treated. */
export interface Door {
  readonly name: string;
  readonly inputs: fc.Arbitrary<unknown>;
  take(input: unknown): Promise<string | undefined> | string | undefined;
  close?(): Promise<void>;
}

/** Any value JSON can hold. */
export const json = fc.jsonValue({ maxDepth: 4 });

const hostile = fc.constantFrom(
  '__proto__',
  'constructor',
  '/'.repeat(200),
  ' '.repeat(60_000),
  '\u0000',
  '\ud800',
  '{{x}}$t(y)',
  '[[[[((((',
  '9'.repeat(400),
  '@'.repeat(300),
  '\u202e\u200b',
);
/** What somebody may write: any characters, and what has broken others. */
export const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string(), hostile);

/** A value with something else in one place: what is nearly right gets furthest. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const paths: (readonly string[])[] = [];
  const walk = (inner: unknown, path: readonly string[]): void => {
    paths.push(path);
    if (typeof inner !== 'object' || inner === null) return;
    for (const [key, item] of Object.entries(inner)) walk(item, [...path, key]);
  };
  walk(value, []);
  const put = (inner: unknown, [first, ...rest]: readonly string[], other: unknown): unknown => {
    if (first === undefined) return other;
    const copy: Record<string, unknown> = Array.isArray(inner)
      ? ([...inner] as unknown as Record<string, unknown>)
      : { ...(inner as object) };
    copy[first] = put(copy[first], rest, other);
    return copy;
  };
  return fc
    .tuple(fc.constantFrom(...paths), fc.oneof(json, text))
    .map(([path, other]) => put(value, path, other));
}

/** Bytes with a few of them changed, cut off, doubled or thrown in between. */
export function damaged(bytes: Uint8Array): fc.Arbitrary<Buffer> {
  const place = fc.nat({ max: Math.max(0, bytes.length - 1) });
  const change = fc.oneof(
    fc.record({ at: place, put: fc.uint8Array({ maxLength: 6 }), skip: fc.nat({ max: 6 }) }),
    fc.record({ at: place, put: fc.constant(new Uint8Array(0)), skip: fc.constant(bytes.length) }),
    fc.tuple(place, place).map(([at, from]) => {
      return { at, put: bytes.subarray(from, from + 40), skip: 0 };
    }),
  );
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let made = Buffer.from(bytes);
    for (const { at, put, skip } of changes) {
      made = Buffer.concat([made.subarray(0, at), put, made.subarray(at + skip)]);
    }
    return made;
  });
}
