export type { BotAdapterLike, BotTurn, SocketServer, TurnLogic } from './bot-framework.js';
export { type BotFrameworkOptions, botFrameworkAdapter } from './bot-framework-adapter.js';
export { type BotkitAdapter, botkitAdapter } from './botkit-adapter.js';
export {
  type BotkitController,
  type HostedKit,
  type KapwaPlugin,
  type KapwaPluginOptions,
  kapwaPlugin,
} from './kapwa-plugin.js';
export type { BridgeOptions } from './options.js';
export type { PlatformName } from './platforms.js';
