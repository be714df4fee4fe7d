import { dirname } from 'node:path';
import { telegramAdapter } from '@kapwa/adapter-telegram';
import type { Adapter, AnyPlugin, Blueprint, Logger, Store } from '@kapwa/core';
import { readCommunityFile } from '../community-file/community-file.js';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { storeOfBot } from '../kept-data/database.js';
import { hasTelegram, telegramOptions } from '../telegram/telegram-settings.js';
import type { Shell } from '../terminal/shell.js';
import { hasWhatsapp, whatsappAdapters, whatsappFor } from '../whatsapp/whatsapp-settings.js';
import { readSettings, type Settings } from './settings.js';
import { stderrLog } from './stderr-log.js';

/** Everything the bot of a folder runs on, read and checked; nothing is opened yet. */
export interface PreparedBot {
  readonly blueprint: Blueprint;
  readonly plugins: readonly AnyPlugin[];
  readonly adapters: readonly Adapter[];
  readonly settings: Settings;
  readonly store: Store;
  readonly log: Logger;
}

/** The messengers that are set up: Telegram, WhatsApp, or both. */
async function adaptersFor(
  settings: Settings,
  blueprint: Blueprint,
  file: string,
  shell: Shell,
): Promise<readonly Adapter[]> {
  const telegram = hasTelegram(settings) ? [telegramAdapter(telegramOptions(settings))] : [];
  if (telegram.length > 0 && !hasWhatsapp(settings, blueprint)) return telegram;
  const whatsapp = whatsappAdapters(await whatsappFor(settings, blueprint, file, shell));
  return [...telegram, ...whatsapp];
}

/** Reads and checks everything the bot of a folder runs on, before anything starts. */
export async function prepareBot(path: string, shell: Shell): Promise<PreparedBot> {
  const file = await findCommunityFile(path);
  const folder = dirname(file);
  const { blueprint, plugins } = await readCommunityFile(file);
  const settings = await readSettings(folder, shell.env);
  const adapters = await adaptersFor(settings, blueprint, file, shell);
  const log = stderrLog(shell);
  const store = await storeOfBot(folder, settings, log);
  return { blueprint, plugins, adapters, settings, store, log };
}
