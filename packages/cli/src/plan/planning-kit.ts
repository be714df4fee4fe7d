import { dirname, join } from 'node:path';
import { createEmbeddedStore, createKit, type Store } from '@kapwa/core';
import { readCommunityFile } from '../community-file/community-file.js';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { bundledDemo, ownOrBundled } from '../community-file/own-or-bundled.js';
import { databaseIn, storeOfBot } from '../kept-data/database.js';
import { readSettings, type Settings } from '../server/settings.js';
import { stderrLog } from '../server/stderr-log.js';
import type { Shell } from '../terminal/shell.js';
import { copyOfData } from './copy-of-data.js';
import { copyOfDatabase } from './copy-of-database.js';
import { demoKit } from './demo-kit.js';
import type { PlanningKit } from './planned-bot.js';
import { planningAdapters } from './planning-adapters.js';

/** How much of it is to be real. */
export interface PlanningOptions {
  readonly demo: boolean;
  /** Whether something is to be changed; otherwise it only looks, and reaches nobody. */
  readonly changes: boolean;
}

/** What the bot keeps, or a copy of it, and how to take the copy away. */
async function storeToPlanOn(
  folder: string,
  settings: Settings,
  changes: boolean,
): Promise<{ readonly store: Store; remove?(): Promise<void> }> {
  if (changes) return { store: await storeOfBot(folder, settings) };
  if (databaseIn(settings) !== undefined) {
    return { store: await copyOfDatabase(await storeOfBot(folder, settings)) };
  }
  const copy = await copyOfData(join(folder, 'data'));
  return { store: createEmbeddedStore(copy.folder), remove: copy.remove };
}

/** Starts what is needed to plan, or to apply. Close it in any case. */
export async function planningKit(
  place: string,
  options: PlanningOptions,
  shell: Shell,
): Promise<PlanningKit> {
  const path =
    options.demo && place === shell.cwd
      ? await ownOrBundled(place, bundledDemo, shell)
      : await findCommunityFile(place);
  const { blueprint, plugins } = await readCommunityFile(path);
  if (options.demo) return demoKit(blueprint, plugins, path);
  const folder = dirname(path);
  const settings = await readSettings(folder, shell.env);
  const { changes } = options;
  const adapters = await planningAdapters({ blueprint, path, settings, changes }, shell);
  const { store, remove } = await storeToPlanOn(folder, settings, changes);
  const kit = createKit({
    communities: [blueprint],
    adapters,
    plugins,
    store,
    log: stderrLog(shell),
    dryRun: !changes,
    schedules: false,
  });
  const close = async (): Promise<void> => {
    try {
      await kit.stop();
    } finally {
      await remove?.();
    }
  };
  try {
    await kit.start();
    await kit.idle();
  } catch (error) {
    await close();
    throw error;
  }
  const community = blueprint.community.key;
  const hasMessenger = adapters.length > 0;
  return { kit, community, path, isDemo: false, hasMessenger, settle: () => kit.idle(), close };
}
