import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { KapwaError } from '@kapwa/core';

/** Turns values into what is stored, and back. */
export interface Seal {
  /** `name` is bound to the value, so that one cannot be put in the place of another. */
  close(name: string, value: Uint8Array): Uint8Array;
  /** Raises `config.missing` and `config.invalid` where the key is not there or another one. */
  open(name: string, stored: Uint8Array): Uint8Array;
}

/** The first byte of a stored value. */
const PLAIN = 0;
const SEALED = 1;

const NONCE = 12;
const TAG = 16;
/** The shortest secret that is taken, in characters. */
const SHORTEST = 32;

const openHow =
  'Set it to the secret with which the bot was paired; without that, remove the folder of the session and pair anew.';

function keyFrom(secret: string): Buffer {
  if (secret.length < SHORTEST) {
    throw new KapwaError(
      'config.invalid',
      `whatsapp: "sessionKey" is too short. Give a random secret of at least ${SHORTEST} characters, such as from: openssl rand -base64 32`,
    );
  }
  return Buffer.from(hkdfSync('sha256', secret, 'kapwa', 'whatsapp session', 32));
}

function sealed(key: Buffer, name: string, value: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  const body = [cipher.update(value), cipher.final()];
  return Buffer.concat([Buffer.of(SEALED), nonce, cipher.getAuthTag(), ...body]);
}

function opened(key: Buffer, name: string, stored: Uint8Array): Uint8Array {
  const nonce = stored.subarray(1, 1 + NONCE);
  const tag = stored.subarray(1 + NONCE, 1 + NONCE + TAG);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
    return Buffer.concat([decipher.update(stored.subarray(1 + NONCE + TAG)), decipher.final()]);
  } catch (cause) {
    throw new KapwaError(
      'config.invalid',
      `whatsapp: "sessionKey" does not open the stored session. ${openHow}`,
      { cause },
    );
  }
}

/**
 * Values sealed with AES-256-GCM where a secret is given, and marked as plain otherwise. Whoever
 * has an unsealed session has the account: it can be used from any other machine.
 */
export function createSeal(secret: string | undefined): Seal {
  const key = secret === undefined ? undefined : keyFrom(secret);
  return {
    close: (name, value) =>
      key === undefined ? Buffer.concat([Buffer.of(PLAIN), value]) : sealed(key, name, value),
    open(name, stored) {
      if (stored[0] === PLAIN) return stored.subarray(1);
      if (key !== undefined) return opened(key, name, stored);
      throw new KapwaError(
        'config.missing',
        `whatsapp: the stored session is sealed, and "sessionKey" is missing. ${openHow}`,
      );
    },
  };
}
