import type { AccountRef, EventOf, PlatformEvent } from '@kapwa/core';
import type { Mark, Update } from './wire.js';

/** What decoding needs to know besides the update itself. */
export interface DecodeFacts {
  /** The name the adapter goes by in its kit. */
  readonly adapter: string;
  /** The bot's own account. */
  readonly bot: string;
}

type UpdateOf<Kind extends Update['kind']> = Extract<Update, { kind: Kind }>;

/** Whom a message mentions, in order, each once. The bot itself is told apart. */
function mentioned(text: string, marks: readonly Mark[], bot: string): readonly AccountRef[] {
  const names = new Map<string, string>();
  for (const mark of marks) {
    if (mark.kind !== 'mention' || mark.account === bot || names.has(mark.account)) continue;
    names.set(mark.account, text.slice(mark.offset + 1, mark.offset + mark.length));
  }
  return [...names].map(([id, name]) => ({ id, name }));
}

function common(update: Update, facts: DecodeFacts) {
  return { id: update.id, at: update.at, adapter: facts.adapter };
}

function message(update: UpdateOf<'message'>, facts: DecodeFacts): EventOf<'message.received'> {
  const { chat, from, text, marks, replyTo } = update;
  const mentionsBot = marks.some((mark) => mark.kind === 'mention' && mark.account === facts.bot);
  return {
    ...common(update, facts),
    kind: 'message.received',
    chat,
    from,
    message: update.message,
    text,
    mentions: mentioned(text, marks, facts.bot),
    ...(mentionsBot ? { mentionsBot } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
  };
}

function edit(update: UpdateOf<'edit'>, facts: DecodeFacts): EventOf<'message.edited'> {
  const { chat, from, text, marks } = update;
  return {
    ...common(update, facts),
    kind: 'message.edited',
    chat,
    from,
    message: update.message,
    text,
    mentions: mentioned(text, marks, facts.bot),
  };
}

function ofMember(update: UpdateOf<'join' | 'leave' | 'role'>, facts: DecodeFacts): PlatformEvent {
  const { chat, member, by } = update;
  const about = { ...common(update, facts), chat, member, ...(by === undefined ? {} : { by }) };
  switch (update.kind) {
    case 'join':
      return { kind: 'member.joined', ...about };
    case 'leave':
      return { kind: 'member.left', ...about };
    case 'role':
      return { kind: 'role.changed', role: update.role, ...about };
  }
}

function group(update: UpdateOf<'group'>, facts: DecodeFacts): EventOf<'group.reported'> {
  const { chat, botRole, posting, members } = update;
  return {
    ...common(update, facts),
    kind: 'group.reported',
    chat,
    ...(botRole === undefined ? {} : { botRole }),
    posting,
    members,
  };
}

/**
 * What an update of the messenger means in the kit's words. Pure: the same update is the same
 * event, so a repeated one is recognised by its id.
 */
export function decode(update: Update, facts: DecodeFacts): PlatformEvent {
  switch (update.kind) {
    case 'message':
      return message(update, facts);
    case 'edit':
      return edit(update, facts);
    case 'delete': {
      const { chat, by } = update;
      return {
        ...common(update, facts),
        kind: 'message.deleted',
        chat,
        message: update.message,
        by,
      };
    }
    case 'join':
    case 'leave':
    case 'role':
      return ofMember(update, facts);
    case 'reaction': {
      const { chat, from, emoji } = update;
      const on = { chat, from, message: update.message, emoji };
      return { ...common(update, facts), kind: 'reaction.added', ...on };
    }
    case 'group':
      return group(update, facts);
    case 'connection':
      return { ...common(update, facts), kind: 'transport.changed', state: update.state };
  }
}
