import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AnyPlugin, type BlueprintIssue, messageOf } from '@kapwa/core';
import { installedPlugins } from '../installed.js';

/** Plugins out of files that a community names itself, and why some could not be had. */
export interface MorePlugins {
  readonly plugins: readonly AnyPlugin[];
  readonly issues: readonly BlueprintIssue[];
}

type Loaded =
  | { readonly ok: true; readonly plugins: readonly AnyPlugin[] }
  | { readonly ok: false; readonly message: string };

const refused = (message: string): Loaded => ({ ok: false, message });

/** What stands under `morePlugins:`; what is no text there is for the schema to complain about. */
function filesNamed(data: unknown): readonly (readonly [path: number, file: string])[] {
  const named = (data as { morePlugins?: unknown } | null)?.morePlugins;
  const list = Array.isArray(named) ? named : [named];
  return list.flatMap((file, index) =>
    typeof file === 'string' && file.trim() !== '' ? [[index, file.trim()] as const] : [],
  );
}

function isPlugin(value: unknown): value is AnyPlugin {
  if (typeof value !== 'object' || value === null) return false;
  const { name, setup, options } = value as Partial<AnyPlugin>;
  const isReadable = options === undefined || typeof options.safeParse === 'function';
  return typeof name === 'string' && typeof setup === 'function' && isReadable;
}

/** Why a file that is there could not be read, for somebody who may not have written it. */
function explainFailure(file: string, error: unknown): string {
  const { code } = error as { code?: unknown };
  const missing = /^Cannot find package '([^']+)'/.exec(messageOf(error))?.[1];
  if (code === 'ERR_MODULE_NOT_FOUND' && missing !== undefined) {
    return `${file} needs ${missing}, which is not installed here. Run "npm install ${missing}" in the folder of this file.`;
  }
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return `${file} is not JavaScript, and this version of Node reads nothing else. Name the .js file that is built from it.`;
  }
  return `${file} cannot be loaded: ${messageOf(error)}. Show this to whoever wrote the plugin.`;
}

async function load(file: string, folder: string): Promise<Loaded> {
  if (!/^(\.{0,2}[/\\]|[A-Za-z]:[/\\])/.test(file)) {
    return refused(
      `Name a file, beginning with "./", such as "./${basename(file)}.js". For a package of npm, that file says: export * from "${file}";`,
    );
  }
  const path = resolve(folder, file);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return refused(`There is no file ${path}. Check its name.`);
  if (!found.isFile()) return refused(`${path} is no file. Name the .js file of the plugin.`);
  try {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(path).href);
    const plugins = [...new Set(Object.values(module).filter(isPlugin))];
    if (plugins.length > 0) return { ok: true, plugins };
  } catch (error) {
    return refused(explainFailure(file, error));
  }
  return refused(
    `${file} exports no plugin: it should say "export const ... = definePlugin(...)".`,
  );
}

/**
 * The plugins a community's file names beside those that come along. They are code of others, run
 * with all that the bot may do. What is wrong comes back as issues, with the place in the file.
 */
export async function loadMorePlugins(data: unknown, folder: string): Promise<MorePlugins> {
  const plugins: AnyPlugin[] = [];
  const issues: BlueprintIssue[] = [];
  const taken = new Set(installedPlugins.map(({ name }) => name));
  for (const [index, file] of filesNamed(data)) {
    const path = ['morePlugins', index];
    const loaded = await load(file, folder);
    if (!loaded.ok) issues.push({ path, message: loaded.message });
    else {
      for (const plugin of loaded.plugins) {
        if (taken.has(plugin.name)) {
          const message = `${file} has a plugin "${plugin.name}", and there is one of that name already. One of them has to go, or be renamed.`;
          issues.push({ path, message });
        } else {
          taken.add(plugin.name);
          plugins.push(plugin);
        }
      }
    }
  }
  return { plugins, issues };
}
