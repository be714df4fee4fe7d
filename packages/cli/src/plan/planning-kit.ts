import { dirname, join } from 'node:path';
import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import { type Adapter, createEmbeddedStore, createKit, KapwaError } from '@kapwa/core';
import { readCommunityFile } from '../community-file/community-file.js';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { installedPlugins } from '../installed.js';
import { readSettings, whatsappOptions } from '../server/settings.js';
import { stderrLog } from '../server/stderr-log.js';
import type { Shell } from '../terminal/shell.js';
import { copyOfData } from './copy-of-data.js';
import { demoKit } from './demo-kit.js';
import type { PlanningKit } from './planned-bot.js';

/** How much of it is to be real. */
export interface PlanningOptions {
  readonly demo: boolean;
  /** Whether something is to be changed; otherwise it only looks, and reaches nobody. */
  readonly changes: boolean;
}

/** The messengers that are set up here; without any the plan is for people to carry out. */
function adaptersFor(settings: Awaited<ReturnType<typeof readSettings>>, shell: Shell): Adapter[] {
  try {
    return [whatsappAdapter(whatsappOptions(settings))];
  } catch (error) {
    if (!(error instanceof KapwaError) || error.code !== 'config.missing') throw error;
    shell.note('No messenger is set up in .env: this goes by what was seen before.');
    return [];
  }
}

/** Starts what is needed to plan, or to apply. Close it in any case. */
export async function planningKit(
  place: string,
  options: PlanningOptions,
  shell: Shell,
): Promise<PlanningKit> {
  const path = await findCommunityFile(place);
  const { blueprint } = await readCommunityFile(path);
  if (options.demo) return demoKit(blueprint, path);
  const folder = dirname(path);
  const adapters = adaptersFor(await readSettings(folder, shell.env), shell);
  const data = join(folder, 'data');
  const copy = options.changes ? undefined : await copyOfData(data);
  const kit = createKit({
    communities: [blueprint],
    adapters,
    plugins: installedPlugins,
    store: createEmbeddedStore(copy?.folder ?? data),
    log: stderrLog(shell),
    dryRun: !options.changes,
    schedules: false,
  });
  const close = async (): Promise<void> => {
    await kit.stop();
    await copy?.remove();
  };
  try {
    await kit.start();
    await kit.idle();
  } catch (error) {
    await close();
    throw error;
  }
  const community = blueprint.community.key;
  return { kit, community, path, isDemo: false, settle: () => kit.idle(), close };
}
