export type { TelegramCall } from './api-server.js';
export {
  type FakeTelegram,
  type FakeTelegramOptions,
  startFakeTelegram,
  type TelegramGroupOptions,
} from './fake-telegram.js';
export type { TelegramFault } from './faults.js';
export type { TelegramGroup } from './group.js';
export type { TelegramBotScreen, TelegramPerson, TelegramPhone } from './person.js';
export type { TelegramRates } from './rate-rules.js';
export type { TelegramPermission, TelegramRight } from './rights.js';
export type { TelegramScreen, TelegramWriting } from './screen.js';
export type { TelegramSeen } from './seen.js';
export type { TelegramPost } from './webhook.js';
