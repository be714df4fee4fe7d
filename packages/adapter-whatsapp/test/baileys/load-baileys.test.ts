import { KapwaError } from '@kapwa/core';
import { expect, it, vi } from 'vitest';
import { loadBaileys } from '../../src/baileys/load-baileys.js';

vi.mock('baileys', () => {
  throw new Error("Cannot find package 'baileys'");
});

it('says how to install the library where it is not there', async () => {
  const problem = await loadBaileys().catch((error: unknown) => error);

  expect(problem).toBeInstanceOf(KapwaError);
  expect(problem).toMatchObject({
    code: 'config.missing',
    message: expect.stringContaining('npm install baileys@7.0.0-rc14'),
  });
});
