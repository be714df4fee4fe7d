import { badRequest } from '../api-error.js';
import { isAdmin, isIn, type TelegramPermission } from '../rights.js';
import type { ChatState, Json, MessageState } from '../state.js';
import { problemWithEntities } from '../text.js';
import { messageJson } from '../wire.js';
import type { Draft, World } from '../world.js';
import { checkMayWrite, type Method, type Methods, ownChat } from './call.js';

/** What members need to send each kind of content, and how the server calls it. */
export const sendRights: Readonly<Record<string, readonly [TelegramPermission, string]>> = {
  text: ['can_send_messages', 'text messages'],
  photo: ['can_send_photos', 'photos'],
  video: ['can_send_videos', 'videos'],
  audio: ['can_send_audios', 'music'],
  voice: ['can_send_voice_notes', 'voice notes'],
  document: ['can_send_documents', 'documents'],
  sticker: ['can_send_other_messages', 'stickers'],
  poll: ['can_send_polls', 'polls'],
};

function checkMaySend(world: World, chat: ChatState, kind: string): void {
  if (chat.type === 'private') return;
  const member = world.memberOf(chat, world.bot.id);
  if (isAdmin(member)) {
    if (chat.type === 'channel' && member.rights?.has('can_post_messages') !== true) {
      throw badRequest('need administrator rights in the channel chat');
    }
    return;
  }
  if (chat.type === 'channel') throw badRequest('need administrator rights in the channel chat');
  const [permission, name] = sendRights[kind] ?? ['can_send_messages', 'messages'];
  const allowed = member.permissions?.[permission] ?? chat.permissions[permission];
  if (!allowed) throw badRequest(`not enough rights to send ${name} to the chat`);
}

/** Buttons below a message carry 1 to 64 bytes each. */
export function checkMarkup(params: Json): Json {
  const markup = params.reply_markup as
    | { inline_keyboard?: readonly (readonly Json[])[] }
    | undefined;
  if (markup?.inline_keyboard === undefined) return {};
  for (const button of markup.inline_keyboard.flat()) {
    if (String(button.text ?? '').trim() === '') throw badRequest('text buttons must be non-empty');
    const data = button.callback_data;
    if (data === undefined) continue;
    const bytes = Buffer.byteLength(String(data));
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
  }
  return { reply_markup: markup };
}

/** Checks a text or caption; its length is counted in UTF-16 units as `MESSAGE_TOO_LONG` is. */
export function checkedText(params: Json, field: 'text' | 'caption'): Json {
  const text = String(params[field] ?? '');
  const entities = field === 'text' ? 'entities' : 'caption_entities';
  if (field === 'text' && text.trim() === '') throw badRequest('message text is empty');
  if (text.length > (field === 'text' ? 4096 : 1024)) {
    throw badRequest(field === 'text' ? 'message is too long' : 'message caption is too long');
  }
  const problem = problemWithEntities(text, params[entities]);
  if (problem !== undefined) throw badRequest(problem);
  if (text === '') return {};
  return { [field]: text, ...(params[entities] !== undefined && { [entities]: params[entities] }) };
}

function threadOf(
  chat: ChatState,
  params: Json,
  answered: MessageState | undefined,
): number | undefined {
  const thread = params.message_thread_id;
  if (thread === undefined) return answered?.thread;
  const topic = chat.topics.get(Number(thread));
  if (topic === undefined) throw badRequest('message thread not found');
  if (topic.closed) throw badRequest('TOPIC_CLOSED');
  return Number(thread);
}

function answeredBy(chat: ChatState, params: Json): MessageState | undefined {
  const reply = params.reply_parameters as Json | undefined;
  if (reply === undefined) return undefined;
  const message = chat.messages.get(Number(reply.message_id));
  if (message !== undefined && !message.isDeleted) return message;
  if (reply.allow_sending_without_reply === true) return undefined;
  throw badRequest('message to be replied not found');
}

/** Who alone is to see it, where an ephemeral message is asked for. */
function receiverOf(world: World, chat: ChatState, params: Json): Draft['receiver'] {
  const wanted = params.ephemeral_message_parameters as Json | undefined;
  if (wanted === undefined) return undefined;
  if (chat.type !== 'group' && chat.type !== 'supergroup') {
    throw badRequest('ephemeral messages can be sent only to groups and supergroups');
  }
  const user = world.users.get(Number(wanted.receiver_user_id));
  if (user === undefined || !isIn(world.memberOf(chat, user.id)))
    throw badRequest('USER_NOT_PARTICIPANT');
  return user;
}

