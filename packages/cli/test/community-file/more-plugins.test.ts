import { describe, expect, it } from 'vitest';
import { register as check } from '../../src/commands/check.js';
import { readCommunityFile } from '../../src/community-file/community-file.js';
import { rehearseCommand } from '../../src/rehearsal/rehearse-command.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';

const zod = import.meta.resolve('zod');

/** A plugin as somebody else writes it: notes each call for tea. */
const teaTime = `
import { z } from ${JSON.stringify(zod)};
export const teaTime = {
  name: 'tea-time',
  options: z.strictObject({ word: z.string().default('tea') }),
  setup(kit) {
    kit.collection('cups', { lane: 'person', schema: z.number(), days: 30 });
    kit.on('message.received', {}, (context, event) => {
      if (event.text.includes(context.options.word)) {
        context.perform({ kind: 'message.react', chat: event.chat, message: event.message, emoji: '🍵' });
      }
    });
  },
};
`;

const community = (more: string) => `community:
  key: health
  name: Health Workers
  purpose: Care
  timeZone: Asia/Manila
people:
  sameer: { roles: [community-admin] }
  grace: { roles: [community-admin] }
groups:
  news: { kind: announcement, purpose: News, admins: [sameer, grace] }
  staff: { kind: admin, purpose: Planning, admins: [sameer, grace] }
${more}`;

const withTea = (options = '{}') =>
  community(`morePlugins: ./tea-time.js\nplugins:\n  tea-time: ${options}\n`);

async function run(cwd: string, ...args: string[]) {
  const shell = recordedShell({ cwd, json: asksForJson(args) });
  const code = await runCommandLine(args, { version: '0', commands: [check] }, shell);
  return { code, out: shell.out, err: shell.err };
}

async function problems(more: string, files: Readonly<Record<string, string>> = {}) {
  const folder = await folderWith({ 'community.yaml': community(more), ...files });
  const { out, code } = await run(folder, 'check', '--json');
  const { findings } = JSON.parse(out) as { findings: { line: number; message: string }[] };
  expect(code).toBe(1);
  return findings.map(({ line, message }) => `${line}: ${message.replaceAll(folder, '.')}`);
}

describe('a plugin that a community names itself', () => {
  it('runs beside those that come along', async () => {
    const folder = await folderWith({
      'community.yaml': withTea('{ word: chai }'),
      'tea-time.js': teaTime,
      'chat.jsonl':
        '{"at":"2026-11-30T08:00:00Z","from":"Ana","group":"news","text":"chai at four"}\n',
    });
    const shell = recordedShell({ cwd: folder, json: true });

    await rehearseCommand(`${folder}/chat.jsonl`, { community: folder }, shell);

    const [line] = shell.out.trim().split('\n');
    expect(JSON.parse(line ?? '').actions).toMatchObject([{ kind: 'message.react' }]);
  });

  it('is named by "kapwa check", so that nobody has to guess what runs', async () => {
    const folder = await folderWith({ 'community.yaml': withTea(), 'tea-time.js': teaTime });

    const { code, out } = await run(folder, 'check');

    expect(out).toContain('ok     Plugins of your own: tea-time.\n');
    expect(code).toBe(0);
  });

  it('may have nothing to set', async () => {
    const folder = await folderWith({
      'community.yaml': community('morePlugins: ./quiet.js\nplugins:\n  quiet: {}\n'),
      'quiet.js': "export const quiet = { name: 'quiet', setup() {} };",
    });

    const { code, out } = await run(folder, 'check');
    const schema = await run(folder, 'check', '--schema');

    expect(out).toContain('ok     Plugins of your own: quiet.\n');
    expect([code, schema.code]).toEqual([0, 0]);
  });

  it('has its options checked, with the line', async () => {
    const folder = await folderWith({
      'community.yaml': withTea('\n    word: 7'),
      'tea-time.js': teaTime,
    });

    const { code, out } = await run(folder, 'check', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toMatchObject([{ path: 'plugins.tea-time.word', line: 15 }]);
  });

  it('has its options in the schema for editors, even while the file is being mended', async () => {
    const folder = await folderWith({
      'community.yaml': `${withTea()}colour: blue\n`,
      'tea-time.js': teaTime,
    });

    const { out } = await run(folder, 'check', '--schema');

    const { plugins } = JSON.parse(out).properties;
    expect(Object.keys(plugins.properties)).toContain('tea-time');
    expect(plugins.properties['tea-time'].anyOf[0].properties.word.type).toBe('string');
  });

  it('is loaded once, however often the file is read', async () => {
    const folder = await folderWith({ 'community.yaml': withTea(), 'tea-time.js': teaTime });

    const [first, second] = [
      await readCommunityFile(`${folder}/community.yaml`),
      await readCommunityFile(`${folder}/community.yaml`),
    ];

    expect(first.plugins.at(-1)?.name).toBe('tea-time');
    expect(second.plugins.at(-1)).toBe(first.plugins.at(-1));
  });
});

describe('a plugin that cannot be had', () => {
  it.each([
    ['is not there', './tea.js', 'There is no file ./tea.js. Check its name.'],
    ['is a folder', './', '. is no file. Name the .js file of the plugin.'],
    [
      'is named like a package',
      'kapwa-tea',
      'Name a file, beginning with "./", such as "./kapwa-tea.js". For a package of npm, that file says: export * from "kapwa-tea";',
    ],
    [
      'exports no plugin',
      './empty.js',
      './empty.js exports no plugin: it should say "export const ... = definePlugin(...)".',
    ],
    [
      'throws',
      './broken.js',
      './broken.js cannot be loaded: no tea today. Show this to whoever wrote the plugin.',
    ],
    [
      'has the name of another',
      './second.js',
      './second.js has a plugin "conduct", and there is one of that name already. One of them has to go, or be renamed.',
    ],
  ])('and %s is one finding with its line', async (_, file, message) => {
    const files = {
      'empty.js': 'export const nothing = 1;',
      'broken.js': 'throw new Error("no tea today");',
      'second.js': teaTime.replace("'tea-time'", "'conduct'"),
    };

    expect(await problems(`morePlugins:\n  - "${file}"\n`, files)).toEqual([`13: ${message}`]);
  });

  it('is not also complained about wherever its name stands', async () => {
    const more = 'morePlugins: ./tea.js\nplugins:\n  tea-time: {}\n';

    expect(await problems(more)).toEqual(['12: There is no file ./tea.js. Check its name.']);
  });

  it('does not hide what else is wrong', async () => {
    const more = 'morePlugins: [./tea.js]\ncolour: blue\n';

    expect(await problems(more)).toEqual([
      '12: There is no file ./tea.js. Check its name.',
      expect.stringMatching(/^13: .*colour/),
    ]);
  });

  it('says which package to install where one is missing', async () => {
    const files = { 'tea.js': "import 'kapwa-kettle'; export const tea = 1;" };

    const [found] = await problems('morePlugins: ./tea.js\n', files);

    expect(found).toContain('kapwa-kettle');
  });
});
