/** A kind of attachment that is made of bytes. */
export type MediaType = 'image' | 'video' | 'audio' | 'document';

/**
 * Where the bytes of an attachment are: on a platform, by the id it gave them, or with the host
 * program, by a name it gave them. Never an address: nothing is fetched from where a member says.
 */
export type MediaSource =
  | { readonly adapter: string; readonly id: string }
  | { readonly file: string };

/** A picture, video, sound or document by reference; its caption is the text of the message. */
export interface MediaAttachment {
  readonly type: MediaType;
  readonly from: MediaSource;
  /** What a document is called on the phone; the name of the file unless given. */
  readonly name?: string;
  /** MIME type as the sender's phone told it; what the bytes really are is found out on the way. */
  readonly mimeType?: string;
}

/** A place on the map, in degrees. */
export interface MapPlace {
  readonly latitude: number;
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
}

/** Somebody's contact card. */
export interface ContactCard {
  readonly name: string;
  /** As the card has them; platforms do not promise E.164. */
  readonly phones: readonly string[];
}

/** What goes with a message besides its words. */
export type Attachment =
  | MediaAttachment
  | ({ readonly type: 'location' } & MapPlace)
  | ({ readonly type: 'contact' } & ContactCard);

/** The name of one type of attachment. */
export type AttachmentType = Attachment['type'];

/** The bytes of an attachment, streamed. */
export interface AttachmentFile {
  readonly mimeType: string;
  readonly name?: string;
  /** Bytes, where it is known beforehand. */
  readonly size?: number;
  /** Can be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Whether an attachment is made of bytes. */
export function isMedia(attachment: Attachment): attachment is MediaAttachment {
  return attachment.type !== 'location' && attachment.type !== 'contact';
}
