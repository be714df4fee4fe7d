import type { AccountRef, PlatformEvent } from '@kapwa/core';
import { type Decoded, type DecodeFacts, skip } from './decode-facts.js';
import { chatRef, edited, hasContent, received } from './decode-message.js';
import { decodeService } from './decode-service.js';
import { accountOf, authorOf, isMuted, isPresent, roleOf } from './people.js';
import {
  type UpdateOf,
  type UpdateType,
  updateSchema,
  updateSchemas,
  type WireMessage,
} from './wire.js';

type Decoder<Type extends UpdateType> = (
  update: UpdateOf<Type>,
  id: string,
  facts: DecodeFacts,
) => Decoded;

const one = (event: PlatformEvent): Decoded => ({ events: [event] });

function message(update: WireMessage, id: string, facts: DecodeFacts): Decoded {
  if (update.from?.id === facts.bot.id && update.sender_chat === undefined) {
    return skip("the bot's own message");
  }
  if (!hasContent(update)) {
    const events = decodeService(update, id, facts);
    return events.length > 0 ? { events } : skip('a message without anything for the kit');
  }
  const from = authorOf(update);
  return from === undefined ? skip('a message of nobody') : one(received(update, from, id, facts));
}

function edit(update: WireMessage, id: string, facts: DecodeFacts): Decoded {
  const from = authorOf(update);
  // A place that is shared live is "edited" every few seconds.
  if (from === undefined || update.location !== undefined) return skip('an edit without words');
  return one(edited(update, from, id, facts));
}

/** A tap counts where the button was shown to the one who taps: in their own chat, and signed for it. */
function tap(update: UpdateOf<'callback_query'>, id: string, facts: DecodeFacts): Decoded {
  const { from, data = '', message: below } = update;
  // Of another form it is a button of the host's bot, and the host's business.
  const refused = (why: string): Decoded =>
    facts.buttons.isOurs(data) ? { ...skip(why), isForged: true } : skip(why);
  if (below === undefined) return skip('a tap below a message that is gone');
  if (below.chat.type !== 'private' || below.chat.id !== from.id) {
    return refused('a tap in a chat where the bot shows no buttons');
  }
  const choice = facts.buttons.read(String(below.chat.id), data);
  if (choice === undefined) return refused('a tap on a button the bot has not made');
  const buttons = below.reply_markup?.inline_keyboard.flat() ?? [];
  const label = buttons.find(({ callback_data }) => callback_data === data)?.text ?? '';
  const said = { ...below, text: label, caption: undefined, reply_to_message: undefined };
  const event = received({ ...said, from, entities: undefined }, accountOf(from), id, facts);
  const { media: _, replyTo: __, ...plain } = event;
  // Telegram gives no time of the tap: it is known when it comes.
  return one({ ...plain, at: facts.now(), text: label, choice });
}

function membership(update: UpdateOf<'chat_member'>, id: string, facts: DecodeFacts): Decoded {
  const { old_chat_member: before, new_chat_member: after, from } = update;
  if (after.user.is_bot) return skip('a change of another bot');
  const member = accountOf(after.user);
  const by: { by?: AccountRef } = from.id === after.user.id ? {} : { by: accountOf(from) };
  const common = {
    at: update.date * 1000,
    adapter: facts.adapter,
    chat: chatRef(update, facts),
    member,
    ...by,
  };
  const [was, is] = [isPresent(before), isPresent(after)];
  if (was && !is) return one({ kind: 'member.left', id, ...common });
  const events: PlatformEvent[] = [];
  if (!was && is) events.push({ kind: 'member.joined', id, ...common });
  const role = roleOf(after);
  if (is && role !== (was ? roleOf(before) : 'member')) {
    events.push({ kind: 'role.changed', id: `${id}.role`, ...common, role });
  }
  const muted = isMuted(after);
  if (is && muted !== (was && isMuted(before))) {
    const own = from.id === facts.bot.id ? ({ byBot: true } as const) : by;
    const { by: _, ...about } = common;
    events.push({ kind: 'member.muted', id: `${id}.muted`, ...about, muted, ...own });
  }
  return events.length > 0 ? { events } : skip('a change of what a member may send');
}

