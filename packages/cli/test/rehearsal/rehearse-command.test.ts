import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { healthProgramme } from '../../src/health-programme.js';
import { rehearseCommand } from '../../src/rehearsal/rehearse-command.js';
import type { RehearseOptions } from '../../src/rehearsal/rehearse-options.js';
import type { RehearsedMessage } from '../../src/rehearsal/verdict.js';
import { type RecordedShell, recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';

const community = `community: { name: Workers, purpose: Health work, timeZone: Asia/Manila,
  languages: [en, fil], countries: [PH, KE] }
people: { ana: { name: Ana }, grace: { name: Grace } }
groups:
  north: { name: North, purpose: Visits, languages: [fil, en], admins: [grace] }
`;

/** Rehearses a chat in a community of its own; answers with the shell and its lines of JSON. */
async function rehearsal(
  chat: string,
  options: RehearseOptions & { name?: string; json?: boolean; yaml?: string } = {},
): Promise<{ shell: RecordedShell; lines: RehearsedMessage[] }> {
  const { name = 'WhatsApp Chat with North.txt', json = true, yaml = community, ...rest } = options;
  const folder = await folderWith({ [name]: chat, 'community.yaml': yaml });
  const shell = recordedShell({ json, cwd: folder });
  await rehearseCommand(join(folder, name), rest, shell);
  const lines = json
    ? shell.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  return { shell, lines };
}

const android = (...messages: string[]): string =>
  messages
    .map((text, index) => `14/03/2024, 08:${String(index).padStart(2, '0')} - ${text}`)
    .join('\n');

describe('kapwa rehearse', () => {
  it('says one line of JSON for every message, in order, system lines left out', async () => {
    const { lines } = await rehearsal(
      android('Ana: Magandang umaga', 'Juma left', 'Juma: <Media omitted>', 'Grace: Hello'),
    );

    expect(lines.map(({ index, from }) => [index, from])).toEqual([
      [0, 'Ana'],
      [1, 'Juma'],
      [2, 'Grace'],
    ]);
    expect(lines[0]).toEqual({
      index: 0,
      at: '2024-03-14T00:00:00.000Z',
      from: 'Ana',
      group: 'north',
      verdicts: [],
      actions: [],
    });
  });

  it('names the detector, the mode, the severity and the reason of what it notices', async () => {
    const { lines } = await rehearsal(
      android('Ana: sumali: chat . whatsapp . com / Bx7TqLm2RkV9sPzDw4YcHn', 'Ana: ०९१७१२३४५६७'),
    );

    expect(lines.map(({ verdicts }) => verdicts)).toEqual([
      [
        {
          plugin: 'conduct',
          detector: 'invite-link',
          mode: 'observe',
          severity: 'high',
          reason: 'whatsapp-group-link',
          text: expect.stringContaining('Ana'),
        },
      ],
      [expect.objectContaining({ detector: 'phone-number', mode: 'observe' })],
    ]);
    expect(lines.flatMap(({ actions }) => actions)).toEqual([]);
  });

  it('tells what would have been done where a community deletes', async () => {
    const yaml = `${community}plugins: { conduct: { mode: delete } }\n`;

    const { lines } = await rehearsal(
      android('Ana: https://chat.whatsapp.com/Bx7TqLm2RkV9sPzDw4YcHn'),
      {
        yaml,
      },
    );

    expect(lines[0]?.actions).toEqual([
      { kind: 'message.delete', level: 'native', to: 'north' },
      { kind: 'message.send', level: 'native', to: 'Ana' },
    ]);
  });

  it('only notes what an admin of the group posted, even where a community deletes', async () => {
    const yaml = `${community}plugins: { conduct: { mode: delete } }\n`;

    const { lines } = await rehearsal(android('Grace: call the hotline 0917 123 4567'), { yaml });

    expect(lines[0]?.verdicts).toEqual([
      expect.objectContaining({ detector: 'phone-number', mode: 'observe' }),
    ]);
    expect(lines[0]?.actions).toEqual([]);
  });

  it('counts a thank-you for somebody who is mentioned before they ever wrote', async () => {
    const { lines } = await rehearsal(
      android('Ana: Salamat @\u2068Juma\u2069 sa pagbuhat ng mga bakuna sa bundok'),
    );

    expect(lines[0]?.verdicts).toEqual([
      { plugin: 'recognition', reason: 'thanks', text: 'Ana thanked Juma.' },
    ]);
    expect(lines[0]?.actions).toEqual([{ kind: 'message.send', level: 'native', to: 'north' }]);
  });

  it('knows somebody the phone has not saved by the name they are mentioned by', async () => {
    const { lines } = await rehearsal(
      android('~ Juma: Salamat @\u2068Juma\u2069 dahil natapos ko ang lahat ngayon'),
    );

    expect(lines[0]?.verdicts).toEqual([expect.objectContaining({ reason: 'self-thanks' })]);
  });

  it('reads JSON lines with group, roles and country of each message', async () => {
    const chat = [
      {
        at: '2024-03-14T08:00:00Z',
        from: 'ana',
        group: 'north',
        text: '0712 345 678',
        country: 'KE',
      },
      {
        at: '2024-03-14T08:01:00Z',
        from: 'x',
        group: 'elsewhere',
        text: 'good morning',
        country: 'US',
      },
      {
        at: '2024-03-14T08:02:00Z',
        from: 'y',
        group: 'north',
        text: 'hello',
        roles: ['group-admin'],
      },
    ];

    const { lines } = await rehearsal(chat.map((one) => JSON.stringify(one)).join('\n'), {
      name: 'chat.jsonl',
    });

    expect(lines.map(({ group, verdicts }) => [group, verdicts.length])).toEqual([
      ['north', 1],
      ['elsewhere', 0],
      ['north', 0],
    ]);
  });

  it('goes by the group and the country named on the command line', async () => {
    const chat = android('Somebody: 0712 345 678');

    const kenyan = await rehearsal(chat, { group: 'North', country: 'ke' });
    const american = await rehearsal(chat, { group: 'unheard-of', country: 'US' });
    const thanks = await rehearsal(
      android('Ana: Salamat @\u2068Juma\u2069 sa pagbuhat ng mga bakuna sa bundok'),
      { group: 'unheard-of' },
    );

    expect(thanks.lines[0]?.actions).toEqual([
      { kind: 'message.send', level: 'native', to: 'unheard-of' },
    ]);
    expect(kenyan.lines[0]).toMatchObject({
      group: 'north',
      verdicts: [{ detector: 'phone-number' }],
    });
    expect(american.lines[0]).toMatchObject({ group: 'unheard-of' });
  });

  it('shows a person what was noticed, and that nothing was done', async () => {
    const { shell } = await rehearsal(
      android('Ana: Hello', 'Ana: https://chat.whatsapp.com/Bx7TqLm2RkV9sPzDw4YcHn'),
      { json: false },
    );

    expect(shell.out).toContain('Ana posted a link by which anybody can join a group.');
    expect(shell.out).toContain('2 messages read, something noticed in 1 of them.');
    expect(shell.out).toContain('nobody was written to');
    expect(shell.exitCode).toBe(0);
  });

  it('counts what it would have done in words', async () => {
    const yaml = `${community}plugins: { conduct: { mode: delete } }\n`;

    const { shell } = await rehearsal(
      android('Ana: https://chat.whatsapp.com/Bx7TqLm2RkV9sPzDw4YcHn', 'Ana joined'),
      { json: false, yaml },
    );

    expect(shell.out).toContain('1 message read, something noticed in 1 of them.');
    expect(shell.out).toContain(
      'The bot would have done:\n  1  message taken down\n  1  message written\n',
    );
  });

  it('says which groups it does not know, and which there are', async () => {
    const known = await rehearsal(android('Ana: Hello'), { json: false });
    const misspelt = await rehearsal(android('Ana: Hello'), { json: false, group: 'nroth' });

    expect(known.shell.out).not.toContain('not among the groups');
    expect(misspelt.shell.out).toContain(
      'nroth is not among the groups of the community, and taken for new. Name the group of a chat by --group: north.',
    );
  });

  it('keeps prose off stdout when JSON is asked for', async () => {
    const { shell } = await rehearsal(android('Ana: Hello'));

    expect(() =>
      shell.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).not.toThrow();
    expect(shell.err).toContain('Reading North');
  });

  it('says so when it goes by the bundled health programme', async () => {
    const name = 'WhatsApp Chat with Area North.txt';
    const folder = await folderWith({ [name]: android('Ana: Hello') });
    const shell = recordedShell({ json: true, cwd: folder });

    await rehearseCommand(join(folder, name), {}, shell);

    expect(shell.err).toContain('bundled health programme');
    expect(JSON.parse(shell.out)).toMatchObject({ group: 'north' });
  });

  it.each([
    ['a country that is none', { country: 'Kenya' }, 'Did you mean "KE"?'],
    ['letters that are no country', { country: 'ZZ' }, '"ZZ" is not a country code'],
    ['an order of dates that is none', { dateOrder: 'dym' as 'dmy' }, 'dmy, mdy or ymd'],
  ])('refuses %s', async (_, options, words) => {
    await expect(rehearsal(android('Ana: Hello'), options)).rejects.toMatchObject({
      code: 'input.unreadable',
      message: expect.stringContaining(words),
    });
  });
});

describe('the example chats', () => {
  const chats = join(healthProgramme(), 'chats');
  const files = readdirSync(chats).filter((name) => /\.(txt|zip|jsonl)$/.test(name));

  it.each(files)('%s rehearses from beginning to end', async (name) => {
    const shell = recordedShell({ json: true, cwd: healthProgramme() });

    await rehearseCommand(join(chats, name), {}, shell);

    const lines: RehearsedMessage[] = shell.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ index }) => index)).toEqual(lines.map((_, index) => index));
    expect(lines.some(({ verdicts }) => verdicts.length > 0)).toBe(true);
  });
});
