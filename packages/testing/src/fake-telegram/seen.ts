import { sendRights } from './methods/sending.js';
import type { Json, MessageState, UserState } from './state.js';
import { mentionedIn } from './text.js';
import type { World } from './world.js';

/** A message as it stands on somebody's phone. */
export interface TelegramSeen {
  readonly id: number;
  /** ms UTC. */
  readonly at: number;
  /** Who wrote it, as the phone shows it. */
  readonly from: string;
  readonly byBot: boolean;
  /** The text or caption; the question of a poll; empty for media alone. */
  readonly text: string;
  /** Marked stretches, as the Bot API writes them. */
  readonly entities: readonly Json[];
  readonly replyTo?: number;
  /** The topic of a forum. */
  readonly topic?: number;
  /** The labels of the buttons below it. */
  readonly buttons: readonly string[];
  readonly options?: readonly string[];
  readonly reactions: readonly string[];
  readonly isPinned: boolean;
  readonly isEdited: boolean;
  /** Only this person sees it. */
  readonly isEphemeral: boolean;
  /** Whether it mentions the one whose phone it is. */
  readonly mentionsMe: boolean;
  readonly media?: string;
  /** The bytes of what was sent. */
  readonly file?: Uint8Array;
}

/** The buttons below a message. */
export function buttonsOf({ content }: MessageState): readonly Json[] {
  const markup = content.reply_markup as { inline_keyboard?: readonly (readonly Json[])[] };
  return markup?.inline_keyboard?.flat() ?? [];
}

function fileOf({ content }: MessageState, media: string | undefined, world: World) {
  const part = media === undefined ? undefined : content[media];
  const file = (Array.isArray(part) ? part.at(-1) : part) as Json | undefined;
  return world.files.get(String(file?.file_id));
}

/** A message as somebody's phone shows it. */
export function seen(message: MessageState, user: UserState, world: World): TelegramSeen {
  const { chat, from, senderChat, content, poll, replyTo, thread } = message;
  const words = content.text ?? content.caption ?? poll?.question ?? '';
  const media = Object.keys(sendRights).find(
    (kind) => kind !== 'text' && content[kind] !== undefined,
  );
  const file = fileOf(message, media, world);
  return {
    id: message.id,
    at: message.date * 1000,
    from: senderChat?.title ?? from?.firstName ?? '',
    byBot: from === world.bot,
    text: String(words),
    entities: (content.entities ?? content.caption_entities ?? []) as readonly Json[],
    ...(replyTo !== undefined && { replyTo }),
    ...(thread !== undefined && { topic: thread }),
    buttons: buttonsOf(message).map(({ text }) => String(text)),
    ...(poll && { options: poll.options }),
    reactions: [...message.reactions.values()].flat(),
    isPinned: chat.pinned.includes(message.id),
    isEdited: message.editDate !== undefined,
    isEphemeral: message.receiver !== undefined,
    mentionsMe: mentionedIn(content, user),
    ...(media && { media }),
    ...(file && { file }),
  };
}
