import { type Cancel, type Clock, KapwaError } from '@kapwa/core';
import type { Update } from '../wire.js';
import type { Unnumbered } from './updates.js';

/** Takes reports in. They count as received once this resolves; if it rejects they come again. */
export type Receiver = (updates: readonly unknown[]) => Promise<void>;

/** How long the messenger waits before it offers again what the bot could not take, in ms. */
const offerAgainAfter = 1000;

/** The line between the messenger and its bot: what the bot missed waits until it is there. */
export class BotLine {
  readonly #clock: Clock;
  readonly #greet: () => readonly Unnumbered[];
  #queue: readonly Update[] = [];
  #count = 0;
  #receive: Receiver | undefined;
  #online = true;
  #rolesReadable = true;
  #toLose = 0;
  #busy = false;
  #waiters: (() => void)[] = [];
  #offerAgain: Cancel = () => undefined;

  /** `greet` gives what is told whenever a connection comes up. */
  constructor(clock: Clock, greet: () => readonly Unnumbered[]) {
    this.#clock = clock;
    this.#greet = greet;
  }

  /** Connects a bot, one at a time; returns what takes it off the line again. */
  open(receive: Receiver): () => void {
    if (this.#receive !== undefined) {
      throw new KapwaError(
        'adapter.failed',
        'playground: a bot is connected already. Close its connection first, or give the other kit a world of its own.',
      );
    }
    this.#receive = receive;
    this.#greeting();
    return () => {
      if (this.#receive !== receive) return;
      this.#receive = undefined;
      this.#offerAgain();
    };
  }

  /** Puts a report on the line. */
  offer(update: Unnumbered): void {
    this.#queue = [...this.#queue, this.numbered(update)];
    void this.#pump();
  }

  /** Resolves once the bot has confirmed all it was told, or cannot take it now. */
  delivered(): Promise<void> {
    return this.#busy ? new Promise((resolve) => this.#waiters.push(resolve)) : Promise.resolve();
  }

  /** Whether a bot is on the line. */
  get connected(): boolean {
    return this.#receive !== undefined;
  }

  /** Whether the line is whole. */
  get online(): boolean {
    return this.#online;
  }

  /** Whether the bot can read now which role somebody has. */
  get rolesReadable(): boolean {
    return this.#online && this.#rolesReadable;
  }

  /** Lets the bot read roles, or has the messenger fail at it, as real ones do at times. */
  setRolesReadable(readable: boolean): void {
    this.#rolesReadable = readable;
  }

  /** Loses the answers to the next `times` requests of the bot: they are carried out all the same. */
  loseAnswers(times: number): void {
    this.#toLose = times;
  }

  /** Whether this answer is one of those that get lost. */
  losesAnswer(): boolean {
    if (this.#toLose === 0) return false;
    this.#toLose -= 1;
    return true;
  }

  /** Cuts the line or mends it. What happens meanwhile is told afterwards. */
  setOnline(online: boolean): void {
    if (online === this.#online) return;
    if (!online) this.offer({ kind: 'connection', at: this.#clock.now(), state: 'disconnected' });
    this.#online = online;
    if (online) this.#greeting();
  }

  /** Gives a report its id; for those that go into the answer to a request. */
  numbered(update: Unnumbered): Update {
    this.#count += 1;
    return { id: `u${this.#count}`, ...update } as Update;
  }

  /** Comes first, so that the bot knows where it stands before it hears what it missed. */
  #greeting(): void {
    if (this.#receive === undefined || !this.#online) return;
    const connected: Unnumbered = { kind: 'connection', at: this.#clock.now(), state: 'connected' };
    const greeting = [connected, ...this.#greet()].map((update) => this.numbered(update));
    this.#queue = [...greeting, ...this.#queue];
    void this.#pump();
  }

  /** Hands over everything at once, in order, then what came meanwhile. Starts without delay. */
  async #pump(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#receive !== undefined && this.#online && this.#queue.length > 0) {
      const batch = this.#queue;
      try {
        await this.#receive(batch);
        this.#queue = this.#queue.filter((update) => !batch.includes(update));
      } catch {
        this.#offerAgain = this.#clock.after(offerAgainAfter, () => void this.#pump());
        break;
      }
    }
    this.#busy = false;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}
