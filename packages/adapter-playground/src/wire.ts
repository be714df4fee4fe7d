import { z } from 'zod';

/** Somebody who has a phone here, or the bot. */
const accountSchema = z.object({ id: z.string(), name: z.string() });

/** A chat; the id of a direct one is the account the bot talks with there. */
const chatSchema = z.object({
  id: z.string(),
  direct: z.boolean(),
  title: z.string().exactOptional(),
});

const span = { offset: z.int().nonnegative(), length: z.int().positive() };

/**
 * What a stretch of a message is besides plain. Offsets count UTF-16 units, as JavaScript does
 * and as Telegram's entities do.
 */
const markSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mention'), ...span, account: z.string() }),
  z.object({ kind: z.literal('link'), ...span, url: z.string() }),
  z.object({ kind: z.enum(['bold', 'code', 'quote']), ...span }),
]);
/** What a stretch of a message is besides plain: a mention, a link, or a look of its own. */
export type Mark = z.infer<typeof markSchema>;

/** What goes with a message besides words. The bytes of a file stay here, by its id. */
const attachmentSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['image', 'video', 'audio', 'document']),
    id: z.string(),
    mimeType: z.string(),
    size: z.int().nonnegative(),
    name: z.string().exactOptional(),
  }),
  z.object({
    type: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().exactOptional(),
    address: z.string().exactOptional(),
  }),
  z.object({
    type: z.literal('contact'),
    name: z.string(),
    phones: z.array(z.string()).readonly(),
  }),
]);
/** What goes with a message besides words. */
export type WorldAttachment = z.infer<typeof attachmentSchema>;

const roleSchema = z.enum(['member', 'admin', 'owner']);
const inChat = { id: z.string(), at: z.number(), chat: chatSchema };
const whoSchema = z.enum(['everyone', 'admins']);
const settings = {
  description: z.string(),
  posting: whoSchema,
  editing: whoSchema,
  adding: whoSchema,
  disappearing: z.number().nonnegative(),
  approval: z.boolean(),
  linked: z.boolean(),
};
const written = { message: z.string(), text: z.string(), marks: z.array(markSchema) };

/** Everything this messenger tells a bot. It tells nothing of chats the bot is not in. */
export const updateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    ...inChat,
    from: accountSchema,
    ...written,
    replyTo: z.string().exactOptional(),
    attachment: attachmentSchema.exactOptional(),
  }),
  z.object({ kind: z.literal('edit'), ...inChat, from: accountSchema, ...written }),
  z.object({
    kind: z.literal('delete'),
    ...inChat,
    message: z.string(),
    by: accountSchema,
  }),
  z.object({
    kind: z.literal('join'),
    ...inChat,
    member: accountSchema,
    by: accountSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('leave'),
    ...inChat,
    member: accountSchema,
    by: accountSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('role'),
    ...inChat,
    member: accountSchema,
    role: roleSchema,
    by: accountSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('mute'),
    ...inChat,
    member: accountSchema,
    muted: z.boolean(),
    by: accountSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('reaction'),
    ...inChat,
    from: accountSchema,
    message: z.string(),
    emoji: z.string(),
  }),
  /** Also for each of those who wait already, when the bot connects or becomes an admin: by the same id. */
  z.object({ kind: z.literal('request'), ...inChat, member: accountSchema }),
  z.object({
    kind: z.literal('request-over'),
    ...inChat,
    member: accountSchema,
    by: accountSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('vote'),
    ...inChat,
    from: accountSchema,
    message: z.string(),
    choices: z.array(z.int().nonnegative()),
  }),
  z.object({
    kind: z.literal('settings'),
    ...inChat,
    changed: z.object({ title: z.string(), linkReset: z.literal(true), ...settings }).partial(),
    by: accountSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('group'),
    ...inChat,
    botRole: roleSchema.exactOptional(),
    ...settings,
    members: z.array(z.object({ account: accountSchema, role: roleSchema })),
  }),
  z.object({
    kind: z.literal('connection'),
    id: z.string(),
    at: z.number(),
    state: z.enum(['connected', 'disconnected']),
  }),
]);
/** One report of the messenger to the bot. */
export type Update = z.infer<typeof updateSchema>;

/** What a bot sends besides words; the bytes of a file come beside the request. */
const sentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['image', 'video', 'audio', 'document']) }),
  attachmentSchema.options[1],
  attachmentSchema.options[2],
]);

/** Everything a bot may ask of this messenger. */
export const requestSchema = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('send'),
    body: z.object({
      chat: chatSchema,
      text: z.string(),
      marks: z.array(markSchema),
      replyTo: z.string().exactOptional(),
      attachment: sentSchema.exactOptional(),
      template: z.string().exactOptional(),
    }),
  }),
  z.object({
    op: z.literal('edit'),
    body: z.object({ message: z.string(), text: z.string(), marks: z.array(markSchema) }),
  }),
  z.object({ op: z.literal('delete'), body: z.object({ chat: chatSchema, message: z.string() }) }),
  z.object({
    op: z.literal('react'),
    body: z.object({ message: z.string(), emoji: z.string() }),
  }),
  z.object({
    op: z.literal('pin'),
    body: z.object({ message: z.string(), pinned: z.boolean() }),
  }),
  z.object({
    op: z.literal('poll'),
    body: z.object({
      chat: chatSchema,
      question: z.string(),
      options: z.array(z.string()),
      several: z.boolean(),
    }),
  }),
  z.object({ op: z.literal('typing'), body: z.object({ chat: chatSchema }) }),
  z.object({ op: z.literal('mark'), body: z.object({ message: z.string() }) }),
  z.object({
    op: z.literal('set'),
    body: z.object({
      group: z.string(),
      to: z.discriminatedUnion('what', [
        z.object({ what: z.literal('posting'), posting: whoSchema }),
        z.object({ what: z.literal('editing'), editing: whoSchema }),
        z.object({ what: z.literal('adding'), adding: whoSchema }),
        z.object({ what: z.literal('disappearing'), after: z.number().nonnegative() }),
        z.object({ what: z.literal('approval'), approval: z.boolean() }),
        z.object({ what: z.literal('linked'), linked: z.boolean() }),
        z.object({
          what: z.literal('words'),
          title: z.string().exactOptional(),
          description: z.string().exactOptional(),
        }),
      ]),
    }),
  }),
  z.object({
    op: z.literal('create'),
    body: z.object({
      title: z.string(),
      description: z.string().exactOptional(),
      members: z.array(z.string()),
    }),
  }),
  z.object({ op: z.literal('read'), body: z.object({ group: z.string() }) }),
  z.object({
    op: z.literal('member'),
    body: z.object({
      group: z.string(),
      account: z.string(),
      act: z.enum(['remove', 'promote', 'demote', 'mute', 'unmute', 'approve', 'decline']),
    }),
  }),
  z.object({
    op: z.literal('invite'),
    body: z.object({ group: z.string(), reset: z.boolean() }),
  }),
]);
/** One request of the bot to the messenger. */
export type Request = z.infer<typeof requestSchema>;
