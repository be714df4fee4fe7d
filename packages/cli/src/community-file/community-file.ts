import { basename, dirname } from 'node:path';
import {
  type AnyPlugin,
  type Blueprint,
  type BlueprintIssue,
  checkPluginOptions,
  checkRetention,
  declaredCollections,
  KapwaError,
  type ParsedBlueprint,
  parseBlueprint,
} from '@kapwa/core';
import { installedAdapters, installedPlugins } from '../installed.js';
import { describeProblems, type FileProblem } from './file-problem.js';
import { locate } from './locate.js';
import { loadMorePlugins } from './more-plugins.js';
import { parseYaml } from './parse-yaml.js';
import { readText } from './read-text.js';
import { readWhatsAppNumbers } from './whatsapp-numbers.js';
import type { YamlText } from './yaml-text.js';

/** A community's file that describes a community. */
export interface CommunityFile {
  readonly path: string;
  readonly blueprint: Blueprint;
  /** Those that come along, and those it names itself. */
  readonly plugins: readonly AnyPlugin[];
  /** For pointing at lines. */
  readonly yaml: YamlText;
}

/** A community's file, or everything that is wrong in it. */
export type InspectedFile =
  | ({ readonly ok: true } & CommunityFile)
  | {
      readonly ok: false;
      readonly path: string;
      readonly text: string;
      readonly problems: readonly FileProblem[];
    };

/** Reads a community's file; throws one error that lists everything wrong, with lines and fixes. */
export async function readCommunityFile(path: string): Promise<CommunityFile> {
  const file = await inspectCommunityFile(path);
  if (file.ok) return file;
  throw problemsError(file.path, file.text, file.problems);
}

/** Reads a community's file and keeps what is wrong in it apart, for those who list it. */
export async function inspectCommunityFile(path: string): Promise<InspectedFile> {
  const text = await readText(path);
  const refused = { ok: false, path, text } as const;
  const parsed = parseYaml(text);
  if (!parsed.ok) return { ...refused, problems: byLine(parsed.problems) };
  const whole = wrongAsAWhole(parsed.data);
  if (whole !== undefined) return { ...refused, problems: [{ path: '', message: whole }] };
  const more = await loadMorePlugins(parsed.data, dirname(path));
  const plugins = [...installedPlugins, ...more.plugins];
  // A plugin that cannot be had is one mistake, and not another wherever its name stands.
  const names = more.issues.length > 0 ? undefined : plugins.map(({ name }) => name);
  const read = await readBlueprint(parsed.data, plugins, names);
  const issues = [...more.issues, ...(read.ok ? [] : read.issues)];
  if (!read.ok || issues.length > 0) {
    return { ...refused, problems: locateIssues(parsed.yaml, issues) };
  }
  return { ok: true, path, blueprint: read.blueprint, plugins, yaml: parsed.yaml };
}

/** The blueprint, with what only those know who know the messengers and plugins. */
async function readBlueprint(
  data: unknown,
  plugins: readonly AnyPlugin[],
  names: readonly string[] | undefined,
): Promise<ParsedBlueprint> {
  const parsed = parseBlueprint(data, {
    adapters: installedAdapters,
    ...(names === undefined ? {} : { plugins: names }),
  });
  if (!parsed.ok || names === undefined) return parsed;
  const numbers = readWhatsAppNumbers(parsed.blueprint);
  const { community } = parsed.blueprint;
  const options = checkPluginOptions(community, plugins);
  // Plugins are only set up where a file speaks of their records: that costs locales and time.
  const kept = community.retention === undefined ? new Map() : await declaredCollections(plugins);
  const issues = [...numbers.issues, ...options, ...checkRetention(community, kept, names)];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, blueprint: numbers.blueprint };
}

/**
 * The error for issues that are found after the file was read, such as options a plugin refuses:
 * each with its line, as if reading had found it.
 */
export function explainIssues(file: CommunityFile, issues: readonly BlueprintIssue[]): KapwaError {
  return problemsError(file.path, file.yaml.text, locateIssues(file.yaml, issues));
}

/** Far more than is shown; a file of nothing but mistakes must not cost minutes. */
const MOST_LOCATED = 500;

/** Finds the line of each issue. */
function locateIssues(yaml: YamlText, issues: readonly BlueprintIssue[]): readonly FileProblem[] {
  return byLine(
    issues.slice(0, MOST_LOCATED).map(({ path, ...issue }) => ({
      ...issue,
      path: path.join('.'),
      ...locate(yaml, path),
    })),
  );
}

function problemsError(path: string, text: string, problems: readonly FileProblem[]): KapwaError {
  return new KapwaError('blueprint.invalid', describeProblems(basename(path), text, problems));
}

function wrongAsAWhole(data: unknown): string | undefined {
  const start = 'Begin with "community:" and, below it, its name, purpose and timeZone.';
  if (data === null || data === undefined) return `The file is empty. ${start}`;
  if (Array.isArray(data)) return `The file is one long list. ${start}`;
  return typeof data === 'object' ? undefined : `The file is only a text. ${start}`;
}

function byLine(problems: readonly FileProblem[]): readonly FileProblem[] {
  return problems.toSorted(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}
