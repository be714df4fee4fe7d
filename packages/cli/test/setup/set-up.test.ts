import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { startFakeCloudApi, startFakeTelegram } from '@kapwa/testing';
import { startWhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readCommunityFile } from '../../src/community-file/community-file.js';
import { readPairNumber, setUp } from '../../src/setup/set-up.js';
import { folderWith } from '../temporary-folder.js';
import { atTerminal, type Terminal } from './at-terminal.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 90_000 });

const community = `# Our community
community:
  name: Health workers
  purpose: Work together
  timeZone: Africa/Nairobi
people:
  sameer: { name: Sameer }
  grace: { name: Grace }
groups:
  # Where all news stand.
  announcements: { name: Announcements, kind: announcement, admins: [sameer, grace] }
  north:
    name: Area North # the villages
    kind: general
    admins: [sameer, grace]
  coast:
    name: Area Coast
    kind: general
    admins: [sameer, grace]
`;

interface Folder {
  readonly folder: string;
  readonly file: string;
  text(): Promise<string>;
  settings(): Promise<NodeJS.Dict<string>>;
}

async function newFolder(): Promise<Folder> {
  const folder = await folderWith({ 'community.yaml': community });
  const file = join(folder, 'community.yaml');
  return {
    folder,
    file,
    text: () => readFile(file, 'utf8'),
    settings: async () => parseEnv(await readFile(join(folder, '.env'), 'utf8').catch(() => '')),
  };
}

const walk = ({ file }: Folder, { shell, signals }: Terminal) => setUp(file, shell, signals);

/** No Graph API can be reached. */
const offline = { WHATSAPP_API_BASE: 'http://127.0.0.1:1' };

const leaving = expect.objectContaining({
  code: 'config.missing',
  message: expect.stringContaining('"kapwa run" goes on where you were'),
});

