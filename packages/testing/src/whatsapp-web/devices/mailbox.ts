import type { BinaryNode } from 'baileys';
import { createBell } from '../waiting/bell.js';
import { node } from '../wire/node.js';

/** Makes a stanza for a device when its turn has come; sealing takes a moment. */
type MakeStanza = () => BinaryNode | Promise<BinaryNode>;

/** What is on its way to one device, kept until the device has acknowledged it. */
export interface Mailbox {
  /** Sends now, or at the next login. `key` is the class and the id that the device acknowledges. */
  post(key: string, make: MakeStanza): void;
  acknowledged(key: string): void;
  /** The device is there: gives what has waited, marked as offline, then the end mark. */
  connect(send: (stanza: BinaryNode) => void): Promise<void>;
  disconnect(): void;
  /** Brings nothing more until it is resumed or connects anew, though the device is there. */
  pause(): void;
  resume(): void;
  readonly isPaused: boolean;
  /** Resolves when everything posted so far is sent or waits; rejects when something was not sealed. */
  drained(): Promise<void>;
  /** How many stanzas the device has not acknowledged. */
  readonly unacknowledged: number;
  /** Resolves at the next acknowledgement or disconnection. */
  moved(): Promise<void>;
}

function asOffline(stanza: BinaryNode, place: number): BinaryNode {
  return { ...stanza, attrs: { ...stanza.attrs, offline: String(place) } };
}

/** A mailbox with nothing in it. */
export function createMailbox(): Mailbox {
  const waiting = new Map<string, BinaryNode>();
  const failures: unknown[] = [];
  const moves = createBell();
  let send: ((stanza: BinaryNode) => void) | undefined;
  /** What has come while it was paused; undefined when it is not. */
  let paused: BinaryNode[] | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function put(key: string, stanza: BinaryNode): void {
    waiting.set(key, stanza);
    if (paused && send) paused.push(stanza);
    else send?.(stanza);
  }

  function giveWaiting(deliver: (stanza: BinaryNode) => void): void {
    const count = String(waiting.size);
    let place = 0;
    deliver(node('ib', {}, [node('offline_preview', { count })]));
    for (const stanza of waiting.values()) deliver(asOffline(stanza, place++));
    deliver(node('ib', {}, [node('offline', { count })]));
    send = deliver;
  }

  return {
    post(key, make) {
      turn = turn
        .then(make)
        .then((stanza) => put(key, stanza))
        .catch((error: unknown) => failures.push(error));
    },
    acknowledged(key) {
      if (waiting.delete(key)) moves.ring();
    },
    async connect(deliver) {
      turn = turn.then(() => giveWaiting(deliver));
      await turn;
    },
    disconnect() {
      send = undefined;
      paused = undefined;
      moves.ring();
    },
    pause() {
      paused ??= [];
    },
    resume() {
      for (const stanza of paused ?? []) send?.(stanza);
      paused = undefined;
    },
    get isPaused() {
      return paused !== undefined;
    },
    async drained() {
      await turn;
      if (failures.length > 0) throw failures[0];
    },
    get unacknowledged() {
      return waiting.size;
    },
    moved: moves.heard,
  };
}
