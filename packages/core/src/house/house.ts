import type { CoreMessages } from '../messages.js';
import { localesIn } from '../plugins/messages.js';
import { definePlugin } from '../plugins/plugin.js';
import { accountMoved } from './account-moved.js';
import { assist } from './assist/assist.js';
import { auditDaily } from './audit-daily.js';
import { cooldowns } from './cooldowns.js';
import { flood } from './flood.js';
import { groupSuspended } from './group-suspended.js';
import { help } from './help.js';
import { link } from './link/link.js';
import { pause } from './pause/pause.js';
import { peopleData } from './people-data.js';
import { reach } from './reach/reach.js';
import { reconcile } from './reconcile.js';
import { roles } from './roles.js';
import { stop } from './stop.js';
import { transportStopped } from './transport-stopped.js';

/**
 * The plugin every kit has: what belongs to no single plugin, such as help, is written like any
 * other plugin and so runs the same way. What only means something to people on several messengers
 * is offered where `messengers`, their number, says that there are several.
 */
export function createHouse(messengers: number) {
  return definePlugin({
    name: 'core',
    needs: ['message.send'],
    locales: localesIn<CoreMessages>(new URL('../../locales/', import.meta.url)),
    setup(kit) {
      stop(kit);
      flood(kit);
      reconcile(kit);
      pause(kit);
      assist(kit);
      reach(kit);
      help(kit);
      cooldowns(kit);
      roles(kit);
      link(kit, messengers > 1);
      peopleData(kit);
      auditDaily(kit);
      transportStopped(kit);
      accountMoved(kit);
      groupSuspended(kit);
    },
  });
}