describe('setting up a bot at a terminal', () => {
  it('shows it without any account to whoever only looks', async () => {
    const place = await newFolder();
    const terminal = atTerminal(place.folder);
    terminal.types('9', '1');

    expect(await walk(place, terminal)).toBe('demo');

    expect(terminal.shown()).toContain('Please type a number from 1 to 5.');
    expect(await place.settings()).toEqual({});
    expect(await place.text()).toBe(community);
  });

  it('asks for what the official API takes, keeps each answer, and goes on where it was left', async () => {
    const place = await newFolder();
    const [first, second] = [0, 1].map(() => atTerminal(place.folder, offline)) as [
      Terminal,
      Terminal,
    ];
    first.types('cloud', 'EAAtoken', '+1 555', '106540352242922');
    first.leaves();
    await expect(walk(place, first)).rejects.toEqual(leaving);
    expect(await place.settings()).toEqual({
      WHATSAPP_DRIVER: 'cloud',
      WHATSAPP_TOKEN: 'EAAtoken',
      WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    });

    second.types('secret', '');
    expect(await walk(place, second)).toBe('ready');

    expect(second.shown()).not.toContain('How shall the bot');
    expect((await place.settings()).WHATSAPP_VERIFY_TOKEN).toMatch(/^[\w-]{16}$/);
    expect(second.shown()).toContain('WhatsApp could not be asked whether the settings are right');
    expect(second.shown()).toContain('Health workers can be read');
  });

  it('asks WhatsApp whether the settings are right, and for the wrong ones once more', async () => {
    const fake = await startFakeCloudApi();
    onTestFinished(() => fake.close());
    const place = await newFolder();
    const terminal = atTerminal(place.folder, { WHATSAPP_API_BASE: fake.baseUrl });
    terminal.types('cloud', 'EAAother', '1', fake.appSecret, fake.verifyToken);
    terminal.types(fake.token, fake.phoneNumberId);

    expect(await walk(place, terminal)).toBe('ready');

    const shown = terminal.shown();
    expect(shown).toContain('The access token has expired or was withdrawn');
    expect(shown).toContain('WHATSAPP_TOKEN once more, or press Enter');
    expect(shown).toContain('WhatsApp does not know this phone number id');
    expect(shown).toContain('the number of the bot is 15550783881');
    expect(await place.settings()).toMatchObject({
      WHATSAPP_TOKEN: fake.token,
      WHATSAPP_PHONE_NUMBER_ID: fake.phoneNumberId,
    });
  });

  it('goes on with settings that WhatsApp does not take, where somebody wants to', async () => {
    const fake = await startFakeCloudApi();
    onTestFinished(() => fake.close());
    const place = await newFolder();
    const terminal = atTerminal(place.folder, { WHATSAPP_API_BASE: fake.baseUrl });
    terminal.types('cloud', 'EAAother', '1', 'secret', 'word', '');

    expect(await walk(place, terminal)).toBe('ready');
    expect(await place.settings()).toMatchObject({ WHATSAPP_TOKEN: 'EAAother' });
  });

  it('cannot change what the environment says, and says so', async () => {
    const fake = await startFakeCloudApi();
    onTestFinished(() => fake.close());
    const place = await newFolder();
    const env = { WHATSAPP_API_BASE: fake.baseUrl, WHATSAPP_TOKEN: 'EAAother' };
    const terminal = atTerminal(place.folder, env);
    terminal.types(fake.phoneNumberId, 'secret', 'word');

    expect(await walk(place, terminal)).toBe('ready');
    expect(terminal.shown()).toContain('WHATSAPP_TOKEN comes from the environment');
  });

  it('starts no linked device without a yes to its risks, and asks for another way', async () => {
    const place = await newFolder();
    const terminal = atTerminal(place.folder);
    terminal.types('2', 'n', '1');

    expect(await walk(place, terminal)).toBe('demo');

    expect(terminal.shown()).toContain('WhatsApp may block the number');
    expect(terminal.shown().match(/How shall the bot/g)).toHaveLength(2);
    expect(await place.settings()).toEqual({});
    expect(await place.text()).toBe(community);
  });

  it('starts nothing after a no where only the environment can take the linked device back', async () => {
    const place = await newFolder();
    const terminal = atTerminal(place.folder, { WHATSAPP_DRIVER: 'linked-device' });
    terminal.types('n');

    await expect(walk(place, terminal)).rejects.toThrow(/Nothing was started/);

    expect(await place.text()).toBe(community);
  });

  it('asks a hybrid bot for both', async () => {
    const place = await newFolder();
    const terminal = atTerminal(place.folder, offline);
    terminal.types('hybrid', 'EAAtoken', '1', 'secret', 'word', 'y', 'no');

    expect(await walk(place, terminal)).toBe('ready');

    expect(await place.settings()).toMatchObject({
      WHATSAPP_DRIVER: 'hybrid',
      WHATSAPP_VERIFY_TOKEN: 'word',
    });
    expect(await place.text()).toContain('unofficialClient: accepted');
  });

  it('can be stopped with Ctrl+C at a question', async () => {
    const place = await newFolder();
    const terminal = atTerminal(place.folder);
    const walking = walk(place, terminal);
    await vi.waitFor(() => expect(terminal.shown()).toContain('Which one?'));
    terminal.pressesCtrlC();

    await expect(walking).rejects.toEqual(leaving);
  });

  it('ties the groups of Telegram that the bot has seen', async () => {
    const telegram = await startFakeTelegram();
    onTestFinished(() => telegram.close());
    const ana = telegram.person('Ana');
    const place = await newFolder();
    const terminal = atTerminal(place.folder, { TELEGRAM_API_ROOT: telegram.apiRoot });
    terminal.types('5', 'not a token', telegram.token, '');
    const walking = walk(place, terminal);
    await vi.waitFor(() => expect(terminal.shown()).toContain('has seen no group yet'), 15_000);
    const north = telegram.group('area north 🌿', { owner: ana });
    north.addBot('all');
    await vi.waitFor(() => {
      terminal.types('');
      expect(terminal.shown()).toContain('The bot is in one group');
    }, 15_000);
    terminal.leaves();
    await walking.catch(() => undefined);
    const again = atTerminal(place.folder, { TELEGRAM_API_ROOT: telegram.apiRoot });
    again.types('', 's', '', 'c', '');

    expect(await walk(place, again)).toBe('ready');

    const { blueprint } = await readCommunityFile(place.file);
    expect(blueprint.groups.map(({ chat }) => chat)).toEqual([
      undefined,
      { adapter: 'telegram', id: String(north.id) },
      undefined,
    ]);
    expect(again.shown()).toContain('to be made by "kapwa apply": Area Coast');
    expect(again.shown()).toContain('left as they are: Announcements');
  });
});

