import {
  type Adapter,
  type Blueprint,
  createKit,
  KapwaError,
  type Kit,
  type Logger,
  type Store,
} from '@kapwa/core';
import type { SeenChat } from './propose-mapping.js';

/** A bot that only looks: it does nothing in any group, and answers nobody. */
export interface LookingBot {
  /** The chats it is in that the community's file does not name. */
  chats(): Promise<readonly SeenChat[]>;
  close(): Promise<void>;
}

/** How often it is looked whether the messenger is there, ms. */
const LOOK = 200;

async function connected(kit: Kit, adapter: string): Promise<void> {
  for (;;) {
    const state = kit.health().transports[adapter];
    if (state === 'connected') return;
    if (state === 'stopped') {
      throw new KapwaError(
        'adapter.failed',
        'The messenger cannot be reached; the reason stands above.',
      );
    }
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK);
    });
  }
}

interface StoredGroup {
  readonly key: string;
  readonly name: string;
  readonly adopted: boolean;
  readonly chat?: { readonly adapter: string; readonly id: string };
}

/** The chats the bot has seen and is in. */
async function seenIn(
  store: Store,
  community: string,
  adapter: string,
): Promise<readonly SeenChat[]> {
  const seen: SeenChat[] = [];
  for (const { key, value } of await store.list('core.groups', `${community}/`)) {
    const { adopted, chat, name } = value as StoredGroup;
    if (!adopted || chat?.adapter !== adapter) continue;
    const role = (await store.get('core.bot-roles', key))?.value;
    if (role === undefined) continue;
    const people = (await store.get('core.sizes', key))?.value;
    const isAdmin = role === 'admin' || role === 'owner';
    seen.push({ ...chat, name, isAdmin, ...(typeof people === 'number' && { people }) });
  }
  return seen.sort((one, other) => one.name.localeCompare(other.name));
}

/** A log without what a person who is being asked questions need not read. */
function onlyTrouble(log: Logger): Logger {
  return { ...log, debug: () => undefined, info: () => undefined };
}

/** The community without what its plugins are to do: none of them is there. */
function withoutPlugins({ community, groups, ...rest }: Blueprint): Blueprint {
  return {
    ...rest,
    community: { ...community, plugins: {} },
    groups: groups.map(({ plugins: _, ...group }) => group),
  };
}

/**
 * Connects a bot that only looks, and waits until the messenger is there: for a linked device until
 * somebody has linked it. What people write meanwhile is taken and not answered.
 */
export async function lookAround(
  store: Store,
  blueprint: Blueprint,
  adapters: readonly Adapter[],
  adapter: string,
  log: Logger,
): Promise<LookingBot> {
  const kit = createKit({
    communities: [withoutPlugins(blueprint)],
    adapters,
    plugins: [],
    store,
    log: onlyTrouble(log),
    dryRun: true,
    schedules: false,
  });
  await kit.start();
  const looking: LookingBot = {
    async chats() {
      await kit.idle();
      return seenIn(store, blueprint.community.key, adapter);
    },
    close: () => kit.stop(),
  };
  try {
    await connected(kit, adapter);
    return looking;
  } catch (error) {
    await kit.stop();
    throw error;
  }
}
