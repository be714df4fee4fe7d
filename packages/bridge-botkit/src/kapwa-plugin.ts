import { type Adapter, KapwaError, type Kit, messageOf } from '@kapwa/core';
import type { BotkitAdapter } from './botkit-adapter.js';

/** What of a kit a bot deals with. */
export type HostedKit = Pick<Kit, 'adapters' | 'receive'>;

/** What of a message of Botkit is read. */
interface BotkitMessage {
  readonly type?: string;
  /** What the adapter reported. */
  readonly incoming_message?: unknown;
  /** The turn it came in. */
  readonly context?: { readonly adapter?: unknown };
}

/** What of a Botkit controller is used. */
export interface BotkitController {
  interrupts(
    test: (message: object) => Promise<boolean>,
    events: string[],
    handler: () => Promise<void>,
  ): void;
  addPluginExtension(name: string, extension: object): void;
}

/** A plugin of Botkit: give it to `controller.usePlugin`. */
export interface KapwaPlugin {
  readonly name: string;
  readonly middlewares: {
    receive: ((bot: object, message: object, next: () => void) => Promise<void>)[];
  };
  init(controller: BotkitController): void;
  /** The kit hears nothing more from the bot; Botkit itself cannot let a plugin go. Safe to call twice. */
  dispose(): void;
}

/** How the plugin behaves. */
export interface KapwaPluginOptions {
  /** Told what went wrong; the bot goes on as if there were no kit. The console unless given. */
  onError?(error: unknown): void;
}

/** What messages are called by Botkit and its adapters; others are added when they come. */
const usualTypes = [
  'message',
  'direct_message',
  'direct_mention',
  'mention',
  'app_mention',
  'picture_message',
];

function isBotkit(adapter: Adapter): adapter is BotkitAdapter {
  return 'speaksThrough' in adapter && 'readTurn' in adapter;
}

function adaptersOf({ adapters }: HostedKit): readonly BotkitAdapter[] {
  const found = [...adapters.values()].filter(isBotkit);
  if (found.length > 0) return found;
  throw new KapwaError(
    'config.missing',
    'This kit has no way to speak in a Botkit bot: give it botkitAdapter({ adapter: controller.adapter }).',
  );
}

function toConsole(error: unknown): void {
  console.error(`kapwa: a message was left to the bot alone: ${messageOf(error)}`);
}

/** Finds the kit's adapter for a message; says once of every other adapter that there is none. */
function finderIn(adapters: readonly BotkitAdapter[], report: (error: unknown) => void) {
  const unknown = new WeakSet<object>();
  return ({ context }: BotkitMessage): BotkitAdapter | undefined => {
    const through = context?.adapter;
    const found = adapters.find(({ speaksThrough }) => speaksThrough === through);
    if (found !== undefined || typeof through !== 'object' || through === null) return found;
    if (unknown.has(through)) return undefined;
    unknown.add(through);
    const message =
      'The bot has an adapter the kit knows nothing of: give the kit a botkitAdapter for it, too.';
    report(new KapwaError('config.missing', message));
    return undefined;
  };
}

/** Hands a turn to the kit; resolves once it is kept for good, with whether the kit answers it. */
async function isTaken(
  activity: unknown,
  kit: HostedKit,
  adapter: BotkitAdapter,
): Promise<boolean> {
  const { events, kept } = await adapter.readTurn(activity);
  const receipts = events.map((event) => kit.receive(event));
  await Promise.all([kept, ...receipts.map(({ accepted }) => accepted)]);
  return receipts.some(({ claimed }) => claimed);
}

/** Keeps messages from the bot. */
interface Claims {
  init(controller: BotkitController): void;
  /** From now on nothing of the bot sees this message, which it calls by that name. */
  take(message: object, type: string): void;
}

/** By interrupts: without one an open dialog of the bot would take the message for its answer. */
function createClaims(): Claims {
  const taken = new WeakSet<object>();
  const types = new Set<string>();
  let controller: BotkitController | undefined;
  const listen = (names: readonly string[]): void => {
    const missing = names.filter((name) => !types.has(name));
    if (missing.length === 0) return;
    for (const name of missing) types.add(name);
    controller?.interrupts(
      async (message) => taken.has(message),
      missing,
      async () => undefined,
    );
  };
  return {
    init(given) {
      controller = given;
      listen(usualTypes);
    },
    take(message, type) {
      taken.add(message);
      listen([type]);
    },
  };
}

/** Tells what went wrong, and never throws itself. */
function reporterTo(onError: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    try {
      onError(error);
    } catch {
      // There is nobody left to tell.
    }
  };
}

/**
 * Puts a kit into a Botkit bot: `controller.usePlugin(kapwaPlugin(kit))`, before its own handlers.
 *
 * The kit hears every message, and keeps to itself what it will answer: no dialog, `hears`,
 * `interrupts` or `on` of the bot sees those. It waits until what it heard is kept for good. Nothing
 * is ever thrown into Botkit, which would hang or end the process: a message that could not be kept
 * is left to the bot, and `onError` is told.
 *
 * Raises `config.missing` for a kit without `botkitAdapter`.
 */
export function kapwaPlugin(kit: HostedKit, options: KapwaPluginOptions = {}): KapwaPlugin {
  const adapters = adaptersOf(kit);
  const report = reporterTo(options.onError ?? toConsole);
  const adapterFor = finderIn(adapters, report);
  const claims = createClaims();
  let isOn = true;

  return {
    name: 'kapwa',
    middlewares: {
      receive: [
        async (_bot, message, next) => {
          try {
            const { incoming_message: activity, type = 'message' }: BotkitMessage = message;
            const adapter = isOn ? adapterFor(message) : undefined;
            const isOurs = adapter !== undefined && (await isTaken(activity, kit, adapter));
            if (isOurs) claims.take(message, type);
          } catch (error) {
            report(error);
          }
          next();
        },
      ],
    },
    init(controller) {
      claims.init(controller);
      controller.addPluginExtension('kapwa', kit);
    },
    dispose() {
      isOn = false;
    },
  };
}
