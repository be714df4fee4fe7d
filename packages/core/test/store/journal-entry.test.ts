import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  changeOfText,
  isPlain,
  parseStored,
  textOfChange,
} from '../../src/store/embedded/journal-entry.js';

/** So many lists in one another, with something inside. */
function nested(depth: number, inside: unknown = 'a word'): unknown {
  let value = inside;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

describe('a change as it stands in the journal', () => {
  it('is read as it was, bytes of a session and those that are removed with it', () => {
    const bytes = fc.option(fc.uint8Array({ maxLength: 40 }), { nil: null });
    const values = fc.array(fc.tuple(fc.string(), bytes), { maxLength: 5 });
    const writes = fc.array(
      fc.record({
        op: fc.constant('put' as const),
        collection: fc.string(),
        key: fc.string(),
        value: fc.jsonValue(),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.string(), values, writes, (space, some, written) => {
        const change = { at: 7, writes: written, session: { space, values: some } };

        const read = changeOfText(JSON.parse(textOfChange(change)));

        // As JSON writes numbers, there is one zero only.
        expect(read).toEqual({ ...change, writes: JSON.parse(JSON.stringify(written)) });
      }),
    );
  });

  it('is as it is where it has no session in it', () => {
    const change = { at: 7, done: 'playground#1' };

    expect(textOfChange(change)).toBe('{"at":7,"done":"playground#1"}');
    expect(changeOfText(change)).toBe(change);
  });

  it('holds the bytes that were meant, where they are a part of a larger buffer', () => {
    const whole = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const change = { session: { space: 'wa', values: [['key', whole.subarray(2, 5)] as const] } };

    const text = textOfChange(change);
    const [[, read] = []] = changeOfText(JSON.parse(text)).session?.values ?? [];

    expect(read).toEqual(Uint8Array.of(3, 4, 5));
    expect(text).toBe('{"session":{"space":"wa","values":[["key","AwQF"]]}}');
    expect(bytesOf('AwQF').buffer.byteLength).toBe(3);
  });
});

describe('what comes from outside', () => {
  it('is plain where it is what JSON has, twelve levels deep', () => {
    for (const plain of [null, undefined, 1, 'a', true, [], {}, [{ a: [null, { b: 1 }] }]]) {
      expect(isPlain(plain)).toBe(true);
    }
    expect(isPlain(nested(12))).toBe(true);
    expect(isPlain(nested(13))).toBe(false);
  });

  it.each([
    ['a number without end', 1n],
    ['a function', () => undefined],
    ['a symbol', Symbol('a')],
    ['a date', new Date(0)],
    ['bytes', Uint8Array.of(1)],
    ['a map', new Map()],
    ['an object without a prototype', Object.create(null)],
    ['something that writes itself', Object.create({ toJSON: () => 'else' })],
  ])('is not plain where it is %s, however deep', (_, odd) => {
    for (let depth = 0; depth < 4; depth += 1) {
      expect(isPlain(nested(depth, odd))).toBe(false);
      expect(isPlain([1, nested(depth, odd), 2])).toBe(false);
      expect(isPlain({ first: 1, odd: nested(depth, odd), last: 2 })).toBe(false);
    }
  });

  it('can be written down where it is plain, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
        if (isPlain(value)) expect(() => JSON.stringify(value)).not.toThrow();
      }),
    );
  });
});

describe('JSON that was stored', () => {
  it('is read without keys that reach the prototype, at any depth, and nothing else goes', () => {
    expect(parseStored('{"__proto__":{"admin":true},"a":[{"__proto__":1,"b":2}]}')).toEqual({
      a: [{ b: 2 }],
    });
    expect(Object.keys(parseStored('{"__proto__":{"admin":true}}') as object)).toEqual([]);
    expect(parseStored('{"said":"__proto__","constructor":1}')).toEqual({
      said: '__proto__',
      constructor: 1,
    });
    expect(parseStored('[1,"a",null]')).toEqual([1, 'a', null]);
  });
});
