import { describe, expect, it } from 'vitest';
import { type Allowed, detectInviteLinks } from '../../../src/detectors/index.js';

function find(text: string, allow?: Allowed) {
  return detectInviteLinks({ text, countries: [], ...(allow ? { allow } : {}) });
}

function firstFound(text: string) {
  const finding = find(text)[0];
  return finding && { ...finding, words: text.slice(finding.start, finding.end) };
}

describe('a link that lets people into a group', () => {
  it.each([
    ['WhatsApp', 'https://chat.whatsapp.com/AbC123', 'whatsapp-group-link', 'high'],
    ['a WhatsApp channel', 'whatsapp.com/channel/0029VaAbC', 'whatsapp-channel-link', 'medium'],
    ['a WhatsApp call', 'https://call.whatsapp.com/video/AbC123', 'whatsapp-call-link', 'medium'],
    ["a member's WhatsApp", 'wa.me/254712345678', 'whatsapp-chat-link', 'medium'],
    ['Telegram', 'https://t.me/+AbC123', 'telegram-invite', 'high'],
    ['Telegram, the older way', 'telegram.me/joinchat/AbC', 'telegram-invite', 'high'],
    ['Signal', 'https://signal.group/#CjQKAbC', 'signal-group-link', 'high'],
    ['Discord', 'discord.gg/chw', 'discord-invite', 'high'],
    ['Viber', 'https://invite.viber.com/?g2=AbC123', 'viber-group-link', 'high'],
    ['Messenger', 'https://m.me/j/AbC123/', 'messenger-group-link', 'high'],
    ['LINE', 'https://line.me/R/ti/g/AbC', 'line-group-link', 'high'],
  ])('is found for %s', (_, link, reason, severity) => {
    expect(find(`Join us: ${link}`)).toMatchObject([{ reason, severity }]);
  });

  it('is pointed at as a whole, so that it can be masked', () => {
    const text = 'New group 👉 hxxps://chat[.]whatsapp[.]com/AbC123?mode=ac_t 👈 welcome';

    expect(firstFound(text)?.words).toBe('hxxps://chat[.]whatsapp[.]com/AbC123?mode=ac_t');
  });

  it('is pointed at in the words that were sent, also where they are disguised', () => {
    const text = 'см. сһаt\u200b.ｗｈａｔѕарр.сом/AbC123 !';

    expect(firstFound(text)?.words).toBe('сһаt\u200b.ｗｈａｔѕарр.сом/AbC123');
  });

  it('is found as often as it is there', () => {
    const text = 'chat.whatsapp.com/AbC123, t.me/+AbC123 and chat.whatsapp.com/DeF456';

    expect(find(text).map(({ reason }) => reason)).toEqual([
      'whatsapp-group-link',
      'telegram-invite',
      'whatsapp-group-link',
    ]);
  });
});

describe('what is no invitation', () => {
  it.each([
    ['a public channel, which anybody finds by its name', 't.me/healthnews'],
    ['a share button without a number', 'https://wa.me/?text=Wash%20hands'],
    ["somebody's Telegram number", 't.me/+254712345678'],
    ['talk about links', 'Never pass on a WhatsApp group link'],
    ['an explanation', 'It looks like chat.whatsapp.com/XXXXXX'],
    ['a name at the end of a sentence', 'We chat. WhatsApp.com/download has the app'],
    ['a forgotten blank', 'ok.so we start at 9.me/you first'],
  ])('is left alone: %s', (_, text) => {
    expect(find(text)).toEqual([]);
  });
});

describe('links that a community allows', () => {
  it('are passed over, and only they', () => {
    const allow = { links: ['https://chat.whatsapp.com/AbC123', 'wa.me'] };

    const found = find('chat.whatsapp.com/AbC123 wa.me/254712345678 t.me/+AbC123', allow);

    expect(found.map(({ reason }) => reason)).toEqual(['telegram-invite']);
  });

  it('are recognised however they are written', () => {
    const allow = { links: ['chat.whatsapp.com/AbC123'] };

    expect(find('chat dot whatsapp dot com slash AbC123', allow)).toEqual([]);
  });

  it('do not open the door for longer codes', () => {
    const allow = { links: ['chat.whatsapp.com/AbC'] };

    expect(find('chat.whatsapp.com/AbC123', allow)).toHaveLength(1);
  });
});
