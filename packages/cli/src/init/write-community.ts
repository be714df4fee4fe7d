import { stringify } from 'yaml';
import type { ProposedGroup } from './propose-groups.js';
import { proposedRules } from './proposed-rules.js';
import { type NewAdmin, slug } from './read-admins.js';

/** What a new community is asked for. */
export interface NewCommunity {
  readonly purpose: string;
  readonly name: string;
  readonly languages: readonly string[];
  readonly timeZone: string;
  readonly admins: readonly NewAdmin[];
  readonly groups: readonly ProposedGroup[];
}

/** A value on one line, with quotes where YAML needs them. */
function written(value: unknown): string {
  return stringify(value, {
    collectionStyle: 'flow',
    flowCollectionPadding: false,
    lineWidth: 0,
  }).trim();
}

function person({ key, name, whatsapp }: NewAdmin): string {
  const account = whatsapp === undefined ? '' : `\n    accounts: { whatsapp: "${whatsapp}" }`;
  return `  ${written(key)}:
    name: ${written(name)}
    roles: [community-admin]${account}`;
}

function group(
  { key, name, kind, purpose, because }: ProposedGroup,
  { languages, admins }: NewCommunity,
): string {
  const note = because === undefined ? '' : `  # because your purpose speaks of "${because}"\n`;
  return `${note}  ${key}:
    name: ${written(name)}
    kind: ${kind}
    purpose: ${written(purpose)}
    languages: ${written(languages.slice(0, 2))}
    admins: ${written(admins.map((admin) => admin.key))}`;
}

/** The proposed rules in the languages of the community; an example where none of them is known. */
function rules(languages: readonly string[]): string {
  const known = languages.filter((language) =>
    proposedRules.every(({ text }) => text[language] !== undefined),
  );
  if (known.length === 0) {
    return `# Write your rules here, each in every language of your community, for example:
#   - key: be-kind
#     text: { ${languages[0] ?? 'en'}: "...", en: "Be kind, also when you disagree." }
rules: []`;
  }
  const lines = proposedRules.map(
    ({ key, text }) =>
      `  - key: ${key}\n    text:\n${known
        .map((language) => `      ${language}: ${JSON.stringify(text[language])}`)
        .join('\n')}`,
  );
  return `rules:\n${lines.join('\n')}`;
}

/** The text of a new `community.yaml`, with notes for those who will change it. Pure. */
export function writeCommunity(community: NewCommunity): string {
  const { name, purpose, languages, timeZone, admins, groups } = community;
  const people = admins.length === 0 ? 'people: {}' : `people:\n${admins.map(person).join('\n')}`;
  return `# yaml-language-server: $schema=./community.schema.json
#
# This file describes your community. The bot reads it when it starts.
#
#   - A line that begins with # is a note to you; the bot does not read it.
#   - Indent with spaces, two for each step, and put a space behind every colon.
#   - Then run:  npx kapwa check
#
# Nothing secret belongs in here. Tokens and passwords go into the file .env.

community:
  # The short name under which the bot keeps everything. Choose it once, never change it.
  key: ${written(slug(name, 'community'))}
  name: ${written(name)}
  purpose: ${written(purpose)}
  # The languages of your members, the main one first.
  languages: ${written(languages)}
  timeZone: ${written(timeZone)}
  # At these hours reminders and weekly posts wait until the morning.
  quietHours: { from: "21:00", to: "06:00" }

# The code of conduct. Newcomers are shown it; anybody can ask for it by sending RULES. Put it into
# your own words, in every language of your community.
${rules(languages)}

# Who looks after the community. At least two, so that one can sleep.
${people}

# The groups. Take out what you do not need; "purpose" is what newcomers are told.
# Once the bot is in a group, its address goes here:  chat: { whatsapp: "1203...@g.us" }
groups:
${groups.map((one) => group(one, community)).join('\n\n')}

# What the bot does. To switch a part off, write "no" behind its name.
plugins:
  onboarding: {}
  conduct: {}
  recognition: {}
`;
}
