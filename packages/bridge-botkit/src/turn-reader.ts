import { randomUUID } from 'node:crypto';
import type { AdapterLink, PlatformEvent } from '@kapwa/core';
import type { Activity } from './activity.js';
import { chatOf } from './chat-of.js';
import { decode, readActivity } from './decode.js';
import type { Platform } from './platforms.js';
import { openReferences, type References, referenceOf } from './references.js';

/** What a turn of an adapter is to the kit. */
interface ReadTurn {
  readonly events: readonly PlatformEvent[];
  /** What has to be kept, so that the chat can be written to later; undefined where it is known. */
  readonly change?: ReadonlyMap<string, Uint8Array>;
}

/** Reads the turns of an adapter. */
export interface TurnReader {
  readonly references: References;
  /** Never throws for what stands in an activity; rejects when the store is down. */
  read(activity: unknown): Promise<ReadTurn>;
}

/**
 * The web adapter answers what is posted to it in the same breath: there is no way back later, so
 * the kit could not answer.
 */
const isPosted = ({ channelId }: Activity, { name }: Platform): boolean =>
  name === 'web' && channelId === 'webhook';

/** Opens a reader over the kit's store. */
export function openTurnReader(
  adapter: string,
  platform: Platform,
  { session, clock, log }: Pick<AdapterLink, 'session' | 'clock' | 'log'>,
): TurnReader {
  const references = openReferences(adapter, { session });
  return {
    references,
    async read(given) {
      const activity = readActivity(given);
      if (activity === undefined) {
        log.warn('What an adapter reported was not understood and has been left out.', { adapter });
        return { events: [] };
      }
      if (isPosted(activity, platform)) return { events: [] };
      const facts = { adapter, platform, now: clock.now(), newId: `came:${randomUUID()}` };
      const events = decode(activity, facts);
      const chat = chatOf(activity, platform);
      const reference = chat && referenceOf(activity, chat);
      if (chat === undefined || reference === undefined) return { events };
      const change = await references.change(chat, reference);
      return change === undefined ? { events } : { events, change };
    },
  };
}