/** Sends for the bot what a method made of its parameters. */
export function send(
  world: World,
  params: Json,
  kind: string,
  draft: Pick<Draft, 'content' | 'poll'>,
): Json {
  const chat = ownChat(world, params);
  checkMayWrite(world, chat);
  checkMaySend(world, chat, kind);
  const answered = answeredBy(chat, params);
  const message = world.postAsBot(chat, {
    ...(chat.type === 'channel' ? { senderChat: chat } : { from: world.bot }),
    thread: threadOf(chat, params, answered),
    replyTo: answered?.id,
    receiver: receiverOf(world, chat, params),
    ...draft,
    content: { ...draft.content, ...checkMarkup(params) },
  });
  return messageJson(message);
}

/** A file by its id, or uploaded: then it gets an id. */
function fileOf(world: World, given: unknown): Json {
  if (given instanceof Uint8Array) {
    const id = `file-${world.nextNumber()}`;
    world.files.set(id, given);
    return { file_id: id, file_unique_id: `u-${id}`, file_size: given.byteLength };
  }
  const id = String(given);
  if (/^https?:\/\//.test(id))
    return { file_id: `web-${world.nextNumber()}`, file_unique_id: 'web' };
  if (!world.files.has(id)) {
    throw badRequest(
      "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
    );
  }
  return { file_id: id, file_unique_id: `u-${id}` };
}

/** A file as the content of a message: of photos there are several sizes. */
export function mediaContent(kind: string, file: Json): Json {
  if (kind === 'photo') return { photo: [{ ...file, width: 90, height: 90 }] };
  if (kind === 'sticker') {
    const looks = { type: 'regular', width: 512, height: 512, is_animated: false, is_video: false };
    return { sticker: { ...file, ...looks } };
  }
  const more = {
    video: { width: 640, height: 480, duration: 1 },
    audio: { duration: 1 },
    voice: { duration: 1 },
  };
  return { [kind]: { ...file, ...more[kind as keyof typeof more] } };
}

const placeOf = ({ latitude, longitude }: Json): Json => ({ latitude, longitude });

const sendMedia =
  (kind: string): Method =>
  (world, params) => {
    const caption = kind === 'sticker' ? {} : checkedText(params, 'caption');
    return send(world, params, kind, {
      content: { ...mediaContent(kind, fileOf(world, params[kind])), ...caption },
    });
  };

/** Sending: what the bot writes. */
export const sending: Methods = {
  sendMessage: (world, params) =>
    send(world, params, 'text', { content: checkedText(params, 'text') }),
  sendPhoto: sendMedia('photo'),
  sendVideo: sendMedia('video'),
  sendAudio: sendMedia('audio'),
  sendVoice: sendMedia('voice'),
  sendDocument: sendMedia('document'),
  sendSticker: sendMedia('sticker'),
  sendLocation: (world, params) =>
    send(world, params, 'text', { content: { location: placeOf(params) } }),
  sendVenue(world, params) {
    const { title, address } = params;
    const venue = { location: placeOf(params), title, address };
    return send(world, params, 'text', { content: { location: venue.location, venue } });
  },
  sendContact(world, params) {
    const { phone_number, first_name } = params;
    if (String(phone_number) === '') throw badRequest('PHONE_NUMBER_INVALID');
    return send(world, params, 'text', { content: { contact: { phone_number, first_name } } });
  },
  sendChatAction(world, params) {
    const chat = ownChat(world, params);
    checkMayWrite(world, chat);
    if (
      !/^(typing|upload_\w+|record_\w+|choose_sticker|find_location)$/.test(String(params.action))
    ) {
      throw badRequest('wrong parameter action in request');
    }
    return true;
  },
  getFile(world, params) {
    const id = String(params.file_id);
    const bytes = world.files.get(id);
    if (bytes === undefined)
      throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (bytes.byteLength > 20 * 1024 * 1024) throw badRequest('file is too big');
    return {
      file_id: id,
      file_unique_id: `u-${id}`,
      file_size: bytes.byteLength,
      file_path: `files/${id}`,
    };
  },
};
