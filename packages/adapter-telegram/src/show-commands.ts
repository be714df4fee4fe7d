import type { AdapterLink } from '@kapwa/core';
import type { Api } from 'grammy';
import { z } from 'zod';
import type { SetCommands } from './command-menus.js';
import { within } from './deadline.js';
import { failureForLog } from './errors.js';
import { limits } from './limits.js';

/** What Telegram was told before, by scope and language. */
const toldSchema = z.record(z.string(), z.string());

type Params = Parameters<Api['setMyCommands']>[1];

const keyOf = ({ scope, language_code = '' }: SetCommands): string => `${scope}/${language_code}`;

function paramsOf(key: string): NonNullable<Params> {
  const [type = 'default', language] = key.split('/');
  const scope = { scope: { type } };
  return (language ? { ...scope, language_code: language } : scope) as NonNullable<Params>;
}

/** Tells Telegram which menus there are: those that are new or have changed, and no others. */
export function menuKeeper(
  api: Api,
  adapter: string,
  bot: number,
  { session, log }: Pick<AdapterLink, 'session' | 'log'>,
): (wanted: readonly SetCommands[]) => Promise<void> {
  const space = session(`${adapter}:menus`);
  const KEY = `told:${bot}`;

  const toldBefore = async (): Promise<Record<string, string>> => {
    const bytes = (await space.get([KEY])).get(KEY);
    if (bytes === undefined) return {};
    return toldSchema.catch({}).parse(JSON.parse(new TextDecoder().decode(bytes)));
  };

  const tried = async (call: Promise<unknown>): Promise<boolean> => {
    try {
      await call;
      return true;
    } catch (error) {
      log.warn('telegram: a command menu could not be set', { reason: failureForLog(error) });
      return false;
    }
  };

  return async (wanted) => {
    const told = await toldBefore();
    const before = JSON.stringify(told);
    const now = new Map(wanted.map((one) => [keyOf(one), one.commands]));
    for (const [key, commands] of now) {
      const menu = JSON.stringify(commands);
      if (told[key] === menu) continue;
      const call = api.setMyCommands(commands, paramsOf(key), within(limits.callTime));
      if (await tried(call)) told[key] = menu;
    }
    for (const key of Object.keys(told)) {
      if (now.has(key)) continue;
      const call = api.deleteMyCommands(paramsOf(key), within(limits.callTime));
      if (await tried(call)) delete told[key];
    }
    const after = JSON.stringify(told);
    if (after !== before) await space.set(new Map([[KEY, new TextEncoder().encode(after)]]));
  };
}
