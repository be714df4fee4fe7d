import type { SessionSearch } from '@kapwa/core';
import { readSettings, type Settings } from '../server/settings.js';

/**
 * How somebody is found in what the messengers of a folder keep for themselves: the session of a
 * linked device is opened by the key in `.env`.
 */
export async function sessionSearches(
  folder: string,
  env: Settings,
): Promise<readonly SessionSearch[]> {
  const { whatsappWeb } = await import('@kapwa/adapter-whatsapp');
  const sessionKey = (await readSettings(folder, env)).WHATSAPP_SESSION_KEY?.trim();
  const { sessionSearch } = whatsappWeb(sessionKey ? { sessionKey } : {});
  return sessionSearch === undefined ? [] : [sessionSearch];
}
