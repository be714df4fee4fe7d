import { readFile } from 'node:fs/promises';
import { changeYaml } from '../community-file/change-yaml.js';
import { listed } from '../community-file/checks/finding.js';
import { readCommunityFile } from '../community-file/community-file.js';
import type { Shell } from '../terminal/shell.js';
import type { Asking } from './asking.js';
import { proposeMapping, type SeenChat, type WantedGroup } from './propose-mapping.js';
import { type Choice, readChoice } from './read-choice.js';
import { writeWhole } from './write-whole.js';

/** What was decided: which chat each group is, and which are to be made. */
export interface Mapping {
  readonly chats: ReadonlyMap<string, SeenChat>;
  readonly later: readonly WantedGroup[];
  readonly skipped: readonly WantedGroup[];
}

const how = `
For each group of community.yaml: press Enter to take what is proposed, or type
  a number   for one of these chats
  s          to skip it: you can do it later
  c          where there is none yet: "kapwa apply" makes it
  b          to go back to the group before
`;

function describe(chat: SeenChat, index: number): string {
  const people = chat.people === undefined ? '' : ` (${chat.people} people)`;
  return `  ${String(index + 1).padStart(2)}  ${chat.name}${people}${chat.isAdmin ? '' : ', the bot is not an admin'}`;
}

/** Shows the chats the bot is in, under the numbers by which they are chosen. */
function showChats(chats: readonly SeenChat[], shell: Shell): void {
  shell.print(`\nThe bot is in ${chats.length === 1 ? 'one group' : `${chats.length} groups`}:\n`);
  for (const [index, chat] of chats.entries()) shell.print(describe(chat, index));
}

type Decided = Extract<Choice, { kind: 'chat' | 'skip' | 'later' }>;

function question(group: WantedGroup, proposed: SeenChat | undefined): string {
  if (proposed === undefined) return `${group.name}: nothing looks like it [skip]`;
  return `${group.name}: is it "${proposed.name}"? [yes]`;
}

/** Asks about one group after the other; what is proposed changes with what was chosen before. */
async function decide(
  groups: readonly WantedGroup[],
  chats: readonly SeenChat[],
  ask: Asking,
): Promise<ReadonlyMap<string, Decided>> {
  const decided = new Map<string, Decided>();
  for (let at = 0; at < groups.length; ) {
    const group = groups[at] as WantedGroup;
    decided.delete(group.key);
    const taken = new Map<SeenChat, string>();
    for (const [key, choice] of decided) {
      const name = groups.find((one) => one.key === key)?.name ?? key;
      if (choice.kind === 'chat') taken.set(choice.chat, name);
    }
    const left = chats.filter((chat) => !taken.has(chat));
    const proposed = proposeMapping(groups.slice(at), left).get(group.key);
    const choice = await ask.until<Choice>(question(group, proposed), (said) =>
      readChoice(/^y(es)?$/i.test(said.trim()) ? '' : said, chats, proposed, taken),
    );
    if (choice.kind === 'back') at = Math.max(0, at - 1);
    else {
      decided.set(group.key, choice);
      at += 1;
    }
  }
  return decided;
}

function mappingOf(groups: readonly WantedGroup[], decided: ReadonlyMap<string, Decided>): Mapping {
  const chats = new Map<string, SeenChat>();
  for (const [key, choice] of decided) if (choice.kind === 'chat') chats.set(key, choice.chat);
  const those = (kind: Decided['kind']) =>
    groups.filter(({ key }) => decided.get(key)?.kind === kind);
  return { chats, later: those('later'), skipped: those('skip') };
}

function showMapping(
  { chats, later, skipped }: Mapping,
  groups: readonly WantedGroup[],
  shell: Shell,
) {
  shell.print();
  for (const { key, name } of groups) {
    const chat = chats.get(key);
    if (chat !== undefined) shell.print(`  ${name} is "${chat.name}"`);
  }
  const names = (some: readonly WantedGroup[]) => listed(some.map(({ name }) => name));
  if (later.length > 0) shell.print(`  to be made by "kapwa apply": ${names(later)}`);
  if (skipped.length > 0) shell.print(`  left as they are: ${names(skipped)}`);
}

/** Writes which chats the groups are into a community's file, all at once, and nothing else of it. */
async function writeMapping(path: string, chats: Mapping['chats']): Promise<void> {
  const before = await readFile(path, 'utf8');
  let after = before;
  for (const [key, { adapter, id }] of chats) {
    after = changeYaml(after, ['groups', key, 'chat'], { [adapter]: id });
  }
  if (after === before) return;
  await writeWhole(path, after);
  await readCommunityFile(path);
}

/** Asks which chat each group is, shows the whole, and writes it down after a yes. */
export async function mapGroups(
  path: string,
  groups: readonly WantedGroup[],
  chats: readonly SeenChat[],
  ask: Asking,
  shell: Shell,
): Promise<Mapping> {
  for (;;) {
    showChats(chats, shell);
    shell.print(how);
    const mapping = mappingOf(groups, await decide(groups, chats, ask));
    showMapping(mapping, groups, shell);
    if (mapping.chats.size === 0) return mapping;
    const answer = await ask.line('\nWrite this into community.yaml? "n" begins again.', 'yes');
    if (!/^y/i.test(answer)) continue;
    await writeMapping(path, mapping.chats);
    return mapping;
  }
}
