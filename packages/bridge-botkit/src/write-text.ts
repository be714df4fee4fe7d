import { layOut, type PersonId, type Run, splitText, type Text } from '@kapwa/core';
import type { Platform, PlatformName } from './platforms.js';

/** The account of a person on the platform, if they have one. */
export type AccountOf = (person: PersonId) => string | undefined;

/** Somebody in a text, as the Bot Framework marks them. */
interface MentionEntity {
  readonly type: 'mention';
  /** How they stand in the text. */
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

/** A text as it goes out. */
export interface WrittenText {
  readonly text: string;
  readonly mentions: readonly MentionEntity[];
}

const WORD_JOINER = '\u2060';

/** Words in which nothing can be a mention or a link that the kit did not mean. */
function literal(words: string, platform: PlatformName): string {
  switch (platform) {
    case 'slack':
      return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    case 'hangouts':
    case 'teams':
      return words.replace(/<(?=\S)/g, `<${WORD_JOINER}`);
    default:
      return words;
  }
}

/** How an account is mentioned; undefined where a bot can only write the name. */
function mentioning(account: string, name: string, platform: PlatformName): string | undefined {
  switch (platform) {
    case 'slack':
      return /^[UW][A-Z0-9]+$/.test(account) ? `<@${account}>` : undefined;
    case 'hangouts':
      return /^users\/[\w-]+$/.test(account) ? `<${account}>` : undefined;
    case 'teams':
      return `<at>${name}</at>`;
    default:
      return undefined;
  }
}

function mentioned(
  { person, name: given }: Extract<Run, { kind: 'mention' }>,
  platform: PlatformName,
  accountOf: AccountOf,
): WrittenText {
  const name = literal(given.replace(/[\r\n]+/g, ' '), platform);
  const account = accountOf(person);
  const text = (account && mentioning(account, name, platform)) ?? `@${name}`;
  if (account === undefined) return { text, mentions: [] };
  return { text, mentions: [{ type: 'mention', text, mentioned: { id: account, name } }] };
}

function written(run: Run, platform: PlatformName, accountOf: AccountOf): WrittenText {
  switch (run.kind) {
    case 'mention':
      return mentioned(run, platform, accountOf);
    case 'link': {
      const shown = run.label === undefined ? run.url : `${run.label} (${run.url})`;
      return { text: literal(shown, platform), mentions: [] };
    }
    case 'mark':
      return { text: run.text, mentions: [] };
    default:
      return { text: literal(run.text, platform), mentions: [] };
  }
}

/** A text the way a platform takes it: plain words, with mentions where it has them. */
function writeText(text: Text, { name }: Platform, accountOf: AccountOf): WrittenText {
  const pieces = layOut(text).map((run) => written(run, name, accountOf));
  return {
    text: pieces.map((piece) => piece.text).join(''),
    mentions: pieces.flatMap(({ mentions }) => mentions),
  };
}

/** A text in messages that the platform takes. */
export function writeTexts(
  text: Text,
  platform: Platform,
  accountOf: AccountOf,
): readonly WrittenText[] {
  const { maxText } = platform;
  const whole = writeText(text, platform, accountOf);
  if (whole.text.length <= maxText) return [whole];
  const measure = (piece: Text): number => writeText(piece, platform, accountOf).text.length;
  return splitText(text, maxText, measure).map((piece) => writeText(piece, platform, accountOf));
}
