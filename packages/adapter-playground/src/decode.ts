import type {
  AccountRef,
  EventOf,
  GroupSettings,
  MessageReceived,
  PlatformEvent,
} from '@kapwa/core';
import type { Mark, Update, WorldAttachment } from './wire.js';

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

/** What came besides words, in the kit's. */
function besides(
  attachment: WorldAttachment,
): Pick<MessageReceived, 'media' | 'location' | 'contacts'> {
  switch (attachment.type) {
    case 'location': {
      const { type: _type, ...location } = attachment;
      return { location };
    }
    case 'contact': {
      const { type: _type, ...card } = attachment;
      return { contacts: [card] };
    }
    default:
      return { media: [attachment] };
  }
}

function message(update: UpdateOf<'message'>, facts: DecodeFacts): EventOf<'message.received'> {
  const { chat, from, text, marks, replyTo, attachment } = update;
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
    ...(attachment === undefined ? {} : besides(attachment)),
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
  const { chat, botRole, members, description, linked } = update;
  const { posting, editing, adding, approval, disappearing } = update;
  return {
    ...common(update, facts),
    kind: 'group.reported',
    chat,
    ...(botRole === undefined ? {} : { botRole }),
    description,
    posting,
    editing,
    adding,
    disappearing,
    approval,
    linked,
    members,
  };
}

function changed(update: UpdateOf<'settings'>, facts: DecodeFacts): EventOf<'group.changed'> {
  const { chat, by } = update;
  const { title, ...settings } = update.changed;
  return {
    ...common(update, facts),
    kind: 'group.changed',
    chat,
    ...settingsOf(settings),
    ...(title === undefined ? {} : { name: title }),
    ...whoDid(by, facts),
  };
}

type Settings = Omit<UpdateOf<'settings'>['changed'], 'title'>;

/** Only what is there: a setting that is not named has not changed. */
function settingsOf(settings: Settings): GroupSettings & { readonly linkReset?: true } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function whoDid(
  by: AccountRef | undefined,
  { bot }: DecodeFacts,
): Pick<EventOf<'group.changed' | 'member.muted' | 'join.withdrawn'>, 'by' | 'byBot'> {
  if (by === undefined) return {};
  return by.id === bot ? { byBot: true } : { by };
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
    case 'mute': {
      const { chat, member, muted, by } = update;
      const about = { chat, member, muted, ...whoDid(by, facts) };
      return { ...common(update, facts), kind: 'member.muted', ...about };
    }
    case 'reaction': {
      const { chat, from, emoji } = update;
      const on = { chat, from, message: update.message, emoji };
      return { ...common(update, facts), kind: 'reaction.added', ...on };
    }
    case 'request': {
      const { chat, member } = update;
      return { ...common(update, facts), kind: 'join.requested', chat, member };
    }
    case 'request-over': {
      const { chat, member, by } = update;
      const about = { chat, member, ...whoDid(by, facts) };
      return { ...common(update, facts), kind: 'join.withdrawn', ...about };
    }
    case 'vote': {
      const { chat, from, choices } = update;
      const on = { chat, from, message: update.message, choices };
      return { ...common(update, facts), kind: 'poll.voted', ...on };
    }
    case 'settings':
      return changed(update, facts);
    case 'group':
      return group(update, facts);
    case 'connection':
      return { ...common(update, facts), kind: 'transport.changed', state: update.state };
  }
}
