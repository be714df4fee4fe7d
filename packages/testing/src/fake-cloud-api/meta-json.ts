import { createHmac } from 'node:crypto';

/**
 * JSON with the bytes Meta sends: everything beyond ASCII as `\uXXXX` with small hex digits, and
 * `/` as `\/`. The same object written by `JSON.stringify` has another signature.
 */
export function metaJson(value: unknown): Uint8Array {
  const ascii = JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return Buffer.from(ascii.replaceAll('/', '\\/'), 'ascii');
}

/** The value of `X-Hub-Signature-256` for these bytes. */
export function metaSignature(body: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
