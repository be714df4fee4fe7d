import type { AdapterLink, AdapterSession, PlatformEvent } from '@kapwa/core';
import { z } from 'zod';
import { type Decoded, decode } from './decode.js';
import type { JoinRequests } from './join-requests.js';
import type { DecodeFacts } from './read.js';
import { renumberedMembers } from './renumbered-members.js';
import type { SessionChanges, SocketNews, SocketSelf } from './socket-port.js';
import type { Writers } from './writers.js';

/** Takes in what the socket reports, and keeps its session. */
export interface Intake {
  /** Who the bot is; remembered, because messages come before a fresh connection tells. */
  self(self: SocketSelf): void;
  news(news: readonly SocketNews[]): Promise<void>;
  keep(changes: SessionChanges, news: readonly SocketNews[]): Promise<void>;
  facts(): DecodeFacts;
}

const SELF = 'self';

const selfSchema = z.object({
  me: z.object({ id: z.string().optional(), lid: z.string().optional() }),
  communities: z.array(z.tuple([z.string(), z.string()])).optional(),
});

async function storedSelf(session: AdapterSession): Promise<SocketSelf> {
  const stored = (await session.get([SELF])).get(SELF);
  try {
    const known = selfSchema.parse(JSON.parse(Buffer.from(stored ?? []).toString()));
    return known as SocketSelf;
  } catch {
    return { me: {} };
  }
}

/** What an intake works with. */
export interface IntakeParts {
  readonly adapter: string;
  readonly link: AdapterLink;
  readonly session: AdapterSession;
  readonly writers: Writers;
  readonly requests: JoinRequests;
  /** Asks how groups stand; what comes of it is news again. */
  refresh(groups: readonly string[]): void;
}

/** Opens the intake of one account. */
export async function openIntake(parts: IntakeParts): Promise<Intake> {
  const { adapter, link, session, writers, requests } = parts;
  let self = await storedSelf(session);
  let communities = new Map(self.communities);
  // Ids of what WhatsApp gives none must not come again after a restart.
  const start = link.clock.now().toString(36) + Math.random().toString(36).slice(2, 8);
  let count = 0;
  const renumbered = renumberedMembers();

  const facts = (): DecodeFacts => {
    count += 1;
    return {
      adapter,
      me: self.me,
      now: link.clock.now(),
      stamp: `${start}-${count}`,
      announcementOf: (community) => communities.get(community),
    };
  };
  const read = (news: readonly SocketNews[]): Decoded => {
    const decoded = decode(news, facts());
    for (const reason of decoded.skipped) {
      link.log.debug('Something WhatsApp told was left out.', { adapter, reason });
    }
    return decoded;
  };
  /** Stores values with events; who wrote is known by the same step. */
  const store = async (changes: SessionChanges, events: readonly PlatformEvent[]) => {
    const marks = writers.marks(events);
    const all = marks.size === 0 ? changes : new Map([...changes, ...marks]);
    if (all.size === 0) {
      // WhatsApp does not tell it again: it waits here until there is room.
      await link.ready();
      await link.accept(events);
    } else await session.set(all, events);
    writers.marked(marks);
  };
  const keep = async (changes: SessionChanges, news: readonly SocketNews[]) => {
    const told = read(news);
    renumbered.add(told.renumbered);
    const { events: moved, again } = renumbered.withMoves(told.events);
    const decoded = { ...told, events: moved };
    const { events, changes: asked, undo } = requests.sift(decoded, link.clock.now());
    const all = asked.size === 0 ? changes : new Map([...changes, ...asked]);
    try {
      if (all.size > 0 || events.length > 0) await store(all, events);
    } catch (cause) {
      undo();
      throw cause;
    }
    const refresh = [...new Set([...told.refresh, ...again])];
    if (refresh.length > 0) parts.refresh(refresh);
  };

  return {
    facts,
    self(known) {
      self = { ...self, ...known };
      communities = new Map(self.communities);
      const value = Buffer.from(JSON.stringify(self));
      session.set(new Map([[SELF, value]])).catch(() => undefined);
    },
    keep,
    async news(news) {
      try {
        await keep(new Map(), news);
      } catch (cause) {
        link.log.error('What WhatsApp told could not be kept.', { adapter, pieces: news.length });
        throw cause;
      }
    },
  };
}
