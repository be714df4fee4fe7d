import { normalizeMessageContent, type proto } from 'baileys';
import type {
  SeenMedia,
  SeenMessage,
  WhatsAppGroup,
  WhatsAppPerson,
  WhatsAppPhone,
} from '../api.js';
import type { MediaHost } from '../media/media-host.js';
import { openMedia } from '../media/sealed-media.js';
import { type ChatKey, directChat } from '../messages/entry.js';
import type { Network } from '../server/network.js';
import { patience } from '../waiting/patience.js';
import type { Account } from '../world/account.js';
import type { Book } from './book.js';
import { contextIn, lookAt, pollIn, type Seen } from './seen.js';

/** What reading a phone needs of the world. */
export interface ReadingWorld {
  readonly network: Network;
  readonly media: MediaHost;
}

/** How long `until` waits, ms of the machine's own clock: a network is real time. */
const PATIENCE = 5000;

const MEDIA = {
  image: 'imageMessage',
  video: 'videoMessage',
  audio: 'audioMessage',
  document: 'documentMessage',
  sticker: 'stickerMessage',
} as const;

function mediaIn(content: proto.IMessage, host: MediaHost): SeenMedia | undefined {
  for (const kind of Object.keys(MEDIA) as (keyof typeof MEDIA)[]) {
    const held = content[MEDIA[kind]];
    if (!held) continue;
    const fileName = 'fileName' in held ? held.fileName : undefined;
    return {
      kind,
      mimetype: held.mimetype ?? '',
      ...(fileName && { fileName }),
      async read() {
        const file = host.get(new URL(held.url ?? 'http://nowhere/').pathname);
        if (!file) throw new Error('There is no such file on the media host.');
        return openMedia(
          file,
          held.mediaKey ?? new Uint8Array(),
          kind,
          held.fileSha256 ?? new Uint8Array(),
        );
      },
    };
  }
  return undefined;
}

function pollSeen(seen: Seen, book: Book): SeenMessage['poll'] {
  const poll = pollIn(seen.content);
  if (!poll) return undefined;
  const options = (poll.options ?? []).map(({ optionName }) => {
    const text = optionName ?? '';
    const voters = [...seen.votes].filter(([, chosen]) => chosen.includes(text));
    return { text, voters: voters.map(([who]) => book.person(who)) };
  });
  return { options };
}

function present(
  seen: Seen,
  world: ReadingWorld,
  book: Book,
  place: Pick<SeenMessage, 'group' | 'to'>,
): SeenMessage {
  const { entry, content, deletedBy } = seen;
  const context = contextIn(content);
  const media = mediaIn(content, world.media);
  const poll = pollSeen(seen, book);
  const invite = content.groupInviteMessage;
  const accounts = seen.mentions.flatMap((jid) => world.network.directory.find(jid) ?? []);
  return {
    id: entry.id,
    ...place,
    from: book.person(entry.by),
    at: entry.at,
    text: deletedBy ? '' : seen.text,
    mentions: deletedBy ? [] : accounts.map(book.person),
    ...(context.stanzaId && { replyTo: context.stanzaId }),
    isEdited: seen.isEdited,
    isDeleted: deletedBy !== undefined,
    ...(deletedBy && { deletedBy: book.person(deletedBy) }),
    isPinned: seen.isPinned,
    forwarded: context.forwardingScore ?? 0,
    disappearsAfter: context.expiration ?? 0,
    reactions: [...seen.reactions].map(([who, emoji]) => ({ from: book.person(who), emoji })),
    ...(poll && { poll }),
    ...(media && !deletedBy && { media }),
    ...(invite && {
      invite: { group: invite.groupJid ?? '', code: invite.inviteCode ?? '' },
    }),
  };
}

function matches(isIt: string | ((message: SeenMessage) => boolean)) {
  if (typeof isIt === 'function') return isIt;
  return ({ text }: SeenMessage): boolean => text.includes(isIt);
}

/** The phone of this person, for tests to look at. */
export function phoneOf(account: Account, world: ReadingWorld, book: Book): WhatsAppPhone {
  const { network } = world;

  async function look(chat: ChatKey, place: (seen: Seen) => Pick<SeenMessage, 'group' | 'to'>) {
    const handset = network.handset(account);
    await handset.openAll();
    const mine = network.log.of(chat).filter(({ audience }) => audience.has(account));
    const addressing = network.groups.groups.get(chat)?.addressing ?? 'lid';
    const contentOf = (entry: (typeof mine)[number]) =>
      normalizeMessageContent(handset.contentOf(entry));
    return lookAt(mine, contentOf, addressing).map((seen) =>
      present(seen, world, book, place(seen)),
    );
  }

  const phone: WhatsAppPhone = {
    in: (group) => look(group.id, () => ({ group })),
    with(person) {
      const other = book.accountOf(person);
      return look(directChat(account, other), ({ entry }) => ({
        to: book.person(entry.by === account ? other : account),
      }));
    },
    async until(where, isIt) {
      const isWanted = matches(isIt);
      const wait = patience(PATIENCE);
      const see = () => ('subject' in where ? phone.in(where) : phone.with(where));
      try {
        for (;;) {
          const news = network.news.heard();
          const seen = await see();
          const found = seen.find(isWanted);
          if (found) return found;
          if ((await Promise.race([news, wait.over])) === 'over') {
            throw missing(account, where, seen, isIt);
          }
        }
      } finally {
        wait.end();
      }
    },
  };
  return phone;
}

function missing(
  account: Account,
  where: WhatsAppGroup | WhatsAppPerson,
  seen: readonly SeenMessage[],
  isIt: string | ((message: SeenMessage) => boolean),
): Error {
  const place = 'subject' in where ? `in "${where.subject}"` : `with ${where.name}`;
  const wanted = typeof isIt === 'string' ? `"${isIt}"` : 'what was waited for';
  const there = seen.map(({ from, text }) => `${from.name}: ${text}`).join('\n');
  return new Error(`${account.name} never saw ${wanted} ${place}. There stands:\n${there}`);
}
