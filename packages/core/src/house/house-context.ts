import type { CoreMessages } from '../messages.js';
import type { Context } from '../plugins/context.js';
import type { PluginScope } from '../plugins/plugin.js';

/** What a handler of the house plugin gets. */
export type HouseContext = Context<unknown, CoreMessages>;

/** What the parts of the house plugin register by. */
export type HouseScope = PluginScope<unknown, CoreMessages>;
