import { blueprintJsonSchema } from '@kapwa/core';
import { installedPlugins } from '../installed.js';

/** What editors read to help with `community.yaml`, as the text of `community.schema.json`. */
export function communitySchemaText(): string {
  return `${JSON.stringify(blueprintJsonSchema(installedPlugins), undefined, 2)}\n`;
}
