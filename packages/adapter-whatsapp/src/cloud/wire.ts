import { z } from 'zod';
import { limits } from './limits.js';

/**
 * What Meta's webhooks look like, read leniently: unknown fields are dropped, and every part is
 * checked by itself, so that one message nobody understands costs no other.
 *
 * A message is told by its `type`, so that only the fields of that type are looked at. What most
 * webhooks are made of does not get here: see `usual.ts`.
 */

const id = z.string().min(1).max(limits.id);
/** Ids that Meta's own samples also write as numbers. */
const idOrNumber = z.union([id, z.number().int().nonnegative()]).transform(String);
const text = z.string().max(limits.receivedText);
/** Seconds since 1970, mostly as a string. */
const seconds = z.coerce.number().int().positive().max(limits.latest);
const list = z.array(z.unknown()).optional().catch(undefined);

/** One change, with lists whose items are checked one by one. */
export const changeSchema = z.object({
  field: z.string(),
  value: z.object({
    metadata: z.object({ phone_number_id: idOrNumber }).optional().catch(undefined),
    contacts: list,
    messages: list,
    statuses: list,
    groups: list,
  }),
});
/** One change. */
export type WireChange = z.output<typeof changeSchema>;

/** Who somebody is; either id may be missing since people can hide their number. */
export const contactSchema = z.object({
  wa_id: id.optional(),
  user_id: id.optional(),
  profile: z.object({ name: z.string().optional() }).optional().catch(undefined),
});
/** Who somebody is. */
export type Contact = z.output<typeof contactSchema>;

const media = z.object({
  id: idOrNumber.optional(),
  mime_type: z.string().optional(),
  caption: text.optional(),
});
const document = media.extend({
  filename: z.string().max(limits.fileName).optional().catch(undefined),
});
const location = z
  .object({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: text.optional(),
    address: text.optional(),
  })
  .optional()
  .catch(undefined);
const cards = z
  .array(
    z.object({
      name: z.object({ formatted_name: text }),
      phones: z.array(z.object({ phone: text.optional(), wa_id: id.optional() })).default([]),
    }),
  )
  .optional()
  .catch(undefined);
const tapped = z.object({ id: id.optional().catch(undefined), title: text }).optional();

/** What people say, by type. */
const contents = {
  text: { type: z.literal('text'), text: z.object({ body: text }) },
  image: { type: z.literal('image'), image: media },
  video: { type: z.literal('video'), video: media },
  audio: { type: z.literal('audio'), audio: media },
  document: { type: z.literal('document'), document },
  sticker: { type: z.literal('sticker'), sticker: media },
  /** A tap on a button of a template. */
  button: {
    type: z.literal('button'),
    button: z.object({ text: text.optional(), payload: id.optional().catch(undefined) }),
  },
  /** A tap on a reply button or a row of a list, or a filled-in form. */
  interactive: {
    type: z.literal('interactive'),
    interactive: z.object({ button_reply: tapped, list_reply: tapped }),
  },
  location: { type: z.literal('location'), location },
  contacts: { type: z.literal('contacts'), contacts: cards },
  /** Sent by somebody, but nothing the kit reads as text. */
  other: { type: z.enum(['order', 'unsupported', 'unknown']) },
};

const contentSchema = z.discriminatedUnion('type', [
  z.object(contents.text),
  z.object(contents.image),
  z.object(contents.video),
  z.object(contents.audio),
  z.object(contents.document),
  z.object(contents.sticker),
]);

const envelope = {
  id,
  timestamp: seconds,
  from: id.optional(),
  from_user_id: id.optional(),
  group_id: id.optional(),
  context: z
    .object({
      id: id.optional(),
      forwarded: z.boolean().optional(),
      frequently_forwarded: z.boolean().optional(),
    })
    .optional(),
};

/**
 * That WhatsApp has given somebody another number, another business-scoped id, or both, as Meta's
 * reference of 11 August 2026 tells it; `customer_changed_number` is what it was called before.
 */
const changedIds = z.object({
  type: z.enum(['user_changed_number', 'user_changed_user_id', 'customer_changed_number']),
  wa_id: idOrNumber.optional(),
  new_wa_id: idOrNumber.optional(),
  user_id: id.optional(),
  previous_user_id: id.optional(),
});

