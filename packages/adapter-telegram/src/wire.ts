import { z } from 'zod';

/** A part that is left out where it is not as expected: the rest still counts. */
const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const words = z.string();
const id = z.number().int();
/** Seconds since 1970, 0 where Telegram does not tell; up to the year 2200, so that ms stay exact. */
const seconds = z.number().int().nonnegative().max(7_258_118_400);

/** Somebody, as far as the kit needs them. */
const userSchema = z.object({
  id,
  is_bot: z.boolean().catch(false),
  first_name: words.catch(''),
  last_name: lenient(words),
  username: lenient(words),
});

/** Somebody as Telegram names them. */
export type WireUser = z.infer<typeof userSchema>;

const chatSchema = z.object({
  id,
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: lenient(words),
});

const entitySchema = z.object({
  type: words,
  offset: z.number().int().min(0),
  length: z.number().int().min(1),
  user: lenient(userSchema),
});

/** A marked stretch of a text, in UTF-16 units. */
export type WireEntity = z.infer<typeof entitySchema>;

const fileSchema = z.object({
  file_id: words,
  mime_type: lenient(words),
  file_size: lenient(z.number()),
  file_name: lenient(words),
});

/** A file as Telegram names it. */
export type WireFile = z.infer<typeof fileSchema>;

const file = lenient(fileSchema);
const community = z.object({ id, name: words });

const messageShape = {
  message_id: id,
  date: seconds,
  chat: chatSchema,
  from: lenient(userSchema),
  sender_chat: lenient(chatSchema),
  ephemeral_message_id: lenient(id),
  reply_to_message: lenient(z.object({ message_id: id })),
  text: lenient(words),
  caption: lenient(words),
  entities: lenient(z.array(entitySchema)),
  caption_entities: lenient(z.array(entitySchema)),
  forward_origin: lenient(z.object({ type: words })),
  photo: lenient(z.array(fileSchema)),
  video: file,
  video_note: file,
  animation: file,
  audio: file,
  voice: file,
  document: file,
  sticker: file,
  location: lenient(z.object({ latitude: z.number(), longitude: z.number() })),
  venue: lenient(z.object({ title: words, address: words })),
  contact: lenient(z.object({ phone_number: words, first_name: words, last_name: lenient(words) })),
  poll: lenient(z.object({ id: words })),
  reply_markup: lenient(
    z.object({
      inline_keyboard: z.array(z.array(z.object({ text: words, callback_data: lenient(words) }))),
    }),
  ),
  new_chat_members: lenient(z.array(userSchema)),
  left_chat_member: lenient(userSchema),
  new_chat_title: lenient(words),
  migrate_to_chat_id: lenient(id),
  migrate_from_chat_id: lenient(id),
  message_auto_delete_timer_changed: lenient(z.object({ message_auto_delete_time: z.number() })),
  community_chat_added: lenient(z.object({ community })),
  community_chat_removed: lenient(z.object({})),
};

const messageSchema = z.object(messageShape);

/** A message, as far as the kit needs it. */
export type WireMessage = z.infer<typeof messageSchema>;

const memberSchema = z.object({
  status: z.enum(['creator', 'administrator', 'member', 'restricted', 'left', 'kicked']),
  user: userSchema,
  is_member: lenient(z.boolean()),
  can_send_messages: lenient(z.boolean()),
});

/** Somebody's place in a chat. */
export type WireMember = z.infer<typeof memberSchema>;

const memberUpdateSchema = z.object({
  chat: chatSchema,
  from: userSchema,
  date: seconds,
  old_chat_member: memberSchema,
  new_chat_member: memberSchema,
});

const reactionSchema = z.array(z.object({ type: words, emoji: lenient(words) }));

/** The types of update the kit reads, each with its schema. */
export const updateSchemas = {
  message: messageSchema,
  edited_message: messageSchema,
  channel_post: messageSchema,
  edited_channel_post: messageSchema,
  callback_query: z.object({
    id: words,
    from: userSchema,
    data: lenient(words),
    message: lenient(messageSchema),
  }),
  poll_answer: z.object({ poll_id: words, user: lenient(userSchema), option_ids: z.array(id) }),
  my_chat_member: memberUpdateSchema,
  chat_member: memberUpdateSchema,
  chat_join_request: z.object({ chat: chatSchema, from: userSchema, date: seconds }),
  message_reaction: z.object({
    chat: chatSchema,
    message_id: id,
    user: lenient(userSchema),
    date: seconds,
    old_reaction: reactionSchema,
    new_reaction: reactionSchema,
  }),
} as const;

/** The name of one type of update the kit reads. */
export type UpdateType = keyof typeof updateSchemas;

/** An update of one type. */
export type UpdateOf<Type extends UpdateType> = z.infer<(typeof updateSchemas)[Type]>;

/** What every update has. */
export const updateSchema = z.looseObject({ update_id: id });

/** A chat as `getChat` tells of it. */
export const fullChatSchema = z.object({
  ...chatSchema.shape,
  username: lenient(words),
  description: lenient(words),
  permissions: lenient(z.record(z.string(), z.boolean())),
  join_by_request: lenient(z.boolean()),
  message_auto_delete_time: lenient(z.number()),
  invite_link: lenient(words),
  community: lenient(community),
});

/** A chat as `getChat` tells of it. */
export type FullChat = z.infer<typeof fullChatSchema>;

/** Somebody as `getChatMember` and `getChatAdministrators` tell of them, with each right. */
export const chatMemberSchema = z.looseObject(memberSchema.shape);

/** An invite link as `createChatInviteLink` tells of it. */
export const linkSchema = z.object({ invite_link: words });
