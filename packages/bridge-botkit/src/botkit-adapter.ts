import { type Adapter, KapwaError, type PlatformEvent } from '@kapwa/core';
import type { BotAdapterLike } from './bot-framework.js';
import { bridgeAdapter, type OpenBridge, openBridge, reportConnected } from './bridge-adapter.js';
import { type BridgeOptions, bridgeOf } from './options.js';

/** What a turn of the bot is to the kit. */
interface HostedTurn {
  readonly events: readonly PlatformEvent[];
  /**
   * Resolves once it is kept how to write there later. The events are to be handed over before: who
   * waits here first lets the next message overtake this one.
   */
  readonly kept: Promise<void>;
}

/** The adapter through which a kit speaks inside of a Botkit bot. */
export interface BotkitAdapter extends Adapter {
  /** The adapter of the bot. */
  readonly speaksThrough: BotAdapterLike;
  /** What a turn means, for `kapwaPlugin`. Rejects with `kit.not-running` before the kit is started. */
  readTurn(activity: unknown): Promise<HostedTurn>;
}

/**
 * Lets a kit speak through the adapter of a Botkit bot that exists already, which goes on to own
 * the connection; `kapwaPlugin` hands over what comes in. A bot with several adapters gets one of
 * these for each.
 *
 * Raises `config.invalid` for what is no adapter.
 *
 * @example
 * const kit = createKit({ communities, adapters: [botkitAdapter({ adapter: controller.adapter })] });
 */
export function botkitAdapter(options: BridgeOptions): BotkitAdapter {
  const bridge = bridgeOf(options);
  let open: OpenBridge | undefined;
  const adapter = bridgeAdapter(bridge, async (link) => {
    open = openBridge(bridge, link);
    await reportConnected(bridge.name, link);
    const { perform } = open;
    return {
      perform,
      close() {
        open = undefined;
      },
    };
  });
  return {
    ...adapter,
    speaksThrough: bridge.adapter,
    async readTurn(activity) {
      if (open === undefined) {
        const message = `${bridge.name}: the kit has not been started; await kit.start() before the bot.`;
        throw new KapwaError('kit.not-running', message);
      }
      const { reader } = open;
      const { events, change } = await reader.read(activity);
      const kept = change === undefined ? Promise.resolve() : reader.references.space.set(change);
      // Whoever fails before waiting for it has been told of a failing store by then.
      kept.catch(() => undefined);
      return { events, kept };
    },
  };
}
