import {
  type AnyPlugin,
  definePlugin,
  type LocaleFolder,
  type Messages,
  type PluginScope,
} from '@kapwa/core';
import { watching } from '@kapwa/testing';
import { z } from 'zod';

/** Options of any kind, so that a test plugin can be given what it needs. */
export type LooseOptions = Readonly<Record<string, unknown>>;

/** A plugin written in a test, which may watch: what it does is its `setup`. */
export function pluginThat(
  name: string,
  setup: (scope: PluginScope<LooseOptions, Messages>) => void,
  locales?: LocaleFolder,
): AnyPlugin {
  const plugin = definePlugin({
    name,
    options: z.record(z.string(), z.unknown()),
    ...(locales === undefined ? {} : { locales }),
    setup,
  });
  return watching(plugin);
}

/** A plugin that keeps the texts of the messages it hears in `heard`. */
export function listenerTo(heard: string[], name = 'listener'): AnyPlugin {
  return pluginThat(name, (scope) => {
    scope.on('message.received', {}, (_, event) => void heard.push(event.text));
  });
}
