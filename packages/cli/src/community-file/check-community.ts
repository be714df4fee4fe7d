import { basename } from 'node:path';
import { groupLimits } from '@kapwa/adapter-whatsapp';
import type { AnyPlugin, Blueprint } from '@kapwa/core';
import { installedPlugins } from '../installed.js';
import type { Settings } from '../server/settings.js';
import { checkAdminCoverage } from './checks/admin-coverage.js';
import { checkAsWritten } from './checks/as-written.js';
import { checkCommunityKey } from './checks/community-key.js';
import { type Finding, fine, listed } from './checks/finding.js';
import { checkGroups } from './checks/groups.js';
import { checkLimits } from './checks/limits.js';
import { checkRules } from './checks/rules.js';
import { checkServesCommunity } from './checks/serves-community.js';
import { checkUndelivered } from './checks/undelivered.js';
import { type InspectedFile, inspectCommunityFile } from './community-file.js';
import { describeProblems, type FileProblem } from './file-problem.js';
import { knownFromData } from './known-from-data.js';
import { locate } from './locate.js';

/** A finding with its place in the file, as `kapwa check --json` gives it. */
export interface PlacedFinding extends Omit<Finding, 'path'> {
  readonly path: string;
  readonly line?: number;
}

/** What `kapwa check` has to say about one file. */
export interface CommunityReport {
  readonly findings: readonly PlacedFinding[];
  /** All that is wrong with the lines themselves, where the file describes no community. */
  readonly refusal?: string;
}

/** Something else to look at, such as what a messenger says of the settings. */
export type Look = (blueprint: Blueprint) => Promise<readonly Finding[]>;

/**
 * Reads a community's file and looks at everything that can be seen in it, at what is asked
 * besides, and at what the bot has learned: where its settings say that it keeps that.
 */
export async function checkCommunity(
  path: string,
  besides: readonly Look[] = [],
  settings: Settings = {},
): Promise<CommunityReport> {
  const file = await inspectCommunityFile(path);
  if (file.ok) return { findings: await checkReadable(file, besides, settings) };
  const { text, problems } = file;
  return {
    findings: problems.map(findingOfProblem),
    refusal: describeProblems(basename(path), text, problems),
  };
}

/** The findings of a blueprint: no file, no line. */
function checkBlueprint(blueprint: Blueprint, isKeyWritten: boolean): readonly Finding[] {
  const { community, groups, people } = blueprint;
  const content = [
    counted(groups.length, 'group', 'groups'),
    counted(people.length, 'person', 'people'),
    counted(community.rules.length, 'rule', 'rules'),
  ].join(', ');
  return [
    fine([], `${community.name} can be read: ${content}.`),
    ...checkCommunityKey(blueprint, isKeyWritten),
    ...checkAdminCoverage(blueprint),
    ...checkGroups(blueprint),
    ...checkServesCommunity(blueprint),
    ...checkRules(blueprint),
  ];
}

/** What runs here that did not come along: nobody should have to guess. */
function namesOfOwn(plugins: readonly AnyPlugin[]): readonly Finding[] {
  const own = plugins.filter((plugin) => !installedPlugins.includes(plugin));
  if (own.length === 0) return [];
  return [fine(['morePlugins'], `Plugins of your own: ${listed(own.map(({ name }) => name))}.`)];
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

async function checkReadable(
  file: InspectedFile & { readonly ok: true },
  besides: readonly Look[],
  settings: Settings,
): Promise<readonly PlacedFinding[]> {
  const { blueprint, path } = file;
  const isKeyWritten = file.yaml.document.hasIn(['community', 'key']);
  const { sizes, undelivered } = await knownFromData(path, blueprint.community.key, settings);
  const looked: Finding[] = [];
  for (const look of besides) looked.push(...(await look(blueprint)));
  const findings = [
    ...namesOfOwn(file.plugins),
    ...checkBlueprint(blueprint, isKeyWritten),
    ...checkAsWritten(file.yaml),
    ...checkLimits(blueprint, sizes, { whatsapp: groupLimits }),
    ...checkUndelivered(undelivered, Date.now()),
    ...looked,
  ];
  return findings.map((finding) => {
    const position = finding.level === 'ok' ? undefined : locate(file.yaml, finding.path);
    return {
      ...finding,
      path: finding.path.join('.'),
      ...(position === undefined ? {} : { line: position.line }),
    };
  });
}

function findingOfProblem({ path, message, line, suggestion }: FileProblem): PlacedFinding {
  const place = line === undefined ? 'the file' : `line ${line}`;
  return {
    level: 'error',
    path,
    message,
    fix: suggestion === undefined ? `Correct ${place}.` : `Did you mean "${suggestion}"?`,
    ...(line === undefined ? {} : { line }),
  };
}
