import { z } from 'zod';
import { limits } from './limits.js';

/**
 * What a WhatsApp Web library reports, as plain data: read leniently, because WhatsApp adds fields
 * and forms without notice, and checked here before anything is made of it.
 */

const id = z.string().min(1).max(limits.id);
const jid = z.string().min(3).max(limits.id);
const words = z.string().max(limits.receivedText);
const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(undefined);

/** Seconds, also as the text or the two halves in which 64-bit numbers may come. */
const seconds = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,12}$/)
      .transform(Number),
    z
      .object({ low: z.number(), high: z.number() })
      .transform(({ low, high }) => high * 2 ** 32 + (low >>> 0)),
  ])
  .pipe(z.number().min(0).max(1e11));

/** Which message it is, in which chat, by whom. */
const keySchema = z.object({
  remoteJid: jid,
  id,
  fromMe: lenient(z.boolean()),
  participant: lenient(jid),
  /** The other address of the sender in a group: the number for a hidden id, or the other way. */
  participantAlt: lenient(jid),
  /** The same in a direct chat. */
  remoteJidAlt: lenient(jid),
});
/** Which message it is, in which chat, by whom. */
export type WireKey = z.output<typeof keySchema>;

/** A message that another one is about. */
const targetSchema = z.object({
  id,
  fromMe: lenient(z.boolean()),
  participant: lenient(jid),
});

const contextSchema = z.object({
  stanzaId: lenient(id),
  participant: lenient(jid),
  mentionedJid: lenient(z.array(z.string().max(limits.id)).max(limits.mentions)),
  isForwarded: lenient(z.boolean()),
  forwardingScore: lenient(z.number()),
  expiration: lenient(z.number()),
});

/** A size in bytes, as a number or its text. */
const size = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

const mediaSchema = z.object({
  caption: lenient(words),
  mimetype: lenient(z.string().max(200)),
  fileLength: lenient(size),
  fileName: lenient(z.string().max(1000)),
  contextInfo: lenient(contextSchema),
});
const media = lenient(mediaSchema);
/** What can be read of a picture, a recording or a file. */
export type WireMedia = z.output<typeof mediaSchema>;

const pollSchema = z.object({ name: lenient(words), contextInfo: lenient(contextSchema) });
const other = lenient(z.object({ contextInfo: lenient(contextSchema) }));
const cardSchema = z.object({
  displayName: lenient(z.string().max(1000)),
  vcard: lenient(words),
  contextInfo: lenient(contextSchema),
});
/** Somebody's contact card, as WhatsApp sends it. */
export type WireCard = z.output<typeof cardSchema>;
const tap = lenient(
  z.object({
    selectedDisplayText: lenient(words),
    selectedButtonId: lenient(id),
    selectedId: lenient(id),
    title: lenient(words),
    singleSelectReply: lenient(z.object({ selectedRowId: lenient(id) })),
    contextInfo: lenient(contextSchema),
  }),
);

/** What a message says, once it is out of its wrappers. */
export const contentSchema = z.object({
  conversation: lenient(words),
  extendedTextMessage: lenient(
    z.object({ text: lenient(words), contextInfo: lenient(contextSchema) }),
  ),
  imageMessage: media,
  videoMessage: media,
  ptvMessage: media,
  audioMessage: media,
  documentMessage: media,
  stickerMessage: media,
  contactMessage: lenient(cardSchema),
  contactsArrayMessage: lenient(
    z.object({
      contacts: lenient(z.array(cardSchema).max(limits.cards)),
      contextInfo: lenient(contextSchema),
    }),
  ),
  locationMessage: lenient(
    z.object({
      degreesLatitude: lenient(z.number().min(-90).max(90)),
      degreesLongitude: lenient(z.number().min(-180).max(180)),
      name: lenient(words),
      address: lenient(words),
      contextInfo: lenient(contextSchema),
    }),
  ),
  liveLocationMessage: other,
  groupInviteMessage: other,
  eventMessage: other,
  albumMessage: other,
  pollCreationMessage: lenient(pollSchema),
  pollCreationMessageV2: lenient(pollSchema),
  pollCreationMessageV3: lenient(pollSchema),
  buttonsResponseMessage: tap,
  listResponseMessage: tap,
  templateButtonReplyMessage: tap,
  reactionMessage: lenient(z.object({ key: targetSchema, text: lenient(z.string().max(64)) })),
  pollUpdateMessage: lenient(z.object({ pollCreationMessageKey: targetSchema })),
  protocolMessage: lenient(
    z.object({
      type: lenient(z.union([z.number(), z.string()])),
      key: lenient(targetSchema),
      ephemeralExpiration: lenient(z.number()),
      editedMessage: z.unknown().optional(),
    }),
  ),
});
/** What a message says. */
export type WireContent = z.output<typeof contentSchema>;

