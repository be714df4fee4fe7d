import type { Commit, InboxEntry, OutboxItem, Store } from '@kapwa/core';
import { entryOf, itemOf, MORNING } from './samples.js';

/** How far each lane had come when the store last said that it was saved. */
export type Acknowledged = Map<number, number>;

/** What the rounds of a workload look like. */
export interface WorkloadOptions {
  readonly lanes: number;
  /** Stops when it answers true. */
  isOver(): boolean;
  /** Told as soon as a round is acknowledged. */
  acknowledged(lane: number, round: number): void;
  /** Where each lane goes on; from the beginning unless given. */
  readonly from?: Acknowledged;
  /** How much is written beside the numbers, characters. */
  readonly filler?: number;
}

const PAIRS = 'workload.pairs';
const SPACE = 'workload';

function entryFor(lane: number, round: number): InboxEntry {
  return entryOf(`${lane}-${round}`, { lane: `group:health/${lane}` });
}

function itemFor(lane: number, round: number): OutboxItem {
  return itemOf(`${lane}-${round}`, { lane: `group:health/${lane}`, at: round });
}

function put(key: string, value: unknown) {
  return { op: 'put', collection: PAIRS, key, value } as const;
}

/** One turn, which writes the number of the round in many places at once. */
function turnOf(lane: number, round: number, filler: number): Commit {
  const chat = `playground:${lane}`;
  const ledger = {
    chat,
    message: String(round),
    author: 'ana',
    kind: 'text',
    at: MORNING,
  } as const;
  const note = { at: round, community: 'health', actor: 'bot:workload', what: 'round.done' };
  return {
    done: entryFor(lane, round),
    expect: [],
    writes: [
      put(`${lane}/left`, round),
      put(`${lane}/filler`, 'x'.repeat(filler)),
      { op: 'add', collection: PAIRS, key: `${lane}/count`, by: 1 },
      put(`${lane}/right`, round),
    ],
    outgoing: [itemFor(lane, round)],
    post: [],
    dead: [],
    audit: [{ ...note, target: String(lane) }],
    ledger: [{ ...ledger, fate: 'stands' }],
  };
}

const bytesFor = (round: number): Uint8Array => Uint8Array.of(round >> 8, round & 255, 0, 255);

/**
 * Takes an event in and handles it as a kit does: in two of three rounds as soon as the store knows
 * that it is new, and otherwise when that is durable.
 */
async function takeAndHandle(store: Store, lane: number, round: number, filler: number) {
  const handle = () => store.commit(turnOf(lane, round, filler));
  const early: { handled?: ReturnType<typeof handle> } = {};
  const known = (): void => {
    if (round % 3 !== 0) early.handled = handle();
  };
  const accepted = store.accept([entryFor(lane, round)], MORNING, undefined, known);
  await Promise.all([accepted, early.handled]);
  if (early.handled === undefined) await handle();
}

async function runLane(store: Store, lane: number, options: WorkloadOptions): Promise<void> {
  const { isOver, acknowledged, from, filler = 40 } = options;
  for (let round = (from?.get(lane) ?? 0) + 1; !isOver(); round += 1) {
    await takeAndHandle(store, lane, round, filler);
    await store.mark({ ...itemFor(lane, round), sending: true });
    await store.settle({
      item: itemFor(lane, round),
      outcome: { kind: 'sent', messages: [`m${round}`] },
      at: MORNING,
      dependents: [],
      writes: [put(`${lane}/sent`, round)],
    });
    const bytes = bytesFor(round);
    await store.session(SPACE).set(
      new Map([
        [`${lane}/one`, bytes],
        [`${lane}/other`, bytes],
      ]),
    );
    acknowledged(lane, round);
  }
}

/** Handles events in several lanes side by side, as a bot does, until it is stopped. */
export async function runWorkload(store: Store, options: WorkloadOptions): Promise<void> {
  const lanes = Array.from({ length: options.lanes }, (_, lane) => lane);
  await Promise.all(lanes.map((lane) => runLane(store, lane, options)));
}

async function numberIn(store: Store, key: string): Promise<number> {
  const value = (await store.get(PAIRS, key))?.value;
  return typeof value === 'number' ? value : 0;
}

async function brokenInLane(store: Store, lane: number, saved: number): Promise<string[]> {
  const broken: string[] = [];
  const number = (name: string): Promise<number> => numberIn(store, `${lane}/${name}`);
  const [left, right, count] = [await number('left'), await number('right'), await number('count')];
  if (left !== right || left !== count) {
    broken.push(`lane ${lane} is half applied: ${left}, ${right}, counted ${count}`);
  }
  if (left < saved) broken.push(`lane ${lane} lost what was acknowledged: ${left} < ${saved}`);
  if ((await number('sent')) < saved) broken.push(`lane ${lane} lost what came of round ${saved}`);
  const keys = [`${lane}/one`, `${lane}/other`];
  const values = await store.session(SPACE).get(keys);
  const [one, other] = keys.map((key) => String(values.get(key)));
  if (one !== other) broken.push(`the session of lane ${lane} is half set: ${one} and ${other}`);
  if (saved === 0) return broken;
  if ((await store.ledger(`playground:${lane}`, String(saved))) === undefined) {
    broken.push(`lane ${lane} has round ${saved} in its records and not in the ledger`);
  }
  const [isNew] = await store.accept([entryFor(lane, saved)], MORNING);
  if (isNew === true) broken.push(`lane ${lane} would do round ${saved} a second time`);
  return broken;
}

/** What a store has lost, halved or would do twice, in words, given what it had acknowledged. */
export async function brokenPromises(store: Store, saved: Acknowledged): Promise<string[]> {
  const broken: string[] = [];
  let rounds = 0;
  for (const [lane, round] of saved) {
    broken.push(...(await brokenInLane(store, lane, round)));
    rounds += await numberIn(store, `${lane}/left`);
  }
  const waiting = new Set((await store.outgoing()).map(({ id }) => id));
  for (const [lane, round] of saved) {
    if (waiting.has(`${lane}-${round}`)) broken.push(`lane ${lane} would send ${round} again`);
  }
  const links = await store.audit(0, Number.MAX_SAFE_INTEGER);
  const noted = links.reduce((sum, { entries }) => sum + entries.length, 0);
  if (noted !== rounds) broken.push(`the audit has ${noted} entries for ${rounds} rounds`);
  return broken;
}

/** Where each lane stands. */
export async function roundsIn(store: Store, lanes: number): Promise<Acknowledged> {
  const rounds: Acknowledged = new Map();
  for (let lane = 0; lane < lanes; lane += 1) {
    rounds.set(lane, await numberIn(store, `${lane}/left`));
  }
  return rounds;
}
