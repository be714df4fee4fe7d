import type { Action } from '../actions/action.js';
import { messageOf } from '../errors.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import { withoutWords } from '../without-words.js';
import { inOrder, type Order } from './order.js';
import { isOn } from './switches.js';

/** What a transformer is told about an action. */
export interface AboutAction {
  /** The plugin that asked for it. */
  readonly plugin: string;
  readonly community: Community;
  /** The group of the event that led to it; absent in a direct chat. */
  readonly group: Group | undefined;
}

/**
 * Changes an action before it is committed, or drops it. Pure: the same action always becomes the
 * same; it has no effects and sees no store.
 */
export type Transformer = (action: Action, about: AboutAction) => Action | 'drop';

/** How a transformer is placed, and what becomes of an action it fails at. */
export interface TransformOptions extends Order {
  /** `keep` (the action goes on as it was) unless said otherwise. */
  readonly onError?: 'keep' | 'drop';
}

interface Registered extends TransformOptions {
  readonly plugin: string;
  readonly run: Transformer;
}

/** An action after all transformers; `dropped` says by whom it is not to go out. */
export interface Transformed {
  readonly action: Action;
  readonly dropped?: string;
}

/** The transformers of a kit. */
export interface Transformers {
  add(plugin: string, run: Transformer, options: TransformOptions): () => void;
  /** Runs an action through them; `failed` is told of one that threw. */
  apply(
    action: Action,
    about: AboutAction,
    failed: (plugin: string, error: unknown) => void,
  ): Transformed;
  /** Raises `plugin.invalid` where declared orders go in a circle. */
  check(): void;
  size(): number;
}

/** Makes an empty set of transformers. */
export function createTransformers(): Transformers {
  let list: readonly Registered[] = [];
  let ordered: readonly Registered[] | undefined;

  const change = (next: readonly Registered[]): void => {
    list = next;
    ordered = undefined;
  };

  const inTheirOrder = (): readonly Registered[] => {
    ordered ??= inOrder(list);
    return ordered;
  };

  return {
    add(plugin, run, options) {
      const entry = { ...options, plugin, run };
      change([...list, entry]);
      return () => change(list.filter((one) => one !== entry));
    },
    apply(action, about, failed) {
      let current = action;
      for (const { plugin, run, onError } of inTheirOrder()) {
        if (!isOn(plugin, about.community, about.group)) continue;
        try {
          const next = run(current, about);
          if (next === 'drop') return { action: current, dropped: `${plugin} has left it out` };
          current = next;
        } catch (error) {
          failed(plugin, error);
          if (onError !== 'drop') continue;
          return {
            action: current,
            dropped: `${plugin} failed at it: ${withoutWords(messageOf(error), current, 1)}`,
          };
        }
      }
      return { action: current };
    },
    check: () => void inTheirOrder(),
    size: () => list.length,
  };
}