/** One message, or one thing that happened in a group, which WhatsApp Web shows like a message. */
export const messageSchema = z.object({
  key: keySchema,
  messageTimestamp: lenient(seconds),
  pushName: lenient(z.string().max(200)),
  message: z.unknown().optional(),
  messageStubType: lenient(z.number()),
  messageStubParameters: lenient(z.array(z.string().max(limits.receivedText))),
  /** The places of the options somebody chose in a poll of ours; the socket has opened the vote. */
  choices: lenient(z.array(z.number().int().nonnegative()).max(100)),
});
/** One message, or one thing that happened in a group. */
export type WireMessage = z.output<typeof messageSchema>;

/** Somebody in a group. */
export const participantSchema = z.object({
  id: jid,
  phoneNumber: lenient(jid),
  lid: lenient(jid),
  name: lenient(z.string().max(200)),
  notify: lenient(z.string().max(200)),
  admin: lenient(z.string()),
});
/** Somebody in a group. */
export type WireParticipant = z.output<typeof participantSchema>;

/** Somebody in a group, as the parameters of a report hold them. */
export const participantTextSchema = z
  .string()
  .max(4096)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  });

/** A member who came, went or got another role; `lid` and `pn` are how join requests name them. */
export const memberSchema = z.union([
  participantSchema,
  z
    .object({ lid: jid, pn: lenient(jid) })
    .transform(({ lid, pn }): WireParticipant => ({ id: lid, phoneNumber: pn })),
  z.object({ pn: jid }).transform(({ pn }): WireParticipant => ({ id: pn })),
]);

/** How a group stands. */
export const groupSchema = z.object({
  id: jid,
  subject: lenient(z.string().max(1000)),
  desc: lenient(words),
  announce: lenient(z.boolean()),
  restrict: lenient(z.boolean()),
  memberAddMode: lenient(z.boolean()),
  joinApprovalMode: lenient(z.boolean()),
  ephemeralDuration: lenient(z.number()),
  linkedParent: lenient(jid),
  isCommunity: lenient(z.boolean()),
  isCommunityAnnounce: lenient(z.boolean()),
  participants: lenient(z.array(z.unknown()).max(limits.members)),
});
/** How a group stands. */
export type WireGroup = z.output<typeof groupSchema>;

/** Somebody who waits to be let in. */
export const joinRequestSchema = z.object({
  jid,
  phone_number: lenient(jid),
  lid: lenient(jid),
  request_time: lenient(seconds),
});

/** A stanza of WhatsApp Web's own, for what the library makes nothing of. */
export const noticeSchema = z.object({
  tag: z.literal('notification'),
  attrs: z.object({
    id,
    from: jid,
    type: z.literal('w:gp2'),
    t: lenient(seconds),
    participant: lenient(jid),
    participant_pn: lenient(jid),
  }),
  content: z.array(z.unknown()).max(50),
});
/** A part of a stanza that links or unlinks groups. */
export const linkSchema = z.object({
  tag: z.enum(['link', 'unlink']),
  attrs: z.object({ link_type: lenient(z.string()), unlink_type: lenient(z.string()) }),
  content: lenient(z.array(z.unknown()).max(1000)),
});
/** A group named in a stanza. */
export const groupNodeSchema = z.object({
  tag: z.literal('group'),
  attrs: z.object({ jid: lenient(jid), id: lenient(id), subject: lenient(words) }),
});

/** A stanza about somebody in the address book. */
export const contactNoticeSchema = z.object({
  tag: z.literal('notification'),
  attrs: z.object({ id, type: z.literal('contacts'), t: lenient(seconds) }),
  content: z.array(z.unknown()).max(50),
});
/** The part of such a stanza that tells of another number. */
export const renumberedSchema = z.object({
  tag: z.literal('modify'),
  attrs: z.object({ old: jid, new: jid, old_lid: lenient(jid), new_lid: lenient(jid) }),
});

/** What became of a message of the bot's own. */
export const receiptSchema = z.object({
  key: keySchema,
  update: z.object({
    status: z.number(),
    messageStubParameters: lenient(z.array(z.string().max(200))),
  }),
});
