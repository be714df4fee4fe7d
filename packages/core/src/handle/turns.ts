import type { PluginHost } from '../plugins/host.js';
import type { PluginOptions } from '../plugins/options.js';
import type { AnyPlugin } from '../plugins/plugin.js';
import { isOn } from '../plugins/switches.js';
import { added } from '../store/added.js';
import type { InboxEntry } from '../store/store.js';
import type { TurnParts, TurnPlace } from './open-turn.js';
import { deferred, type FailedPart } from './retry.js';
import type { RetryOrder } from './retry-order.js';
import type { Repeater } from './run-twice.js';
import type { Scene } from './scene.js';
import { beginTurn, type PluginTurn } from './turn.js';

/** What it takes to begin turns. */
export interface TurnsParts extends TurnParts {
  readonly host: PluginHost;
  readonly order: Pick<RetryOrder, 'behind'>;
  optionsOf(plugin: AnyPlugin, community: Scene['community'], version: number): PluginOptions;
}

const nothing: readonly never[] = [];

/** From so many on they are looked up by name. */
const MANY = 8;

/** The turns of the plugins at one event. Each begins when something of the plugin is to run. */
export class Turns implements TurnPlace {
  readonly entry: InboxEntry;
  readonly scene: Scene;
  /** ms UTC. */
  readonly now: number;
  readonly twice: Repeater | undefined;
  failed: readonly FailedPart[] = nothing;
  /** Parts that are to run later: behind an earlier one of the same plugin, or in answer to a flood. */
  later: readonly InboxEntry[] = nothing;
  readonly #parts: TurnsParts;
  #begun: readonly PluginTurn[] = nothing;
  #byName: Map<string, PluginTurn> | undefined;

  constructor(at: TurnPlace, parts: TurnsParts, twice: Repeater | undefined) {
    this.entry = at.entry;
    this.scene = at.scene;
    this.now = at.now;
    this.twice = twice;
    this.#parts = parts;
  }

  /** The turn of a plugin; undefined where it has none at this event. */
  of(plugin: string): PluginTurn | undefined {
    return this.#known(plugin) ?? this.#begin(plugin);
  }

  fail(plugin: string, error: unknown): void {
    this.failed = added(this.failed, { plugin, error });
  }

  postpone(entry: InboxEntry): void {
    this.later = added(this.later, entry);
  }

  /** Ends all of them. */
  close(): void {
    for (const { part } of this.#begun) part.isClosed = true;
    this.twice?.close();
  }

  /** Those that went well. */
  get good(): readonly PluginTurn[] {
    if (this.failed.length === 0) return this.#begun;
    return this.#begun.filter(
      ({ part }) => !this.failed.some(({ plugin }) => plugin === part.plugin),
    );
  }

  #known(name: string): PluginTurn | undefined {
    if (this.#byName !== undefined) return this.#byName.get(name);
    for (const turn of this.#begun) if (turn.part.plugin === name) return turn;
    return undefined;
  }

  #begin(name: string): PluginTurn | undefined {
    const { entry, scene } = this;
    const parts = this.#parts;
    const { host, order, optionsOf } = parts;
    const plugin = host.plugin(name);
    if (plugin === undefined || !isOn(name, scene.community, scene.group)) return undefined;
    const wait = order.behind(entry, name, this.now);
    if (wait !== undefined) {
      const isNoted = this.later.some(({ only }) => only === name);
      if (!isNoted) this.postpone(deferred(entry, name, wait));
      return undefined;
    }
    const set = optionsOf(plugin, scene.community, scene.communityVersion);
    if (set === undefined) return undefined;
    const turn = beginTurn(name, this, set.options, parts);
    this.#keep(name, turn);
    this.twice?.begin(name, turn, beginTurn(name, this, set.options, parts));
    return turn;
  }

  #keep(name: string, turn: PluginTurn): void {
    this.#begun = added(this.#begun, turn);
    if (this.#byName !== undefined) this.#byName.set(name, turn);
    else if (this.#begun.length > MANY) {
      this.#byName = new Map(this.#begun.map((one) => [one.part.plugin, one]));
    }
  }
}
