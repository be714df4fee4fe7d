import { setTimeout as pause } from 'node:timers/promises';
import { defineScenario } from '../../scenario.js';
import type { Crew } from './crew.js';
import { areas, SLOWLY } from './crew-community.js';
import type { Member } from './crew-member.js';
import { LOOK_EVERY, until } from './until.js';
import { withCrew } from './with-crew.js';

/** So many workers there are; one of them is never frozen. */
const WORKERS = 9;

/** By then every worker has been heard of again, ms. */
const ALL_HEARD = 3_000;

/** A worker that stands still, and the groups whose messages it was about to handle. */
interface Frozen {
  readonly worker: Member;
  readonly groups: readonly string[];
}

const groupsOf = ({ lines }: Member, start: string): readonly string[] =>
  lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));

/** Stops workers in the middle of what they handle. */
async function freeze(workers: readonly Member[], round: number): Promise<readonly Frozen[]> {
  const turn = `turn ${round} `;
  const stopped = workers.map(async (worker) => {
    if (!(await until(() => groupsOf(worker, turn).length > 0, ALL_HEARD))) return [];
    worker.signal('SIGSTOP');
    // What it has said by then comes through.
    await pause(LOOK_EVERY);
    return [{ worker, groups: groupsOf(worker, turn) }];
  });
  return (await Promise.all(stopped)).flat();
}

/** What came of one round. */
interface Round {
  readonly frozen: number;
  readonly fenced: number;
  readonly broken: readonly string[];
}

/**
 * Everybody writes, all workers but one are frozen while they handle that, and go on once others have done
 * it. In every other round the process that leads is killed meanwhile.
 */
async function playRound(crew: Crew, round: number): Promise<Round> {
  const all = crew.members('worker');
  const frozen = freeze(all.slice(1), round);
  await Promise.all(areas.map((group) => crew.tell(group, round, SLOWLY)));
  const stopped = await frozen;
  const committed = (): readonly string[] =>
    all.flatMap((worker) => groupsOf(worker, `committed ${round} `));
  if (round % 2 === 0) crew.leading()?.signal('SIGKILL');
  const broken: string[] = [];
  const isDone = (): boolean => new Set(committed()).size === areas.length;
  await crew.comesTo(isDone, `round ${round}: nobody went on with what frozen workers had`);
  for (const { worker } of stopped) worker.signal('SIGCONT');
  let fenced = 0;
  for (const { worker, groups } of stopped) {
    const refused = (): readonly string[] => groupsOf(worker, `fenced ${round} `);
    const own = new Set(groupsOf(worker, `committed ${round} `));
    const late = groups.filter((group) => !own.has(group));
    await until(() => late.every((group) => refused().includes(group)));
    fenced += refused().length;
    const through = late.filter((group) => !refused().includes(group));
    if (through.length > 0) broken.push(`round ${round}: ${through} was not fenced`);
  }
  if (committed().length !== areas.length) broken.push(`round ${round}: committed twice`);
  return { frozen: stopped.length, fenced, broken };
}

/** Workers are stopped by SIGSTOP until others have been given what they had, and then go on. */
export default defineScenario({
  name: 'postgres/frozen',
  promise: 'a worker frozen until others have handled its events commits none of them any more',
  trials: { quick: 20, full: 200 },
  run: ({ trials, progress }) =>
    withCrew({ size: { web: 2, worker: WORKERS } }, async ({ crew }) => {
      const broken: string[] = [];
      let [round, frozen, fenced] = [0, 0, 0];
      while (frozen < trials && broken.length + crew.broken.length === 0) {
        round += 1;
        await pause(ALL_HEARD);
        const played = await playRound(crew, round);
        frozen += played.frozen;
        fenced += played.fenced;
        broken.push(...played.broken);
        progress(frozen);
      }
      return {
        ...{ trials: frozen, broken },
        last: new Map(areas.map((group) => [group, round])),
        figures: ({ handled }) =>
          `${frozen} workers frozen, ${fenced} late commits fenced, ${handled} effects`,
      };
    }),
});
