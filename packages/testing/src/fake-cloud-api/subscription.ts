import { randomBytes } from 'node:crypto';

/**
 * Asks at a callback address, as Meta does when a webhook is set up: it must know the verify
 * token and give the challenge back as it is.
 */
export async function verifyCallback(callbackUrl: string, verifyToken: string): Promise<void> {
  const challenge = String(randomBytes(4).readUInt32BE());
  const url = new URL(callbackUrl);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.challenge', challenge);
  url.searchParams.set('hub.verify_token', verifyToken);
  const response = await fetch(url);
  const body = await response.text();
  if (response.status !== 200 || body !== challenge) {
    throw new Error(`The callback URL couldn't be validated: it answered ${response.status}.`);
  }
}
