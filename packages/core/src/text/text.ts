import type { PersonId } from '../model/person.js';

/** One piece of a message. An adapter decides how each looks on its platform. */
export type Part =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'mention'; readonly person: PersonId; readonly name: string }
  | { readonly kind: 'link'; readonly url: string; readonly label?: string }
  | { readonly kind: 'emphasis'; readonly parts: Text }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly parts: Text }
  | ListPart
  | { readonly kind: 'border' };

/** Several things, each on a line of its own. */
export interface ListPart {
  readonly kind: 'list';
  readonly items: readonly Text[];
  /** The number of the first item; without one the items have no numbers. */
  readonly from?: number;
}

/**
 * A message as parts, never a formatted string: what a member wrote can so never turn into a
 * mention, a link or bold print, and a translator may move a mention freely.
 */
export type Text = readonly Part[];

/** A text of one plain part. */
export function plain(text: string): Text {
  return [{ kind: 'plain', text }];
}

/** A mention of a person, as a value for a translated message or a part of a text. */
export function mention(person: PersonId, name: string): Part {
  return { kind: 'mention', person, name };
}

/** A link; shown bare where a platform cannot hide an address behind words. */
export function link(url: string, label?: string): Part {
  return label === undefined ? { kind: 'link', url } : { kind: 'link', url, label };
}

/** Something to be typed or copied exactly, such as a command; its lines stay as they are. */
export function code(text: string): Part {
  return { kind: 'code', text };
}

/** What somebody else said, set apart on lines of its own. */
export function quote(parts: Text): Part {
  return { kind: 'quote', parts };
}

/** Several things, each on a line of its own behind a dash. */
export function bullets(items: readonly Text[]): ListPart {
  return { kind: 'list', items };
}

/** Several things, each on a line of its own behind its number. */
export function numbered(items: readonly Text[], from = 1): ListPart {
  return { kind: 'list', items, from };
}

/**
 * An empty line; where the text is too long for one message of a platform, the place at which the
 * next message begins.
 */
export const border: Part = { kind: 'border' };

/** The same text with every mention turned into the plain name: for a second language of one post. */
export function withoutMentions(text: Text): Text {
  return text.map((part): Part => {
    switch (part.kind) {
      case 'mention':
        return { kind: 'plain', text: part.name };
      case 'emphasis':
      case 'quote':
        return { kind: part.kind, parts: withoutMentions(part.parts) };
      case 'list':
        return { ...part, items: part.items.map(withoutMentions) };
      default:
        return part;
    }
  });
}

/** Everybody a text mentions, in order, as often as it does. */
export function mentionedIn(text: Text): readonly PersonId[] {
  const found: PersonId[] = [];
  collectMentions(text, found);
  return found;
}

function collectMentions(text: Text, found: PersonId[]): void {
  for (const part of text) {
    if (part.kind === 'mention') found.push(part.person);
    else if (part.kind === 'emphasis' || part.kind === 'quote') collectMentions(part.parts, found);
    else if (part.kind === 'list') for (const item of part.items) collectMentions(item, found);
  }
}

/** Texts one after the other, with a plain separator between them. */
export function joinTexts(texts: readonly Text[], separator: string): Text {
  return texts.flatMap((text, index) => (index === 0 ? text : [...plain(separator), ...text]));
}
