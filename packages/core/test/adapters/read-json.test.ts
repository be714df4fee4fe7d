import { readJson } from '@kapwa/core';
import { describe, expect, it } from 'vitest';

const read = (text: string) => readJson(Buffer.from(text), 32);

describe('reading JSON of strangers', () => {
  it('gives the value', () => {
    expect(read('{"a":[1,"\\u00e9"]}')).toEqual({ ok: true, value: { a: [1, 'é'] } });
  });

  it.each([
    ['nothing', ''],
    ['not JSON', 'hello'],
    ['half of it', '{"a":'],
    ['5,000 levels', '['.repeat(5000) + ']'.repeat(5000)],
    ['3 MB of brackets', '['.repeat(3_000_000)],
    ['__proto__ as a key', '{"a":{"__proto__":{"x":1}}}'],
    ['__proto__ as a key, escaped', '{"a":[{"\\u005f_proto__":{"x":1}}]}'],
    ['constructor.prototype as keys', '{"constructor":{"prototype":{"x":1}}}'],
  ])('refuses %s', (_, text) => {
    expect(read(text)).toEqual({ ok: false });
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each([
    ['a text that says __proto__', '{"body":"__proto__"}'],
    ['a text about a constructor', '{"body":"{\\"constructor\\":{\\"prototype\\":1}}"}'],
    ['a text full of brackets', `{"body":"${'['.repeat(5000)}"}`],
  ])('takes %s as what it is', (_, text) => {
    expect(read(text).ok).toBe(true);
  });
});
