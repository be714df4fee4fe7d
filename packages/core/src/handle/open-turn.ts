import type { Recipient } from '../actions/action.js';
import type { CommandIndex } from '../commands/command-index.js';
import { KapwaError } from '../errors.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { IdMaker } from '../model/keys.js';
import type { CapabilityParts } from '../outbox/capability-in.js';
import { type FloodGuard, floodedTurn } from '../plugins/flood.js';
import type { InboxEntry, Store } from '../store/store.js';
import type { Part } from './part.js';
import type { Scene } from './scene.js';
import { Seeded } from './seeded.js';

/** What every turn of a kit has at hand. */
export interface TurnParts extends CapabilityParts {
  readonly store: Pick<Store, 'get' | 'list' | 'audit' | 'ledger'>;
  readonly catalogue: Catalogue;
  readonly ids: IdMaker;
  readonly host: { readonly commands: CommandIndex };
  readonly flood?: FloodGuard;
}

/** Which event a turn is at. */
export interface TurnPlace {
  readonly entry: InboxEntry;
  readonly scene: Scene;
  /** ms UTC. */
  readonly now: number;
}

/** One plugin's turn at one event from within: where it is, and where it stages what it asks for. */
export class OpenTurn {
  readonly entry: InboxEntry;
  readonly scene: Scene;
  /** ms UTC. */
  readonly now: number;
  readonly parts: TurnParts;
  readonly #part: Part;
  #seeded: Seeded | undefined;

  constructor({ entry, scene, now }: TurnPlace, parts: TurnParts, part: Part) {
    this.entry = entry;
    this.scene = scene;
    this.now = now;
    this.parts = parts;
    this.#part = part;
  }

  get store(): TurnParts['store'] {
    return this.parts.store;
  }

  /** Where an answer belongs: the group of the event, otherwise the direct chat of who caused it. */
  get here(): Recipient | undefined {
    const { group, actor } = this.scene;
    if (group !== undefined) return { group: group.key };
    return actor === undefined ? undefined : { person: actor.person.id };
  }

  /** The key of its community. */
  get community(): string {
    return this.scene.community.key;
  }

  /** The part that is staged. Raises `turn.closed` when the turn has ended. */
  part(): Part {
    if (!this.#part.isClosed) return this.#part;
    throw new KapwaError(
      'turn.closed',
      `${this.#part.plugin}: the context was used after its turn had ended. Await everything a handler starts.`,
    );
  }

  /** The part, for one more thing to be asked: cut off where a plugin runs wild. */
  asking(): Part {
    const part = this.part();
    const most = this.parts.flood?.limits.perTurn;
    if (most === undefined || part.asked.length + part.posts.length < most) return part;
    throw floodedTurn(part.plugin, most);
  }

  seeded(): Seeded {
    const { plugin } = this.part();
    this.#seeded ??= new Seeded(this.entry.id, plugin);
    return this.#seeded;
  }

  /** A word nobody can guess who has not the installation's key. */
  secret(): string {
    const part = this.part();
    part.secrets += 1;
    return this.parts.ids('secret', this.entry.id, part.plugin, String(part.secrets));
  }
}
