import { type Decoded, decode } from '../../src/baileys/decode.js';
import type { DecodeFacts } from '../../src/baileys/read.js';

/** What a linked device hears, in the shapes Baileys gives it. */

export const group = '120363000000000001@g.us';
export const community = '120363000000000009@g.us';
export const announcements = '120363000000000010@g.us';
/** 19 November 2026, 10:00 UTC, in seconds as WhatsApp writes it. */
export const sentAt = 1_795_082_400;
export const sentAtMs = sentAt * 1000;

export const me = { id: '639170000001@s.whatsapp.net', lid: '100000000000001@lid' };

/** Alice, as the kit knows her. */
export const alice = { id: '100000000000002@lid', name: 'Alice', aliases: ['639170000002'] };

let stamps = 0;

export function facts(): DecodeFacts {
  stamps += 1;
  return {
    adapter: 'whatsapp',
    me,
    now: sentAtMs,
    stamp: String(stamps),
    announcementOf: (jid) => (jid === community ? announcements : undefined),
  };
}

type Json = Readonly<Record<string, unknown>>;

export const groupKey: Json = {
  remoteJid: group,
  fromMe: false,
  id: '3EB0AAAA',
  participant: '100000000000002@lid',
  participantAlt: '639170000002@s.whatsapp.net',
  addressingMode: 'lid',
};

export const directKey: Json = {
  remoteJid: '100000000000002@lid',
  remoteJidAlt: '639170000002@s.whatsapp.net',
  fromMe: false,
  id: '3EB0BBBB',
};

/** A message of Alice's in the group; what is given replaces what is there. */
export function message(content: unknown, rest: Json = {}): Json {
  return {
    key: groupKey,
    pushName: 'Alice',
    messageTimestamp: sentAt,
    message: content,
    ...rest,
  };
}

/** Something Alice did in the group. */
export function happened(type: number, ...parameters: readonly string[]): Json {
  return {
    key: groupKey,
    messageTimestamp: sentAt,
    messageStubType: type,
    messageStubParameters: parameters,
  };
}

export function read(json: unknown): Decoded {
  return decode([{ kind: 'message', message: json }], facts());
}
