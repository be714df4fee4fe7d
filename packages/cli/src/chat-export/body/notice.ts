import type { ChatNotice } from '../chat-file.js';
import { cleanName, plainPhrase } from '../direction-marks.js';
import { allWordings } from '../wording/all-wordings.js';

/** What a notice tells, as far as its wording is known. */
export type NoticeReading = Pick<ChatNotice, 'kind' | 'people' | 'by' | 'text'>;

interface Template {
  readonly kind: ChatNotice['kind'];
  readonly pattern: RegExp;
  /** A part of the wording that every match holds, in lower case: asked for first, being cheap. */
  readonly anchor: string;
  readonly people: string | undefined;
  readonly by: string | undefined;
  /** A comma, perhaps with the word for `and` after it, or that word by itself. */
  readonly betweenNames: RegExp;
}

/** No notice is longer, and a longer text would only cost time. */
const longestNotice = 500;

const exporter = 'You';

const noticeKinds = ['other', 'created', 'removed', 'joined', 'left'] as const;

const pronouns = new Set(allWordings.flatMap(({ you }) => you ?? []));

const fields: Readonly<Record<string, string>> = {
  '{people}': '(?<people>.+?)',
  '{by}': '(?<by>.+?)',
  '{rest}': '.*',
  '{e}': '(?:\\(e\\)|\\(a\\)|·e|es?|s)?',
  '{you}': '',
  '{you-by}': '',
};

function compile(kind: ChatNotice['kind'], template: string, and = 'and'): Template {
  const parts = template.normalize('NFC').split(/(\{[a-z-]+\})/);
  const literal = parts.filter((part) => fields[part] === undefined && !part.includes("'"));
  const source = parts
    .map((part) => fields[part] ?? part.replace(/[.*+?^$()[\]\\|/]/g, '\\$&'))
    .join('')
    .replaceAll("'", "['’]");
  return {
    kind,
    anchor: literal
      .reduce((one, other) => (other.length > one.length ? other : one), '')
      .toLowerCase(),
    pattern: new RegExp(`^${source}[.。।]?$`, 'iu'),
    people: template.includes('{you}') ? exporter : undefined,
    by: template.includes('{you-by}') ? exporter : undefined,
    betweenNames: new RegExp(`\\s*[,،]\\s*(?:(?:${and}|&)\\s+)?|\\s(?:${and}|&)\\s`, 'u'),
  };
}

const templates = allWordings.flatMap(({ notices, and }) =>
  noticeKinds.flatMap((kind) => (notices?.[kind] ?? []).map((text) => compile(kind, text, and))),
);

const encryption = allWordings.flatMap((wording) => wording.encryption ?? []).map(plainPhrase);

const verbs = allWordings.flatMap(({ notices }) => notices?.verbs ?? []).join('|');

const verb = new RegExp(`(?:^|\\s)(?:${verbs.normalize('NFC')})(?:\\s|$)`, 'iu');

/** Whether a would-be name holds words of a notice: `Ana changed the subject from "A`. */
export function holdsNoticeVerb(name: string): boolean {
  return verb.test(name.normalize('NFC'));
}

/** Whether the text is the notice about encryption, which opens nearly every export. */
export function isEncryptionNotice(text: string): boolean {
  const plain = plainPhrase(text.slice(0, longestNotice));
  return encryption.some((opening) => plain.startsWith(opening));
}

/** Whether the wording of the text is known, so that it cannot be a person's message. */
export function isKnownNotice(text: string): boolean {
  return matchNotice(cleanName(text).normalize('NFC')) !== undefined;
}

/** Tells who came, left, was removed or started the group; `other` where the words are unknown. */
export function readNotice(raw: string): NoticeReading {
  const text = cleanName(raw);
  const found = matchNotice(text.normalize('NFC'));
  if (found === undefined || found.template.kind === 'other') {
    return { kind: 'other', people: [], text };
  }
  const { template, groups } = found;
  const { kind } = template;
  const by = template.by ?? (groups.by && person(groups.by));
  const people = template.people === undefined ? peopleIn(groups.people, template) : [exporter];
  if (by === undefined) return { kind, people, text };
  return { kind, people: kind === 'created' ? [by] : people, by, text };
}

interface Match {
  readonly template: Template;
  readonly groups: Record<string, string | undefined>;
}

function matchNotice(text: string): Match | undefined {
  if (text.length > longestNotice) return undefined;
  const lower = text.toLowerCase();
  for (const template of templates) {
    if (!lower.includes(template.anchor)) continue;
    const match = template.pattern.exec(text);
    if (match !== null) return { template, groups: match.groups ?? {} };
  }
  return undefined;
}

function peopleIn(list: string | undefined, { betweenNames }: Template): string[] {
  if (list === undefined) return [];
  return list
    .split(betweenNames)
    .map((name) => person(name))
    .filter((name) => name !== '');
}

function person(name: string): string {
  const bare = cleanName(name);
  return pronouns.has(bare.toLowerCase()) ? exporter : bare;
}
