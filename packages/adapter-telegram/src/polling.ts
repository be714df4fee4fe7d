import { type AdapterLink, KapwaError, type PlatformEvent } from '@kapwa/core';
import { type Api, GrammyError } from 'grammy';
import { failureForLog } from './errors.js';
import { allowedUpdates, limits } from './limits.js';
import type { UpdateReader } from './reader.js';

/** What polling runs on. */
export interface PollingParts {
  readonly api: Api;
  readonly reader: Pick<UpdateReader, 'read'>;
  readonly link: Pick<AdapterLink, 'accept' | 'ready' | 'clock' | 'log'>;
  /** Tells the kit that the connection came up or went down. */
  changed(state: 'connected' | 'disconnected' | 'stopped', reason?: string): PlatformEvent;
}

/** How long until the next try, ms: longer each time, a minute at most. */
function waitAfter(failures: number): number {
  return Math.min(1000 * 2 ** (failures - 1), 60_000);
}

/** Why polling cannot go on at all, where no waiting would help. */
function whyOver(error: unknown): string | undefined {
  if (!(error instanceof GrammyError)) return undefined;
  if (error.error_code === 401 || error.error_code === 404) {
    return "Telegram does not know the bot's token: take a new one from BotFather and put it into the settings.";
  }
  return undefined;
}

function explain(error: unknown): string {
  const isTaken = error instanceof GrammyError && error.error_code === 409;
  if (!isTaken) return failureForLog(error);
  return 'Somebody else fetches the updates of this bot: a second process with its token, or a webhook. Only one can.';
}

/** A kit that is about to stop finishes what it has and takes nothing new: Telegram keeps it for the next one. */
function isClosing(error: unknown): boolean {
  return error instanceof KapwaError && error.code === 'kit.not-running';
}

interface Update {
  readonly update_id: number;
}

/**
 * Fetches updates until it is stopped. They are confirmed by asking for the next ones, and that is
 * only done once the kit has all of them for good; until then Telegram keeps them, for 24 hours.
 */
export function startPolling({ api, reader, link, changed }: PollingParts): () => Promise<void> {
  const { clock, log } = link;
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve());
  });
  let offset = 0;
  let failures = 0;
  let wake = (): void => undefined;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
      if (stopping.signal.aborted) wake();
    });

  const fetchNext = async (): Promise<readonly Update[]> => {
    // The signal of the platform and grammY's own type of it differ in name only.
    const signal = stopping.signal as Parameters<Api['getUpdates']>[1];
    const timeout = limits.pollTime;
    return api.getUpdates({ offset, timeout, limit: 100, allowed_updates: allowedUpdates }, signal);
  };

  const round = async (): Promise<void> => {
    // A kit that is full up must not keep it from being stopped.
    await Promise.race([link.ready(), stopped]);
    if (stopping.signal.aborted) return;
    const updates = await fetchNext();
    if (failures > 0) await link.accept([changed('connected')]);
    failures = 0;
    const events: PlatformEvent[] = [];
    for (const update of updates) events.push(...(await reader.read(update)));
    if (events.length > 0) await link.accept(events);
    const last = updates.at(-1)?.update_id;
    if (last !== undefined) offset = last + 1;
  };

  const failed = async (error: unknown): Promise<boolean> => {
    const over = whyOver(error);
    if (failures === 0 || over !== undefined) {
      const event = changed(
        over === undefined ? 'disconnected' : 'stopped',
        over ?? explain(error),
      );
      await link.accept([event]).catch(() => undefined);
    }
    failures += 1;
    log.warn('telegram: updates could not be taken', { reason: over ?? explain(error), failures });
    return over !== undefined;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await round();
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (!isClosing(error) && (await failed(error))) return;
        await pause(waitAfter(Math.max(1, failures)));
      }
    }
  };

  const running = run();
  return async () => {
    stopping.abort();
    wake();
    await running;
  };
}
