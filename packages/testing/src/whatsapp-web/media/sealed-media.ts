import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { hkdf, MEDIA_HKDF_KEY_MAPPING } from 'baileys';
import type { SeenMedia } from '../api.js';

/** A file as it lies on the media host, and what a message says about it. */
export interface SealedMedia {
  readonly bytes: Buffer;
  readonly mediaKey: Buffer;
  readonly fileSha256: Buffer;
  readonly fileEncSha256: Buffer;
  readonly fileLength: number;
}

/** The last bytes of a sealed file are the first ten of its HMAC. */
const MAC_LENGTH = 10;

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** The keys of a file come from one secret and the kind of media (HKDF, 112 bytes). */
function keysOf(mediaKey: Uint8Array, kind: SeenMedia['kind']) {
  const info = `WhatsApp ${MEDIA_HKDF_KEY_MAPPING[kind]} Keys`;
  const bytes = Buffer.from(hkdf(mediaKey, 112, { info }));
  return {
    iv: bytes.subarray(0, 16),
    cipherKey: bytes.subarray(16, 48),
    macKey: bytes.subarray(48, 80),
  };
}

function macOf(macKey: Buffer, iv: Buffer, sealed: Buffer): Buffer {
  return createHmac('sha256', macKey).update(iv).update(sealed).digest().subarray(0, MAC_LENGTH);
}

/** Seals a file as phones do before they upload it. */
export function sealMedia(plain: Uint8Array, kind: SeenMedia['kind']): SealedMedia {
  const mediaKey = randomBytes(32);
  const { iv, cipherKey, macKey } = keysOf(mediaKey, kind);
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const bytes = Buffer.concat([sealed, macOf(macKey, iv, sealed)]);
  return {
    bytes,
    mediaKey,
    fileSha256: sha256(plain),
    fileEncSha256: sha256(bytes),
    fileLength: plain.length,
  };
}

/** Opens a file; throws when it is damaged or not the one the message means. */
export function openMedia(
  bytes: Buffer,
  mediaKey: Uint8Array,
  kind: SeenMedia['kind'],
  fileSha256: Uint8Array,
): Buffer {
  const { iv, cipherKey, macKey } = keysOf(mediaKey, kind);
  const sealed = bytes.subarray(0, -MAC_LENGTH);
  if (!macOf(macKey, iv, sealed).equals(bytes.subarray(-MAC_LENGTH))) {
    throw new Error('The file on the media host is not what was sealed.');
  }
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
  if (!sha256(plain).equals(Buffer.from(fileSha256))) {
    throw new Error('The file is not the one the message means.');
  }
  return plain;
}
