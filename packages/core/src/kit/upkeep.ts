import { networkOf } from '../adapters/ways.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import { checkRetention } from '../blueprint/retention-checks.js';
import { commandMenus } from '../commands/command-menus.js';
import { raiseIssues } from '../embedding/check-options.js';
import { createKitChanges } from '../embedding/kit-changes.js';
import { messageOf } from '../errors.js';
import { createHouse } from '../house/house.js';
import { readOptions } from '../plugins/options.js';
import { createScheduler } from '../schedules/scheduler.js';
import type { Ground, Rooms, Upkeep } from './rooms.js';

/** Makes the upkeep. */
export function createUpkeep(ground: Ground, rooms: Rooms): Upkeep {
  const { store, clock, log, options, host, catalogue, blueprints, gate } = ground;
  const { adapters = [] } = options;
  const { accept, connections, door, receive } = rooms.wayIn;
  const house = createHouse(new Set(adapters.map(networkOf)).size);
  const isRunning = (): boolean => rooms.life.state === 'running';

  const scheduler = createScheduler({
    store,
    clock,
    host,
    optionsOf: readOptions,
    log,
    due: accept,
  });

  /** Nothing waits for what messengers show. */
  const showCommands = (): void => {
    const list = [...blueprints.values()].map(({ community }) => community);
    void door.during(() =>
      connections.showCommands(() => commandMenus(host.commands, catalogue, list)),
    );
  };

  const refresh = async (community?: string): Promise<void> => {
    if (!isRunning()) return;
    showCommands();
    if (options.schedules !== false) await scheduler.refresh(community);
  };

  /** Which records can be kept for how long is only known once plugins have declared them. */
  const checkKept = ({ community }: Blueprint): void => {
    const names = host.list().map(({ name }) => name);
    raiseIssues(community.key, checkRetention(community, host.collections, names));
  };

  const changes = createKitChanges({
    host,
    gate,
    blueprints,
    fixed: [house],
    adapters,
    log,
    receive,
    now: () => clock.now(),
    isRunning,
    checkKept,
    refresh,
  });

  return {
    house,
    scheduler,
    changes,
    checkKept,
    refresh,
    reschedule: (community) =>
      door.during(() =>
        refresh(community).catch((error) => {
          log.error(`The schedules could not be read anew: ${messageOf(error)}`);
        }),
      ),
  };
}
