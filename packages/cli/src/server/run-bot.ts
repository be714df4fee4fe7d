import { dirname } from 'node:path';
import { createKit, type Kit, type Logger } from '@kapwa/core';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { databaseIn } from '../kept-data/database.js';
import { setUp } from '../setup/set-up.js';
import type { Shell } from '../terminal/shell.js';
import { canAsk } from '../whatsapp/consent.js';
import { alertAddress, alertOnStop } from './alert.js';
import { type HttpServer, type ListenOptions, startHttpServer } from './http-server.js';
import { prepareBot } from './prepare-bot.js';
import { runDemo } from './run-demo.js';
import { listenOptions, readSettings } from './settings.js';
import { startWhenFree } from './start-when-free.js';
import type { SignalSource } from './stop-signals.js';
import { failureOf, untilEnded } from './until-ended.js';

/** Whether a bot handles events itself, or leaves them to workers. */
export type Role = 'all' | 'web';

/** Serves a kit that has started; stops it where the port cannot be had. */
async function serve(kit: Kit, listen: ListenOptions, log: Logger): Promise<HttpServer> {
  try {
    return await startHttpServer({
      ...listen,
      log,
      routes: kit.routes(),
      isReady: () => kit.health().ready,
    });
  } catch (error) {
    await kit.stop();
    throw error;
  }
}

/** Tells the log what did not go out: reasons are sentences, without the message or a number. */
function watch(kit: Kit, log: Logger): void {
  kit.events.on('action.settled', ({ item, outcome }) => {
    if (outcome.kind !== 'refused' && outcome.kind !== 'unknown') return;
    const { kind, reason } = outcome;
    const fields = { action: item.action.kind, plugin: item.plugin, outcome: kind, reason };
    log.warn('Something the bot was asked to do was not done.', fields);
  });
}

/** A bot on everything it needs, not started yet. */
async function prepare(path: string, role: Role, shell: Shell) {
  const { blueprint, plugins, adapters, settings, store, log } = await prepareBot(path, shell);
  const alerts = alertAddress(settings);
  const kit = createKit({ communities: [blueprint], adapters, plugins, store, log, role });
  return { kit, log, alerts, listen: listenOptions(settings), name: blueprint.community.name };
}

/** Prepares a bot and starts it. */
async function start(path: string, role: Role, shell: Shell) {
  const bot = await prepare(path, role, shell);
  watch(bot.kit, bot.log);
  if (bot.alerts !== undefined) alertOnStop(bot.kit, bot.alerts, bot.log);
  const failed = failureOf(bot.kit);
  await bot.kit.start();
  return { ...bot, failed };
}

/** Whether the bot of a folder keeps its data where others may be started, too. */
export async function isOnDatabase(path: string, shell: Shell): Promise<boolean> {
  const folder = dirname(await findCommunityFile(path));
  return databaseIn(await readSettings(folder, shell.env)) !== undefined;
}

/**
 * Runs the bot of a folder until the process is asked to stop: reads `community.yaml` and
 * `.env`, keeps its state in `data`, and serves the webhook. As `web` it leaves events to workers.
 */
export async function runBot(
  path: string,
  shell: Shell,
  signals: SignalSource,
  role: Role = 'all',
): Promise<void> {
  if (canAsk(shell) && !shell.json) {
    const found = await setUp(await findCommunityFile(path), shell, signals);
    if (found === 'demo') return runDemo(path, true, shell);
  }
  const { kit, failed, log, listen, name } = (await isOnDatabase(path, shell))
    ? await startWhenFree(() => start(path, role, shell), {
        standsBy: role === 'web',
        note: shell.note,
      })
    : await start(path, role, shell);
  const server = await serve(kit, listen, log);
  const url = `http://${listen.host ?? 'localhost'}:${server.port}`;
  const paths = [...new Set(kit.routes().map((route) => route.path))];
  shell.print(`${name} is running at ${url}. Press Ctrl+C to stop it.`);
  for (const route of paths) shell.print(`Webhook: ${route}, to be reached from outside by https.`);
  shell.data({ status: 'running', url, webhooks: paths });
  const stop = async (): Promise<void> => {
    shell.note('Stopping; what has begun is finished first. Press Ctrl+C again to stop at once.');
    await server.stop();
    await kit.stop();
  };
  await untilEnded({ failed, signals, stop });
  shell.data({ status: 'stopped' });
}
