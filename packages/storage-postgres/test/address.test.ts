import { KapwaError } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { postgresAddress } from '../src/address.js';
import { postgresStore } from '../src/index.js';

const PASSWORD = 'not-to-be-seen';

function refusalOf(url: string, schema?: string): KapwaError {
  try {
    postgresStore({ url, ...(schema !== undefined && { schema }) });
  } catch (error) {
    if (error instanceof KapwaError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('the address of a database', () => {
  it.each([
    [`postgresql://bot:${PASSWORD}@db.example.org/kapwa`, 'database kapwa at db.example.org:5432'],
    [`postgres://bot:${PASSWORD}@[::1]:6432/health`, 'database health at [::1]:6432'],
    [
      `postgresql://bot:${PASSWORD}@/kapwa?host=/run/postgresql`,
      'database kapwa at /run/postgresql',
    ],
    [`postgresql://bot:${PASSWORD}@localhost`, 'database bot at localhost:5432'],
  ])('is shown without the password: %s', (url, shown) => {
    expect(postgresAddress({ url }).shown).toBe(`${shown}, schema kapwa`);
  });

  it.each([
    ['is no address', `bot:${PASSWORD}@db.example.org`],
    ['belongs to something else', `mysql://bot:${PASSWORD}@db.example.org/kapwa`],
    ['has a password that is not encoded', `postgresql://bot:${PASSWORD}/?#@db:x/kapwa`],
  ])('is refused at once where it %s, and never repeated', (_, url) => {
    const refusal = refusalOf(url);

    expect(refusal.code).toBe('config.invalid');
    expect(refusal.message).toContain('postgresql://user:password@host:5432/database');
    expect(`${refusal.message} ${String(refusal.cause)}`).not.toContain(PASSWORD);
  });

  it.each(['Kapwa', 'pg_kapwa', 'a"; drop schema public; --', '1st', ''])(
    'has a schema with a plain name, and not "%s"',
    (schema) => {
      expect(refusalOf('postgresql://bot@localhost/kapwa', schema).code).toBe('config.invalid');
    },
  );
});
