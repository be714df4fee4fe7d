import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** Meta writes `sha256=` and 64 hex digits, small ones, into `X-Hub-Signature-256`. */
const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

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
    const given = SIGNATURE.exec(header ?? '')?.[1];
    if (given === undefined) return false;
    const signature = Buffer.from(given, 'hex');
    return keys.some((key) =>
      timingSafeEqual(createHmac('sha256', key).update(body).digest(), signature),
    );
  };
}
