import { dirname, join } from 'node:path';
import { createEmbeddedStore, createKit } from '@kapwa/core';
import { readCommunityFile } from '../community-file/community-file.js';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { readSettings } from '../server/settings.js';
import { stderrLog } from '../server/stderr-log.js';
import type { Shell } from '../terminal/shell.js';
import { copyOfData } from './copy-of-data.js';
import { demoKit } from './demo-kit.js';
import type { PlanningKit } from './planned-bot.js';
import { planningAdapters } from './planning-adapters.js';

/** How much of it is to be real. */
export interface PlanningOptions {
  readonly demo: boolean;
  /** Whether something is to be changed; otherwise it only looks, and reaches nobody. */
  readonly changes: boolean;
}

/** Starts what is needed to plan, or to apply. Close it in any case. */
export async function planningKit(
  place: string,
  options: PlanningOptions,
  shell: Shell,
): Promise<PlanningKit> {
  const path = await findCommunityFile(place);
  const { blueprint, plugins } = await readCommunityFile(path);
  if (options.demo) return demoKit(blueprint, plugins, path);
  const folder = dirname(path);
  const settings = await readSettings(folder, shell.env);
  const { changes } = options;
  const adapters = await planningAdapters({ blueprint, path, settings, changes }, shell);
  const data = join(folder, 'data');
  const copy = changes ? undefined : await copyOfData(data);
  const kit = createKit({
    communities: [blueprint],
    adapters,
    plugins,
    store: createEmbeddedStore(copy?.folder ?? data),
    log: stderrLog(shell),
    dryRun: !changes,
    schedules: false,
  });
  const close = async (): Promise<void> => {
    try {
      await kit.stop();
    } finally {
      await copy?.remove();
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
