import { directChat, type World } from '@kapwa/adapter-playground';
import { type DeadLetter, KapwaError, type Kit, type Store } from '@kapwa/core';
import { type Duration, milliseconds, momentOf } from './duration.js';
import { expectDone } from './expect-done.js';
import { readGroup, readPhone } from './readings.js';
import type { Saying, TestCommunity } from './scenario.js';
import { createWitness } from './witness.js';

/** What a community runs on. */
export interface CommunityParts {
  readonly world: World;
  /** Whether a plugin that fails, unseen by the test, is no reason to fail the test. */
  readonly mayFail: boolean;
  openStore(): Store;
  makeKit(store: Store): Kit;
}

/** A community whose kit is started, stopped and started again while its messenger stays. */
export class RunningCommunity implements TestCommunity {
  readonly world: World;
  readonly #parts: CommunityParts;
  readonly #witness = createWitness();
  readonly #unsettle: () => void;
  /** So many failures the test has looked at. */
  #lookedAt = 0;
  #store: Store;
  #kit: Kit;

  constructor(parts: CommunityParts) {
    this.#parts = parts;
    this.world = parts.world;
    this.#store = parts.openStore();
    this.#kit = parts.makeKit(this.#store);
    this.#unsettle = this.world.clock.settleWith(() => this.#rest());
  }

  async start(): Promise<void> {
    this.#witness.watch(this.#kit);
    await this.#kit.start();
    await this.#step();
  }

  async stop(): Promise<void> {
    this.#unsettle();
    await this.#kit.stop();
    this.#proveLookedAt();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async restarts(meanwhile: () => Promise<void> | void = () => undefined): Promise<void> {
    await this.#kit.stop();
    await meanwhile();
    this.#store = this.#parts.openStore();
    this.#kit = this.#parts.makeKit(this.#store);
    await this.start();
  }

  async says(person: string, group: string, text: string, saying: Saying = {}): Promise<string> {
    const step = `${person} says "${text}" in ${group}`;
    const { message } = expectDone(step, this.world.write(person, group, text, saying));
    await this.#step();
    return message;
  }

  async tellsBot(person: string, text: string, saying: Saying = {}): Promise<string> {
    const step = `${person} tells the bot "${text}"`;
    const { message } = expectDone(
      step,
      this.world.write(person, directChat(person), text, saying),
    );
    await this.#step();
    return message;
  }

  edits(person: string, message: string, text: string): Promise<void> {
    return this.#done(`${person} edits ${message}`, this.world.edit(person, message, text));
  }

  takesBack(person: string, message: string): Promise<void> {
    return this.#done(`${person} takes ${message} back`, this.world.deleteOwn(person, message));
  }

  joins(person: string, group: string): Promise<void> {
    return this.#done(`${person} joins ${group}`, this.world.join(person, group));
  }

  leaves(person: string, group: string): Promise<void> {
    return this.#done(`${person} leaves ${group}`, this.world.leave(person, group));
  }

  promotes(person: string, group: string): Promise<void> {
    return this.#done(`${person} is promoted in ${group}`, this.world.promote(person, group));
  }

  demotes(person: string, group: string): Promise<void> {
    return this.#done(`${person} is demoted in ${group}`, this.world.demote(person, group));
  }

  async atOnce(act: (world: World) => void): Promise<void> {
    act(this.world);
    await this.#step();
  }

  async passes(duration: Duration): Promise<void> {
    await this.world.clock.advance(milliseconds(duration));
    await this.#witness.identify(this.#store);
    this.#proveRepeatable();
  }

  async turnsTo(moment: number | string): Promise<void> {
    await this.world.clock.set(momentOf(moment));
    await this.#witness.identify(this.#store);
    this.#proveRepeatable();
  }

  phone(person: string) {
    return readPhone(this.world, person);
  }

  group(group: string) {
    return readGroup(this.world, group);
  }

  get findings() {
    return this.#witness.findings;
  }

  get actions() {
    return this.#witness.actions;
  }

  get failures() {
    const { failures } = this.#witness;
    this.#lookedAt = failures.length;
    return failures;
  }

  async dead(): Promise<readonly DeadLetter[]> {
    this.#lookedAt = this.#witness.failures.length;
    return this.#store.dead();
  }

  forget(): void {
    this.#lookedAt = 0;
    this.#witness.forget();
  }

  get kit(): Kit {
    return this.#kit;
  }

  get store(): Store {
    return this.#store;
  }

  async #rest(): Promise<void> {
    await this.world.line.delivered();
    await this.#kit.idle();
  }

  /** Turning the clock by nothing runs what is due now, and lets the bot come to rest. */
  async #step(): Promise<void> {
    await this.world.clock.advance(0);
    await this.#witness.identify(this.#store);
    this.#proveRepeatable();
  }

  /** A handler that does something else the second time is a bug the test must not pass over. */
  #proveRepeatable(): void {
    const { failures } = this.#witness;
    for (const { error } of failures) {
      if (!(error instanceof KapwaError) || error.code !== 'plugin.unrepeatable') continue;
      this.#lookedAt = failures.length;
      throw error;
    }
  }

  /** A plugin that throws says nothing: a test that expects silence must not take it for that. */
  #proveLookedAt(): void {
    const unseen = this.#witness.failures[this.#lookedAt];
    if (unseen === undefined || this.#parts.mayFail) return;
    this.#lookedAt = this.#witness.failures.length;
    const { plugin, event, error } = unseen;
    throw new Error(
      `${plugin} failed at ${event.kind}, and the test did not look at "failures": ${error.message}`,
      { cause: error },
    );
  }

  async #done(step: string, answer: Parameters<typeof expectDone>[1]): Promise<void> {
    expectDone(step, answer);
    await this.#step();
  }
}
