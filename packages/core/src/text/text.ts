import type { PersonId } from '../model/person.js';

/** One piece of a message. An adapter decides how each looks on its platform. */
export type Part =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'mention'; readonly person: PersonId; readonly name: string }
  | { readonly kind: 'link'; readonly url: string; readonly label?: string }
  | { readonly kind: 'emphasis'; readonly parts: Text };

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

/** The same text with every mention turned into the plain name: for a second language of one post. */
export function withoutMentions(text: Text): Text {
  return text.map((part) => {
    if (part.kind === 'mention') return { kind: 'plain', text: part.name };
    if (part.kind === 'emphasis') return { kind: 'emphasis', parts: withoutMentions(part.parts) };
    return part;
  });
}

/** Texts one after the other, with a plain separator between them. */
export function joinTexts(texts: readonly Text[], separator: string): Text {
  return texts.flatMap((text, index) => (index === 0 ? text : [...plain(separator), ...text]));
}
