import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedPlugins } from '../../src/installed.js';
import { pluginsBeside } from '../../src/kept-data/plugins-beside.js';
import { folderWith } from '../temporary-folder.js';

const plugin = `export const teaTime = {
  name: 'tea-time',
  options: { safeParse: (data) => ({ success: true, data }) },
  setup() {},
};`;

async function namesIn(files: Readonly<Record<string, string>>) {
  const plugins = await pluginsBeside(join(await folderWith(files), 'data'));
  return plugins.map(({ name }) => name);
}

const installed = installedPlugins.map(({ name }) => name);

describe('the plugins whose records somebody is looked for in', () => {
  it('are those that come along where only the data is left', async () => {
    expect(await namesIn({})).toEqual(installed);
  });

  it('are also those the community names, whatever else is wrong in its file', async () => {
    const yaml = 'morePlugins: [./tea.js]\ncolour: blue\n';

    expect(await namesIn({ 'community.yaml': yaml, 'tea.js': plugin })).toEqual([
      ...installed,
      'tea-time',
    ]);
  });

  it.each([
    ['is gone', 'morePlugins: ./tea.js\n', 'There is no file'],
    ['cannot be known', 'morePlugins: [\n', 'Run "kapwa check" to see where.'],
  ])('stop the search where one %s: what it keeps would be overlooked', async (_, yaml, words) => {
    await expect(namesIn({ 'community.yaml': yaml })).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining(words),
    });
  });
});
