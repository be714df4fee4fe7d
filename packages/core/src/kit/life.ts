import type { KitState } from '../embedding/health.js';
import { blueprintLoaded } from '../embedding/kit-communities.js';
import { KapwaError, messageOf } from '../errors.js';
import { inTime } from '../in-time.js';
import { installationSecret } from '../store/installation.js';
import { checkCommunities } from '../store/own-communities.js';
import type { InboxEntry } from '../store/store.js';
import type { Ground, Life, Rooms } from './rooms.js';

/** What has begun may take so long to end when a kit stops, ms; then what is left waits for the next start. */
const FINISH_FOR = 25_000;

/** What hangs after that is let go of, ms. */
const LET_GO_AFTER = 1_000;

/** What no kit can go on after. */
const endsKit = ({ code }: KapwaError): boolean =>
  code === 'store.taken-over' || code === 'store.failed';

function checkRole({ options }: Ground): void {
  if (options.role !== 'web' || options.store?.shared !== undefined) return;
  throw new KapwaError(
    'config.invalid',
    'A kit with the role "web" leaves events to workers: it needs a store on which several processes can work, such as that in PostgreSQL.',
  );
}

/** Sets up the plugins: that of the house first, because others build on it. */
async function loadPlugins({ host, options, log }: Ground, { upkeep }: Rooms): Promise<void> {
  for (const plugin of [upkeep.house, ...(options.plugins ?? [])]) await host.load(plugin);
  for (const { name, waitsFor } of host.list()) {
    if (waitsFor.length > 0)
      log.warn(`${name} waits for ${waitsFor.join(', ')}.`, { plugin: name });
  }
}

/** What an earlier run left, read before this one asks for anything: nothing is taken up twice. */
async function readLeft({ store }: Ground, { handling }: Rooms) {
  const waiting = await store.waiting();
  const outgoing = await store.outgoing();
  const isOld = ({ event }: InboxEntry): boolean => event.kind === 'blueprint.loaded';
  // An older blueprint must not come after the one that is loaded now.
  for (const entry of waiting.filter(isOld)) handling.lanes.add(entry);
  return { waiting: waiting.filter((entry) => !isOld(entry)), outgoing };
}

/** Brings the communities up to their blueprints. */
async function loadCommunities(ground: Ground, { wayIn }: Rooms): Promise<void> {
  const { options, blueprints, clock } = ground;
  const loading = options.communities.map((blueprint) => {
    blueprints.set(blueprint.community.key, blueprint);
    return wayIn.receive(blueprintLoaded(blueprint, clock.now()));
  });
  for (const { accepted, settled } of loading) {
    await accepted;
    await settled;
  }
}

/** Opens room by room what a start needs, and goes on with what an earlier run left. */
async function takeUp(ground: Ground, rooms: Rooms): Promise<void> {
  const { options, order, lease, clock } = ground;
  const { wayIn, handling, wayOut, housekeeping, upkeep } = rooms;
  await loadPlugins(ground, rooms);
  // Only now is it known whether workers are made as this kit is.
  await handling.crew?.start(lease.epoch);
  for (const blueprint of options.communities) upkeep.checkKept(blueprint);
  wayIn.door.set(true);
  const { waiting, outgoing } = await readLeft(ground, rooms);
  await loadCommunities(ground, rooms);
  order.takeUp(waiting, clock.now());
  for (const entry of waiting) handling.lanes.add(entry);
  await housekeeping.deadLetters.start();
  await wayOut.outbox.open();
  await wayIn.connections.open();
  await wayOut.outbox.resume(outgoing);
  await housekeeping.people.resume();
}

/** Begins nothing more, finishes what may take up to so long, and lets go of the messengers. */
async function letGo(finishFor: number, { clock, host }: Ground, rooms: Rooms): Promise<void> {
  const { wayIn, handling, wayOut, housekeeping, upkeep } = rooms;
  wayIn.door.set(false);
  upkeep.scheduler.stop();
  housekeeping.deadLetters.stop();
  housekeeping.people.stop();
  handling.crew?.finish();
  // What has begun is finished while the platforms can still be reached.
  if (finishFor > 0) await inTime(wayIn.idle.wait(), finishFor, clock);
  const still = handling.lanes.stop(LET_GO_AFTER);
  await handling.crew?.stop();
  await still;
  await wayOut.outbox.stop(LET_GO_AFTER);
  await wayIn.connections.close();
  await wayIn.refusals.close();
  await host.close();
}

/** Takes the lease; whoever cannot have it is told where it is not theirs to wait for. */
async function takeLease({ lease, store, options }: Ground): Promise<void> {
  try {
    await lease.take();
  } catch (error) {
    const own = options.communities.map(({ community }) => community.key);
    if (own.length > 0) await checkCommunities(store, own);
    throw error;
  }
}

/** Makes the life of one kit. */
export function createLife(ground: Ground, rooms: Rooms): Life {
  const { store, lease, options, log, tell, keyWith } = ground;
  let state: KitState = 'new';
  let opening: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  let isOpen = false;
  let failure: KapwaError | undefined;

  const isTakenOver = (): boolean => failure?.code === 'store.taken-over';

  const throwFailure = (): void => {
    if (failure !== undefined) throw failure;
  };

  const open = async (sayWhatIsMissing: () => void): Promise<void> => {
    state = 'starting';
    await store.open();
    isOpen = true;
    await takeLease(ground);
    sayWhatIsMissing();
    keyWith(await installationSecret(store, options.secret));
    await rooms.housekeeping.pausing.flags.read(store);
    await takeUp(ground, rooms);
    throwFailure();
    state = 'running';
    await rooms.upkeep.refresh();
    throwFailure();
  };

  const close = async (finishFor: number): Promise<void> => {
    state = 'stopping';
    await letGo(finishFor, ground, rooms);
    if (isOpen) {
      await lease.release();
      await store.close();
    }
    state = 'stopped';
  };

  return {
    get state() {
      return state;
    },
    async start() {
      if (state !== 'new')
        throw new KapwaError('kit.not-running', 'A kit is started once; make a new one.');
      checkRole(ground);
      const { communities, plugins = [] } = options;
      const sayWhatIsMissing = rooms.upkeep.changes.checkStart(communities, plugins);
      opening = open(sayWhatIsMissing);
      try {
        await opening;
      } catch (error) {
        // Whoever has taken over finishes what was begun; this one may lead again the sooner.
        closing ??= close(isTakenOver() ? 0 : FINISH_FOR);
        await closing.catch(() => undefined);
        throw error;
      }
    },
    async stop() {
      if (state === 'starting') await opening?.catch(() => undefined);
      if (state === 'running') closing ??= close(FINISH_FOR);
      await closing;
      state = 'stopped';
    },
    fail(error) {
      if (!(error instanceof KapwaError) || !endsKit(error)) return;
      if (failure?.code === error.code || isTakenOver()) return;
      failure = error;
      log.error(error.message);
      if (error.code === 'store.taken-over' && state === 'running') {
        closing ??= close(0).catch((problem) => log.error(messageOf(problem)));
      }
      tell('kit.failed', () => error);
    },
  };
}
