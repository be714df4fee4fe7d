import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** Meta writes `sha256=` and 64 hex digits, small ones, into `X-Hub-Signature-256`. */
const PREFIX = 'sha256=';
const LENGTH = PREFIX.length + 64;

/** Tells whether a webhook was signed by Meta. Never throws, whatever the header holds. */
export type SignatureCheck = (header: string | undefined, body: Uint8Array) => boolean;

/**
 * A check of `X-Hub-Signature-256`: HMAC-SHA256 with the app secret over the bytes as received.
 *
 * It must see the raw bytes: Meta escapes what is not ASCII, and JSON written again differs.
 * Several secrets are accepted side by side, so that a secret can be exchanged without a gap.
 */
export function createSignatureCheck(secrets: readonly string[]): SignatureCheck {
  const keys = secrets.map((secret) => createSecretKey(secret, 'utf8'));
  return (header, body) => {
    const given = Buffer.from(header ?? '');
    if (given.length !== LENGTH) return false;
    return keys.some((key) => {
      // As hex: to make a buffer of the digest takes Node nearly as long as the whole digest.
      const digest = createHmac('sha256', key).update(body).digest('hex');
      return timingSafeEqual(Buffer.from(PREFIX + digest), given);
    });
  };
}