/** The bot came into a group, went out of it, or may do more or less there now. */
function ownMembership(
  update: UpdateOf<'my_chat_member'>,
  id: string,
  facts: DecodeFacts,
): Decoded {
  if (update.chat.type === 'private') return skip('somebody has blocked or unblocked the bot');
  const is = isPresent(update.new_chat_member);
  return one({
    kind: 'group.reported',
    id,
    at: update.date * 1000,
    adapter: facts.adapter,
    chat: chatRef(update, facts),
    ...(is ? { botRole: roleOf(update.new_chat_member) } : { members: [] }),
  });
}

function request(update: UpdateOf<'chat_join_request'>, id: string, facts: DecodeFacts): Decoded {
  return one({
    kind: 'join.requested',
    id,
    at: update.date * 1000,
    adapter: facts.adapter,
    chat: chatRef(update, facts),
    member: accountOf(update.from),
  });
}

function reaction(update: UpdateOf<'message_reaction'>, id: string, facts: DecodeFacts): Decoded {
  const { user, old_reaction: before, new_reaction: after } = update;
  if (user === undefined) return skip('a reaction of somebody anonymous');
  const had = new Set(before.map(({ emoji }) => emoji));
  const added = after.find(({ type, emoji }) => type === 'emoji' && !had.has(emoji));
  if (added === undefined && after.length > 0) return skip('a reaction that is no emoji');
  return one({
    kind: 'reaction.added',
    id,
    at: update.date * 1000,
    adapter: facts.adapter,
    chat: chatRef(update, facts),
    from: accountOf(user),
    message: String(update.message_id),
    emoji: added?.emoji ?? '',
  });
}

function vote(update: UpdateOf<'poll_answer'>, id: string, facts: DecodeFacts): Decoded {
  const poll = facts.poll(update.poll_id);
  if (poll === undefined || update.user === undefined) return skip('a vote in an unknown poll');
  return one({
    kind: 'poll.voted',
    id,
    at: facts.now(),
    adapter: facts.adapter,
    chat: { id: poll.chat, direct: poll.chat === String(update.user.id) },
    from: accountOf(update.user),
    message: poll.message,
    choices: update.option_ids,
  });
}

const decoders: { readonly [Type in UpdateType]: Decoder<Type> } = {
  message,
  edited_message: edit,
  channel_post: message,
  edited_channel_post: edit,
  callback_query: tap,
  poll_answer: vote,
  my_chat_member: ownMembership,
  chat_member: membership,
  chat_join_request: request,
  message_reaction: reaction,
};

const types = Object.keys(updateSchemas) as UpdateType[];

/** A name for the log: only what Telegram might really use, never what a stranger made up. */
function nameForLog(update: Readonly<Record<string, unknown>>): string {
  const name = Object.keys(update).find((key) => key !== 'update_id') ?? '';
  return /^[a-z_]{1,40}$/.test(name) ? name : 'unreadable';
}

function decodeAs<Type extends UpdateType>(
  type: Type,
  part: unknown,
  id: string,
  facts: DecodeFacts,
): Decoded {
  const read = updateSchemas[type].safeParse(part);
  if (read.success) return decoders[type](read.data as UpdateOf<Type>, id, facts);
  const field = read.error.issues[0]?.path.join('.');
  return { events: [], skipped: `a ${type} with an unusable ${field || 'form'}`, isBroken: true };
}

/**
 * What an update means in the kit's words. Pure, and never throws, whatever it is given: the same
 * update is the same events, so a repeated one is recognised by their ids.
 */
export function decode(raw: unknown, facts: DecodeFacts): Decoded {
  const read = updateSchema.safeParse(raw);
  if (!read.success) return skip('something that is no update');
  const update: Readonly<Record<string, unknown>> = read.data;
  const type = types.find((one) => update[one] !== undefined && update[one] !== null);
  if (type === undefined) return skip(`an update of the type ${nameForLog(update)}`);
  return decodeAs(type, update[type], `${facts.bot.id}:${read.data.update_id}`, facts);
}
