import { KapwaError } from '@kapwa/core';
import type { Api } from 'grammy';
import type { CommandMenus } from './command-menus.js';

interface Common {
  /** Where the Bot API is; `https://api.telegram.org` unless said otherwise. */
  readonly apiRoot?: string;
  /**
   * What is shown in the command menu, by language, in place of the kit's own commands. A bot that runs
   * already (`hosted`) keeps its menu unless this is given.
   */
  readonly commands?: CommandMenus;
  /** The name of the adapter in its kit: `telegram` unless said otherwise. */
  readonly name?: string;
}

/** The bot asks Telegram for updates: works everywhere, needs no address of its own. */
export interface PollingOptions extends Common {
  readonly mode: 'polling';
  /** What BotFather gave. */
  readonly token: string;
}

/** Telegram posts updates to a webhook below an address that is reached by https. */
export interface WebhookOptions extends Common {
  readonly mode: 'webhook';
  /** What BotFather gave. */
  readonly token: string;
  /** A word of one's own that Telegram sends along; a second one beside it while it is exchanged. */
  readonly secret: string | readonly string[];
  /**
   * The address of the bot from outside, such as `https://bot.example.org`: then Telegram is told on
   * connecting where to post. Without it `setWebhook` is called by hand.
   */
  readonly url?: string;
}

/** A bot that runs already fetches the updates: see `kapwa`. */
export interface HostedOptions extends Omit<Common, 'apiRoot'> {
  readonly mode: 'hosted';
  /** The `api` of the bot. */
  readonly api: Api;
}

/** How Telegram is reached. */
export type TelegramOptions = PollingOptions | WebhookOptions | HostedOptions;

const TOKEN = /^\d{3,20}:[A-Za-z0-9_-]{10,}$/;
const SECRET = /^[A-Za-z0-9_-]{1,256}$/;
/** A word that is guessed in an afternoon protects nothing. */
const SHORTEST_SECRET = 16;

/** Addresses at which a token may travel unencrypted: this machine, for tests and fakes. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function missing(setting: string, what: string): KapwaError {
  return new KapwaError('config.missing', `telegram: "${setting}" is missing. Set it to ${what}.`);
}

function invalid(setting: string, fix: string): KapwaError {
  return new KapwaError('config.invalid', `telegram: "${setting}" cannot be used. ${fix}`);
}

/** The secret words of a webhook. */
export function secretsOf({ secret }: WebhookOptions): readonly string[] {
  return typeof secret === 'string' ? [secret] : secret;
}

function checkSecrets(options: WebhookOptions): void {
  const secrets = options.secret === undefined ? [] : secretsOf(options);
  if (secrets.length === 0 || secrets.some((secret) => !secret.trim())) {
    throw missing('secret', 'a long random word of your own, which Telegram then sends along');
  }
  for (const secret of secrets) {
    if (!SECRET.test(secret) || secret.length < SHORTEST_SECRET) {
      throw invalid('secret', 'Take 16 to 256 letters, digits, _ and -.');
    }
  }
  if (options.url !== undefined && !/^https:\/\/\S+$/.test(options.url) && !isLocal(options.url)) {
    throw invalid('url', 'Give the address from outside; it starts with https://.');
  }
}

function isLocal(address: string): boolean {
  return URL.canParse(address) && LOOPBACK.has(new URL(address).hostname);
}

function checkApiRoot(apiRoot: string): void {
  const isSafe = URL.canParse(apiRoot) && new URL(apiRoot).protocol === 'https:';
  if (!isSafe && !isLocal(apiRoot)) {
    throw invalid('apiRoot', 'Give an address that starts with https://.');
  }
}

/** Checks how Telegram is to be reached. Raises `config.missing` or `config.invalid` with the fix. */
export function checkOptions(options: TelegramOptions): void {
  if (options.name !== undefined && !/^[a-z][a-z0-9-]*$/.test(options.name)) {
    throw invalid('name', 'Take small letters, digits and -.');
  }
  if (options.mode === 'hosted') return;
  if (!options.token?.trim()) throw missing('token', 'what BotFather gave when the bot was made');
  if (!TOKEN.test(options.token)) {
    throw invalid('token', 'It looks like 123456789:AAE…, with a colon in it.');
  }
  if (options.apiRoot !== undefined) checkApiRoot(options.apiRoot);
  if (options.mode === 'webhook') checkSecrets(options);
}