describe('setting up a linked device', () => {
  /** A phone with groups the bot is in, and a folder where the device was chosen. */
  async function begun() {
    const whatsapp = await startWhatsAppWeb();
    onTestFinished(() => whatsapp.close());
    const bot = whatsapp.number('+254700000099', 'Kapwa');
    const sameer = whatsapp.number('+254700000000', 'Sameer');
    const group = (subject: string, isAdmin = true) =>
      sameer.createGroup({ subject, members: [bot], ...(isAdmin && { admins: [bot] }) });
    const chats = [group('ANNOUNCEMENTS 📣'), group('North area', false), group('Family lunch')];
    const place = await newFolder();
    const env = { WHATSAPP_WEB_SERVER: JSON.stringify(whatsapp.address) };
    const links = async (terminal: Terminal): Promise<void> => {
      await vi.waitFor(() => expect(terminal.shown()).toMatch(/type: \w{4}-\w{4}/), 30_000);
      const [, one, two] = /type: (\w{4})-(\w{4})/.exec(terminal.shown()) ?? [];
      await bot.types(`${one}${two}`);
    };
    return { place, chats, links, terminal: () => atTerminal(place.folder, env) };
  }

  it('links it, ties the groups, keeps the notes in the file, and tells what is missing', async () => {
    const { place, chats, links, terminal } = await begun();
    const first = terminal();
    first.types('2', 'yes', '', '12', '+254 700 000 099');
    const walking = walk(place, first);
    await links(first);
    first.types('', 'b', '', '3', 'b', '', '', 'yes');

    expect(await walking).toBe('ready');

    const shown = first.shown();
    expect(shown).toContain('Announcements: is it "ANNOUNCEMENTS 📣"? [yes]');
    expect(shown).toContain('Write the number with +');
    expect(shown).toContain('Area Coast: nothing looks like it [skip]');
    expect(shown).toContain('Make the bot an admin of: North area.');
    expect(shown).toContain('does not know these admins on WhatsApp: Sameer and Grace.');
    expect(shown).toContain('Without a group on a messenger so far: Area Coast.');
    const text = await place.text();
    for (const note of ['# Our community', '# Where all news stand.', '# the villages']) {
      expect(text).toContain(note);
    }
    const { blueprint } = await readCommunityFile(place.file);
    expect(blueprint.groups.map(({ chat }) => chat?.id)).toEqual([
      chats[0]?.id,
      chats[1]?.id,
      undefined,
    ]);
    const settings = await place.settings();
    expect(settings.WHATSAPP_SESSION_KEY).toHaveLength(44);
    expect(settings.WHATSAPP_PAIR_NUMBER).toBe('+254700000099');
    expect((await stat(join(place.folder, '.env'))).mode & 0o777).toBe(0o600);
  });

  it('writes nothing of groups that were not all decided, and needs no new link afterwards', async () => {
    const { place, chats, links, terminal } = await begun();
    const [first, second] = [terminal(), terminal()];
    first.types('2', 'yes', '', '+254700000099');
    const walking = walk(place, first);
    await links(first);
    first.types('');
    await vi.waitFor(() => expect(first.shown()).toContain('Area North: is it'), 30_000);
    first.pressesCtrlC();
    await expect(walking).rejects.toEqual(leaving);
    expect(await place.text()).not.toContain('chat');

    second.types('', '', '', '', '');
    expect(await walk(place, second)).toBe('ready');

    expect(second.shown()).not.toMatch(/type: \w{4}-/);
    expect(await place.text()).toContain(`chat: { whatsapp: ${chats[0]?.id} }`);
    const third = terminal();
    expect(await walk(place, third)).toBe('ready');
    expect(third.shown()).toBe('');
  });
});

describe('the number of a phone that is to be linked', () => {
  it.each([
    ['+63 917 000 0000', '+639170000000'],
    ['254-700-000-099', '+254700000099'],
    ['', ''],
  ])('"%s" is %s', (said, number) => {
    expect(readPairNumber(said)).toBe(number);
  });

  it.each(['0917 000 0000', 'my phone', '12'])('"%s" is asked again', (said) => {
    expect(readPairNumber(said)).toHaveProperty('why');
  });
});