/** One message. Types that are not here are not made into events. */
export const messageSchema = z.discriminatedUnion('type', [
  z.object({ ...envelope, ...contents.text }),
  z.object({ ...envelope, ...contents.image }),
  z.object({ ...envelope, ...contents.video }),
  z.object({ ...envelope, ...contents.audio }),
  z.object({ ...envelope, ...contents.document }),
  z.object({ ...envelope, ...contents.sticker }),
  z.object({ ...envelope, ...contents.button }),
  z.object({ ...envelope, ...contents.interactive }),
  z.object({ ...envelope, ...contents.location }),
  z.object({ ...envelope, ...contents.contacts }),
  z.object({ ...envelope, ...contents.other }),
  z.object({
    ...envelope,
    type: z.literal('reaction'),
    reaction: z.object({ message_id: id, emoji: z.string().max(64).optional() }),
  }),
  z.object({
    ...envelope,
    type: z.literal('edit'),
    edit: z.object({ original_message_id: id, message: contentSchema }),
  }),
  z.object({
    ...envelope,
    type: z.literal('revoke'),
    revoke: z.object({ original_message_id: id }),
  }),
  z.object({ ...envelope, type: z.literal('system'), system: changedIds }),
]);
/** One message. */
export type WireMessage = z.output<typeof messageSchema>;

/** As much of a message that was not understood as may be told to the log. */
export const unknownMessageSchema = z.object({
  type: z.string(),
  system: z.object({ type: z.string() }).optional().catch(undefined),
});

/** What became of a message the bot sent. */
export const statusSchema = z.object({
  id,
  status: z.string(),
  timestamp: seconds,
  recipient_id: id.optional(),
  recipient_user_id: id.optional(),
  recipient_type: z.string().optional(),
  errors: z
    .array(z.object({ code: z.number() }))
    .optional()
    .catch(undefined),
});
/** What became of a message the bot sent. */
export type WireStatus = z.output<typeof statusSchema>;

/** Somebody in a report about a group; Meta's samples give any of the ids. */
export const participantSchema = z.object({
  wa_id: idOrNumber.optional(),
  user_id: id.optional(),
  input: idOrNumber.optional(),
});
/** Somebody in a report about a group. */
export type Participant = z.output<typeof participantSchema>;

/** What a setting of a group was changed to, and whether that worked. */
const changedWords = z
  .object({ text: z.string().max(4096).optional(), update_successful: z.boolean().optional() })
  .optional()
  .catch(undefined);

/** What happened to a group. `type` cannot be relied on: Meta's sample of a removal says `group_create`. */
export const groupSchema = z.object({
  group_id: id,
  timestamp: seconds,
  type: z.string().optional(),
  request_id: id.optional(),
  subject: z.string().max(1024).optional().catch(undefined),
  group_subject: changedWords,
  group_description: changedWords,
  profile_picture: z
    .object({ update_successful: z.boolean().optional() })
    .optional()
    .catch(undefined),
  join_request_id: id.optional(),
  wa_id: idOrNumber.optional(),
  user_id: id.optional(),
  input: idOrNumber.optional(),
  added_participants: list,
  removed_participants: list,
});
/** What happened to a group. */
export type WireGroup = z.output<typeof groupSchema>;

/** The answer of the Graph API to a message it took. */
export const sentSchema = z.object({ messages: z.array(z.object({ id })).min(1) });

/** What the Graph API says of the number itself. */
export const numberSchema = z.object({ display_phone_number: z.string().max(50).optional() });

/** The answer of the Graph API to media it took. */
export const uploadedSchema = z.object({ id: idOrNumber });

/** What the Graph API says of media: where it is for the next five minutes. */
export const mediaSchema = z.object({
  url: z.string().max(4096),
  mime_type: z.string().optional(),
  file_size: z.coerce.number().int().nonnegative().optional().catch(undefined),
});

/** The answer of the Graph API to what it did not take. */
export const failureSchema = z.object({
  error: z.object({ code: z.number(), is_transient: z.boolean().optional() }),
});
