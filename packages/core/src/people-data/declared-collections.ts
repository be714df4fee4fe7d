import { createHouse } from '../house/house.js';
import { createCatalogue } from '../languages/catalogue.js';
import { silentLogger } from '../logger.js';
import { createPluginHost } from '../plugins/host.js';
import type { AnyPlugin } from '../plugins/plugin.js';
import type { KeptCollections } from './kept-collections.js';

/**
 * What plugins, and the kit itself, declare of the collections they keep: for tools that look at a
 * community or at a store while no kit runs. Raises what setting the plugins up raises.
 */
export async function declaredCollections(plugins: readonly AnyPlugin[]): Promise<KeptCollections> {
  const host = createPluginHost(createCatalogue(silentLogger));
  for (const plugin of [createHouse(1), ...plugins]) await host.load(plugin);
  return host.collections;
}
