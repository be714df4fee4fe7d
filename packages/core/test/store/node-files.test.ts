import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeFiles } from '../../src/store/embedded/node-files.js';
import { temporaryFolder } from '../temporary-folder.js';

it('a file has place after its end, which what is added fills, and which goes when it is opened', async () => {
  const path = join(await temporaryFolder(), 'file');
  const file = await nodeFiles.open(path, 0);
  file.append(Buffer.from('one'));
  file.reserve(6);
  file.append(Buffer.from('two'));
  await file.sync();
  expect(await readFile(path, 'utf8')).toBe('onetwo\0\0\0');
  file.append(Buffer.from('three'));
  file.reserve(1_000);
  file.close();

  const again = await nodeFiles.open(path, 11);
  expect((await stat(path)).size).toBe(11);
  again.append(Buffer.from('four'));
  again.close();

  expect(await readFile(path, 'utf8')).toBe('onetwothreefour');
});
