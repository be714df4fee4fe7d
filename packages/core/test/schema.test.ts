import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schema } from '../src/schema.js';

describe('a schema that is built when it is first used', () => {
  it('is built once, and not before', () => {
    let built = 0;
    const name = schema((zod) => {
      built += 1;
      return zod.string().min(1);
    });
    expect(built).toBe(0);

    expect([name.parse('Ana'), name.safeParse('').success]).toEqual(['Ana', false]);

    expect(built).toBe(1);
  });

  it('can stand within others, also those of a zod that was read elsewhere', () => {
    const account = schema((zod) => zod.object({ id: zod.string() }));
    const people = schema((zod) => zod.array(account));
    const both = z.object({ first: account, all: people });

    expect(both.safeParse({ first: { id: 'a' }, all: [{ id: 'b' }] }).success).toBe(true);
    expect(both.safeParse({ first: { id: 'a' }, all: [{ id: 1 }] }).error?.issues[0]?.path).toEqual(
      ['all', 0, 'id'],
    );
  });

  it('is what it is made of: it can be told from others, and made into another', () => {
    const account = schema((zod) => zod.object({ id: zod.string(), name: zod.string() }));

    expect(account instanceof z.ZodObject).toBe(true);
    expect('shape' in account).toBe(true);
    expect(account.pick({ id: true }).parse({ id: 'a' })).toEqual({ id: 'a' });
  });
});
