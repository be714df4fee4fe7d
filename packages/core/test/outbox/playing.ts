import { createKit, createMemoryStore, type Kit, type Store } from '@kapwa/core';
import { blueprintOf, healthWorkers, type TurnableClock, turnableClock } from '@kapwa/testing';
import { onTestFinished } from 'vitest';
import { messageIn } from '../events.js';
import { type SmallPlatform, smallPlatform } from '../small-platform.js';
import { type Ask, askingFor, outcomesOf } from './asking-plugin.js';

/** A kit on a small messenger, about to be asked for things. */
export interface Playing {
  readonly kit: Kit;
  readonly clock: TurnableClock;
  readonly platform: SmallPlatform;
  readonly store: Store;
  /** What became of actions, as `words: outcome`. */
  readonly outcomes: readonly string[];
  /** What the plugin's step was told. */
  readonly told: readonly unknown[];
  /** Lets everything happen that can happen now. */
  rest(): Promise<void>;
}

async function begin(
  parts: Pick<Playing, 'clock' | 'store'> & { readonly quietHours: boolean },
  asks: readonly Ask[],
): Promise<Playing> {
  const { clock, store } = parts;
  const platform = smallPlatform(clock);
  const told: unknown[] = [];
  const { quietHours, ...community } = healthWorkers.community;
  const scene = {
    ...healthWorkers,
    community:
      parts.quietHours && quietHours !== undefined ? { ...community, quietHours } : community,
  };
  const kit = createKit({
    communities: [blueprintOf(scene)],
    adapters: [platform.adapter],
    plugins: [askingFor(asks, told)],
    clock,
    store,
  });
  const outcomes = outcomesOf(kit);
  await kit.start();
  onTestFinished(() => kit.stop());
  const rest = () => clock.advance(0);
  return {
    kit,
    clock,
    platform,
    store,
    outcomes,
    told,
    rest,
  };
}

function breakWatchers({ events }: Kit): void {
  const fail = (): never => {
    throw new Error('the watcher broke');
  };
  events.on('turn.finished', fail).on('action.settled', fail).on('plugin.failed', fail);
}

/** Starts a kit whose plugin asks for `asks` at once; nothing has been let happen yet. */
export async function playing(
  asks: readonly Ask[],
  options: {
    readonly start?: number;
    readonly store?: Store;
    readonly quietHours?: boolean;
    /** Lets somebody watch the kit who throws at everything they see. */
    readonly breakWatchers?: boolean;
    /** Prepares the messenger before anything is asked of it. */
    readonly prepare?: (platform: SmallPlatform) => void;
  } = {},
): Promise<Playing> {
  const { start, store = createMemoryStore(), quietHours = false, prepare } = options;
  const play = await begin({ clock: turnableClock(start), store, quietHours }, asks);
  prepare?.(play.platform);
  if (options.breakWatchers === true) breakWatchers(play.kit);
  const { settled } = play.kit.receive(messageIn('north-area', 'go'));
  await settled;
  await play.rest();
  return play;
}
