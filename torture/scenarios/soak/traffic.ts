import type { MessageReceived, PlatformEvent } from '@kapwa/core';
import { groupKeys, membersOf, nameOf, PEOPLE, personOf } from '../community/large-programme.js';

/** Stands in whatever somebody writes, with the minute, so that it can be looked for in files. */
export const MARK = 'soak-words-';

/** No group has more members. */
const LARGEST = PEOPLE - 1;

/** So many messages come of a flood, all from one sender. */
const FLOOD = 150;

const chatter = [
  'The supplies for the clinic have come.',
  'Who is at the health post tomorrow?',
  'Habari za asubuhi, nimefika kijijini.',
  'The training begins at nine, please bring your books.',
  'Magandang umaga, may bakuna ba bukas?',
  'We visited forty families in the north this week.',
  'Please call me at +254 712 345 678.',
  'Join us: https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv',
];
const commands = [
  '/help',
  'RULES',
  'LANGUAGE',
  '/status',
  '/role list',
  '/hlep',
  'STOP',
  'MY DATA',
];
const answers = ['1', '2', 'yes', 'sw', 'no', 'I do not know', 'go on', 'START'];

/** What people do, minute by minute. Everything random comes from `random`. */
export interface Traffic {
  /** What happens in the minute that ends at `at`, ms UTC; `busy` is 1 for an ordinary morning. */
  minute(at: number, busy: number): readonly PlatformEvent[];
  /** Somebody's messages as fast as a phone can send them. */
  flood(at: number): readonly PlatformEvent[];
  /** Tells of a message of the bot, of which the messenger may report something later. */
  sent(chat: string, message: string): void;
}

/** So many messages are remembered, to be answered, changed or taken back. */
const REMEMBERED = 50;

/** Makes the people of the programme. */
export function createTraffic(random: () => number): Traffic {
  const recent: MessageReceived[] = [];
  const members = new Map(groupKeys.map((key) => [key, [...membersOf(key)]]));
  const ofBot: { readonly chat: string; readonly message: string }[] = [];
  let count = 0;

  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)] as One;
  const anybody = (): string => personOf(Math.floor(random() * PEOPLE));
  const keep = <One>(list: One[], one: One): void => {
    list.push(one);
    if (list.length > REMEMBERED) list.shift();
  };
  const base = (at: number) => {
    count += 1;
    return { id: `e${count}`, at, adapter: 'playground' } as const;
  };
  /** Somebody who is in it. */
  const memberOf = (group: string): string => pick(members.get(group) ?? []) ?? personOf(0);

  const write = (
    at: number,
    words: string,
    more: Partial<MessageReceived> & { readonly who?: string } = {},
  ): MessageReceived => {
    const group = pick(groupKeys);
    const { who = memberOf(group), ...rest } = more;
    const text = `${words} ${MARK}${Math.floor(at / 60_000)}-${count}`;
    const from = { id: who, name: nameOf(who) };
    const message = `m${count}`;
    const event: MessageReceived = {
      kind: 'message.received',
      ...base(at),
      chat: { id: group, direct: false },
      from,
      message,
      text,
      mentions: [],
      ...rest,
    };
    keep(recent, event);
    return event;
  };

  const directly = (at: number, words: string, exact: boolean): MessageReceived => {
    const who = anybody();
    const chat = { id: who, direct: true };
    return write(at, words, { who, chat, ...(exact ? { text: words } : {}) });
  };

  /** Somebody goes, or comes; whoever left Announcements or another group may come back some day. */
  const coming = (at: number, kind: 'member.left' | 'member.joined'): PlatformEvent => {
    const id = pick(groupKeys);
    const inIt = members.get(id) ?? [];
    const who = kind === 'member.left' ? memberOf(id) : anybody();
    const others = inIt.filter((one) => one !== who);
    members.set(id, kind === 'member.left' ? others : [...others.slice(-LARGEST), who]);
    return {
      kind,
      ...base(at),
      chat: { id, direct: false },
      member: { id: who, name: nameOf(who) },
    };
  };

  const thank = (at: number): MessageReceived => {
    const other = anybody();
    const mentions = [{ id: other, name: nameOf(other) }];
    return write(at, `@${nameOf(other)} thank you so much for yesterday`, { mentions });
  };

  /** One thing somebody does; the shares add up to 1. */
  const one = (at: number): PlatformEvent => {
    const about = pick(recent);
    const who = anybody();
    const kinds: readonly (readonly [number, () => PlatformEvent])[] = [
      [0.52, () => write(at, pick(chatter))],
      [0.05, () => thank(at)],
      [0.03, () => write(at, pick(commands), { text: pick(commands) })],
      [0.06, () => directly(at, pick(commands), true)],
      [0.05, () => directly(at, pick(answers), true)],
      [0.04, () => directly(at, pick(chatter), false)],
      [0.03, () => coming(at, 'member.left')],
      [0.03, () => coming(at, 'member.joined')],
      [0.08, () => reaction(at, about, who)],
      [0.02, () => edit(at, about)],
      [0.02, () => removal(at, about)],
      [0.07, () => report(at)],
    ];
    let share = random();
    for (const [part, make] of kinds) {
      if (share < part) return make();
      share -= part;
    }
    return write(at, pick(chatter));
  };

  const reaction = (
    at: number,
    { chat, message }: MessageReceived,
    who: string,
  ): PlatformEvent => ({
    kind: 'reaction.added',
    ...base(at),
    chat,
    from: { id: who, name: nameOf(who) },
    message,
    emoji: pick(['👍', '🙏', '']),
  });

  const edit = (at: number, { chat, from, message }: MessageReceived): PlatformEvent => ({
    kind: 'message.edited',
    ...base(at),
    chat,
    from,
    message,
    text: `${pick(chatter)} ${MARK}${Math.floor(at / 60_000)}-${count}`,
    mentions: [],
  });

  const removal = (at: number, { chat, message, from }: MessageReceived): PlatformEvent => ({
    kind: 'message.deleted',
    ...base(at),
    chat,
    message,
    by: from,
  });

  const report = (at: number): PlatformEvent => {
    const { chat = 'announcements', message = 'none' } = pick(ofBot) ?? {};
    const direct = chat.startsWith('worker-');
    const state = pick(['sent', 'delivered', 'read'] as const);
    return { kind: 'delivery.reported', ...base(at), chat: { id: chat, direct }, message, state };
  };

  return {
    minute(at, busy) {
      const events: PlatformEvent[] = [];
      if (recent.length === 0) events.push(write(at, pick(chatter)));
      for (let left = busy * PER_MINUTE; left > random(); left -= 1) events.push(one(at));
      return events;
    },
    flood(at) {
      const who = anybody();
      const chat = { id: who, direct: true };
      return Array.from({ length: FLOOD }, () => write(at, pick(chatter), { who, chat }));
    },
    sent: (chat, message) => keep(ofBot, { chat, message }),
  };
}

/** On an ordinary morning so much happens in a minute. */
const PER_MINUTE = 12;
