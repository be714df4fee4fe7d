import type { Json, UserState } from './state.js';

/** Somebody who is named in a text. */
export interface Named {
  readonly id: number;
  readonly name: string;
  readonly username?: string;
}

const COMMAND = /(?<=^|\s)\/[a-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?/gu;
const USERNAME = /(?<=^|[^\w@])@[A-Za-z][A-Za-z0-9_]{3,31}/gu;
const ADDRESS = /https?:\/\/\S+/gu;

function found(text: string, pattern: RegExp, type: string): Json[] {
  return [...text.matchAll(pattern)].map(({ index, 0: words }) => ({
    offset: index,
    length: words.length,
    type,
  }));
}

/** People without a username are named by a link on their name. */
function mentionsOf(text: string, named: readonly Named[]): Json[] {
  return named.flatMap((person) => {
    const offset = text.indexOf(`@${person.name}`);
    if (offset < 0 || person.username === person.name) return [];
    const user = { id: person.id, is_bot: false, first_name: person.name };
    return [{ offset, length: person.name.length + 1, type: 'text_mention', user }];
  });
}

/** What a phone marks in a text that is typed: commands, usernames, addresses, and people chosen from a list. */
function entitiesIn(text: string, named: readonly Named[] = []): readonly Json[] {
  const chosen = mentionsOf(text, named);
  const isTaken = ({ offset }: Json): boolean => chosen.some((one) => one.offset === offset);
  return [
    ...found(text, COMMAND, 'bot_command'),
    ...found(text, USERNAME, 'mention').filter((one) => !isTaken(one)),
    ...found(text, ADDRESS, 'url'),
    ...chosen,
  ].sort((one, other) => Number(one.offset) - Number(other.offset));
}

/** A text as the content of a message. */
export function textContent(text: string, named: readonly Named[] = []): Json {
  const entities = entitiesIn(text, named);
  return { text, ...(entities.length > 0 && { entities }) };
}

const SURROGATE_TAIL = /^[\uDC00-\uDFFF]/;

/**
 * What is wrong with entities: outside of the text, or through the middle of a character. The real
 * server drops or mends such entities in silence; here they are refused, to be seen in tests.
 */
export function problemWithEntities(text: string, entities: unknown): string | undefined {
  for (const entity of (entities ?? []) as readonly Json[]) {
    const [offset, length] = [Number(entity.offset), Number(entity.length)];
    const end = offset + length;
    if (offset < 0 || length <= 0 || end > text.length) return 'ENTITY_BOUNDS_INVALID';
    if (SURROGATE_TAIL.test(text.slice(offset)) || SURROGATE_TAIL.test(text.slice(end))) {
      return 'ENTITY_BOUNDS_INVALID';
    }
    if (entity.type === 'text_mention' && entity.user === undefined) return 'USER_ID_INVALID';
  }
  return undefined;
}

/** Whether one of the entities names a user, as a mention that notifies. */
export function mentionedIn(content: Json, user: UserState): boolean {
  const text = String(content.text ?? content.caption ?? '');
  const entities = (content.entities ?? content.caption_entities ?? []) as readonly Json[];
  return entities.some(({ type, offset, length, user: named }) => {
    if (type === 'text_mention') return (named as Json | undefined)?.id === user.id;
    const words = text.slice(Number(offset), Number(offset) + Number(length));
    return type === 'mention' && words === `@${user.username}`;
  });
}
