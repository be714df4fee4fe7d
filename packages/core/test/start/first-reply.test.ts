import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('./answers-once.ts', import.meta.url));

it('starts and answers without reading zod, which takes longer than all else', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx')],
    program,
  ]);

  expect(JSON.parse(stdout)).toEqual({ said: 'Good morning, Ana.', read: [] });
}, 30_000);
