import { readFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { register as run } from '../../src/commands/run.js';
import { readCommunityFile } from '../../src/community-file/community-file.js';
import { runCommandLine } from '../../src/terminal/program.js';
import { showPairing } from '../../src/whatsapp/show-pairing.js';
import { driverOf, whatsappFor } from '../../src/whatsapp/whatsapp-settings.js';
import { type RecordedShell, recordedShell } from '../recorded-shell.js';
import { communityFile, folderWith } from '../temporary-folder.js';

const community = `# Our community
community:
  name: Health workers
  purpose: Work together
  timeZone: Africa/Nairobi
`;
const linked = { WHATSAPP_DRIVER: 'linked-device' };
const accepted = { whatsapp: { unofficialClient: 'accepted' } };

/** A shell at which somebody sits and answers. */
function terminal(answer: string): RecordedShell {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.end(`${answer}\n`);
  const stdout = { write: () => true, isTTY: true };
  return recordedShell({ stdin, stdout });
}

describe('which way to WhatsApp is meant', () => {
  it.each([
    ['the one that is named', linked, {}, 'linked-device'],
    [
      'the one that is named, whatever was accepted',
      { WHATSAPP_DRIVER: 'cloud' },
      accepted,
      'cloud',
    ],
    ['the Cloud API where it is set up', { WHATSAPP_TOKEN: 'EAAx' }, accepted, 'cloud'],
    ['a linked device where its risks were taken', {}, accepted, 'linked-device'],
    ['both ways at once', { WHATSAPP_DRIVER: ' Hybrid ' }, {}, 'hybrid'],
    ['none, and so the Cloud API is asked for', {}, {}, 'cloud'],
  ])('is %s', (_, settings, adapters, driver) => {
    expect(driverOf(settings, adapters)).toBe(driver);
  });

  it('is not guessed where the name is none', () => {
    expect(() => driverOf({ WHATSAPP_DRIVER: 'telegram' }, {})).toThrow(/"linked-device"/);
  });
});

describe('before a linked device is used first', () => {
  const start = async (file: string, shell: RecordedShell) => {
    const { blueprint } = await readCommunityFile(file);
    return whatsappFor(linked, blueprint, file, shell);
  };

  it('"kapwa run" refuses with exit code 78 where nobody can be asked', async () => {
    const cwd = await folderWith({
      'community.yaml': community,
      '.env': 'WHATSAPP_DRIVER=linked-device\n',
    });
    const shell = recordedShell({ cwd });

    const code = await runCommandLine(['run'], { version: '0', commands: [run] }, shell);

    expect(code).toBe(78);
    expect(shell.err).toContain('may block the number');
    expect(shell.err).toContain('whatsapp:\n  unofficialClient: accepted');
  });

  it('a yes is remembered in the file, which stays as it was otherwise', async () => {
    const file = await communityFile(community);
    const shell = terminal('yes');

    expect(await start(file, shell)).toMatchObject({ driver: 'linked-device' });

    expect(shell.err).toContain('not an official way to WhatsApp');
    const text = await readFile(file, 'utf8');
    expect(text).toContain('# Our community');
    const { blueprint } = await readCommunityFile(file);
    expect(blueprint.adapters).toEqual(accepted);
    expect(await start(file, recordedShell())).toMatchObject({ driver: 'linked-device' });
  });

  it.each(['no', ''])('an answer of "%s" starts nothing and changes nothing', async (answer) => {
    const file = await communityFile(community);

    await expect(start(file, terminal(answer))).rejects.toThrow(/Nothing was started/);

    expect(await readFile(file, 'utf8')).toBe(community);
  });

  it('a hybrid bot is told first what its official number lacks', async () => {
    const file = await communityFile(community);
    const { blueprint } = await readCommunityFile(file);
    const shell = terminal('yes');
    const starting = whatsappFor({ WHATSAPP_DRIVER: 'hybrid' }, blueprint, file, shell);

    await expect(starting).rejects.toThrow(/WHATSAPP_TOKEN/);

    expect(shell.err).toBe('');
    expect(await readFile(file, 'utf8')).toBe(community);
  });

  it('no other word in the file stands for a yes', async () => {
    const file = await communityFile(`${community}whatsapp:\n  unofficialClient: yes\n`);

    await expect(start(file, recordedShell())).rejects.toThrow(/accepted/);
  });
});

describe('linking the bot', () => {
  it('shows a QR code that a phone can scan', async () => {
    const shell = recordedShell();
    await showPairing({ qr: 'https://wa.me/settings/linked_devices#2@abc' }, shell);

    expect(shell.out).toContain('Linked devices');
    expect(shell.out).toMatch(/[▄▀█]{10}/);
  });

  it('shows the code to be typed, for programs too', async () => {
    const shell = recordedShell({ json: true });
    await showPairing({ code: 'ABCD1234' }, shell);

    expect(shell.err).toContain('ABCD-1234');
    expect(JSON.parse(shell.out)).toEqual({ status: 'pairing', code: 'ABCD1234' });
  });
});
