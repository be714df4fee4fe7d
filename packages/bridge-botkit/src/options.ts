import { KapwaError } from '@kapwa/core';
import type { BotAdapterLike } from './bot-framework.js';
import { type Platform, type PlatformName, platformOf, platforms } from './platforms.js';

/** What every adapter of the bridge has to be told. */
export interface BridgeOptions {
  /** The adapter of Botkit or of the Bot Framework, made as its own documentation says. */
  readonly adapter: BotAdapterLike;
  /** Unique in a kit; the platform's unless given. Chats in `community.yaml` go by it. */
  readonly name?: string;
  /**
   * Where the adapter speaks. Known by itself for the adapters that come with Botkit; `teams` has to
   * be said for a `CloudAdapter` that serves nothing else.
   */
  readonly platform?: PlatformName;
  /** The bot's Microsoft app id, for `CloudAdapter`. */
  readonly appId?: string;
}

/** The options with everything filled in. */
export interface Bridge {
  readonly adapter: BotAdapterLike;
  readonly name: string;
  readonly platform: Platform;
  readonly appId: string;
}

/** Checks options and fills in what was left out. Raises `config.invalid` for what is no adapter. */
export function bridgeOf({ adapter, name, platform, appId = '' }: BridgeOptions): Bridge {
  const given: Partial<BotAdapterLike> | undefined = adapter;
  if (typeof given?.continueConversation !== 'function') {
    throw new KapwaError(
      'config.invalid',
      'bridge-botkit: `adapter` is no adapter of Botkit or the Bot Framework; give it one such as new WebAdapter().',
    );
  }
  const where = platform === undefined ? platformOf(adapter) : platforms[platform];
  return { adapter, name: name ?? where.name, platform: where, appId };
}
