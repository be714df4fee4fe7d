export type { CommandMenus, MenuCommand } from './command-menus.js';
export { type HostedKit, kapwa } from './kapwa.js';
export { telegramLanguage } from './language-codes.js';
export type {
  HostedOptions,
  PollingOptions,
  TelegramOptions,
  WebhookOptions,
} from './options.js';
export { pollFor } from './poll-for.js';
export { startLink } from './start-link.js';
export { type TelegramAdapter, telegramAdapter } from './telegram-adapter.js';
export { webhookPath } from './webhook.js';
