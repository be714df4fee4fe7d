import { z } from 'zod';
import type { CoreMessages } from '../messages.js';
import { localesIn } from '../plugins/messages.js';
import { definePlugin } from '../plugins/plugin.js';

/**
 * The plugin every kit has: what belongs to no single plugin, such as help, is written like any
 * other plugin and so runs the same way.
 */
export const house = definePlugin({
  name: 'core',
  options: z.strictObject({}),
  needs: ['message.send'],
  locales: localesIn<CoreMessages>(new URL('../../locales/', import.meta.url)),
  setup() {},
});
