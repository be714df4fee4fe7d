import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CodeBlock, findCodeBlocks } from './code-blocks.js';
import { runBlock } from './run-block.js';
import { typeCheck } from './type-check.js';
import { filesBelow, readText, root, workspaces } from './workspaces.js';

/** ```ts must type-check, ```ts run must also run, ```ts fragment is an excerpt that cannot. */
const kinds = ['ts', 'ts run', 'ts fragment'];

const pages = [
  ...readdirSync(root),
  ...filesBelow('docs'),
  ...workspaces().map(({ folder }) => `${folder}/README.md`),
].filter((file) => file.endsWith('.md') && existsSync(join(root, file)));
const blocks = pages.flatMap((file) => findCodeBlocks(file, readText(file)));
const checked = blocks.filter(({ info }) => info === 'ts' || info === 'ts run');
const named = (some: readonly CodeBlock[]) =>
  some.map((block) => [`${block.file}:${block.line}`, block] as const);

/** Blocks that are known to be wrong: a check that no longer checks would let them pass. */
const wrongType: CodeBlock = { file: 'x.md', line: 10, info: 'ts', code: '\nconst a: 1 = 2;\n' };
const wrongImport: CodeBlock = {
  file: 'x.md',
  line: 20,
  info: 'ts',
  code: "import { nothingLikeIt } from '@kapwa/core';\nnothingLikeIt();\n",
};

let complaints: ReturnType<typeof typeCheck>;

beforeAll(() => {
  complaints = typeCheck([...checked, wrongType, wrongImport]);
}, 60_000);

describe('the code in our pages', () => {
  it('is marked so that we know what to do with it', () => {
    const unknown = blocks
      .filter(({ info }) => /^(ts|typescript|js|javascript|tsx|jsx|mjs|mts)\b/i.test(info))
      .filter(({ info }) => !kinds.includes(info))
      .map(({ file, line, info }) => `${file}:${line} ${info}`);

    expect(unknown).toEqual([]);
  });

  it.each(named(checked))('type-checks at %s', (_, block) => {
    expect(complaints.get(block)).toEqual([]);
  });

  it.concurrent.each(named(blocks.filter(({ info }) => info === 'ts run')))(
    'runs at %s',
    { timeout: 20_000 },
    async (_, block) => {
      const { exitCode, output } = await runBlock(block);

      expect(exitCode, output).toBe(0);
    },
  );
});

describe('the check of the code in our pages', () => {
  it('sees a mistake, and says in which line of the page', () => {
    expect(complaints.get(wrongType)).toEqual([expect.stringMatching(/^x\.md:12 Type '2'/)]);
    expect(complaints.get(wrongImport)).toEqual([
      expect.stringMatching(/^x\.md:21 .*nothingLikeIt/),
    ]);
  });

  it('finds blocks in lists, with longer fences, and without an end', () => {
    const page = ['- a', '  ```ts run', '  one();', '  ```', '````md', '```ts', '````', '~~~', 'x'];

    expect(findCodeBlocks('a.md', page.join('\n'))).toEqual([
      { file: 'a.md', line: 2, info: 'ts run', code: 'one();\n' },
      { file: 'a.md', line: 5, info: 'md', code: '```ts\n' },
      { file: 'a.md', line: 8, info: '', code: 'x\n' },
    ]);
  });

  it('runs TypeScript, and reports a program that fails', async () => {
    const block = { file: 'README.md', line: 1, info: 'ts run' };

    const fine = await runBlock({
      ...block,
      code: "import * as core from '@kapwa/core';\nconst a: string = typeof core;\nconsole.log(a);\n",
    });
    const failing = await runBlock({ ...block, code: "throw new Error('not so');\n" });

    expect(fine).toEqual({ exitCode: 0, output: 'object\n' });
    expect(failing).toMatchObject({ exitCode: 1, output: expect.stringContaining('not so') });
  }, 20_000);
});
