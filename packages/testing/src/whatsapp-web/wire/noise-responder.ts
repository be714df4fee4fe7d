import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  hkdf,
  type KeyPair,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from 'baileys';
import type { ServerCertificate } from './root-certificate.js';

/** One direction of an established connection: a key, and a counter that makes each nonce. */
type Cipher = (bytes: Uint8Array) => Buffer;

/** What the handshake has told and agreed on. */
export interface Handshaken {
  /** The key that identifies the client from now on. */
  readonly clientKey: Buffer;
  readonly payload: proto.IClientPayload;
  readonly seal: Cipher;
  readonly open: Cipher;
}

/** The server's side of the handshake, in the two steps in which it goes. */
export interface NoiseResponder {
  /** Takes the client's hello and gives the server's. */
  hello(frame: Uint8Array): Uint8Array;
  /** Takes the client's last message; throws when it is not from who said hello. */
  finish(frame: Uint8Array): Handshaken;
}

function nonce(counter: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
}

/** The symmetric part of Noise: a running hash and a key that secrets are mixed into. */
function createTranscript() {
  let hash: Buffer = Buffer.from(NOISE_MODE);
  let salt: Buffer = hash;
  let key: Buffer = hash;
  let counter = 0;
  const derive = (secret: Uint8Array): readonly [Buffer, Buffer] => {
    const bytes = Buffer.from(hkdf(secret, 64, { salt, info: '' }));
    return [bytes.subarray(0, 32), bytes.subarray(32)];
  };
  const authenticate = (data: Uint8Array): void => {
    hash = sha256(Buffer.concat([hash, data]));
  };
  return {
    authenticate,
    mix(secret: Uint8Array) {
      [salt, key] = derive(secret);
      counter = 0;
    },
    encrypt(plain: Uint8Array) {
      const sealed = aesEncryptGCM(plain, key, nonce(counter++), hash);
      authenticate(sealed);
      return sealed;
    },
    decrypt(sealed: Uint8Array) {
      const plain = aesDecryptGCM(sealed, key, nonce(counter++), hash);
      authenticate(sealed);
      return plain;
    },
    /** The two keys of the established connection: from the client, to the client. */
    split: () => derive(new Uint8Array(0)),
  };
}

function cipher(run: typeof aesEncryptGCM | typeof aesDecryptGCM, key: Buffer): Cipher {
  let counter = 0;
  return (bytes) => run(bytes, key, nonce(counter++), Buffer.alloc(0));
}

/**
 * The answering side of `Noise_XX_25519_AESGCM_SHA256` with WhatsApp's header and certificate.
 *
 * @see https://noiseprotocol.org/noise.html, pattern XX
 */
export function createNoiseResponder(certificate: ServerCertificate): NoiseResponder {
  const transcript = createTranscript();
  const ephemeral: KeyPair = Curve.generateKeyPair();

  return {
    hello(frame) {
      const clientEphemeral = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
      if (!clientEphemeral) throw new Error('The handshake began without a client hello.');
      transcript.authenticate(NOISE_WA_HEADER);
      transcript.authenticate(clientEphemeral);
      transcript.authenticate(ephemeral.public);
      transcript.mix(Curve.sharedKey(ephemeral.private, clientEphemeral));
      const fixed = transcript.encrypt(certificate.serverKey.public);
      transcript.mix(Curve.sharedKey(certificate.serverKey.private, clientEphemeral));
      const payload = transcript.encrypt(certificate.chain);
      const serverHello = { ephemeral: ephemeral.public, static: fixed, payload };
      return proto.HandshakeMessage.encode({ serverHello }).finish();
    },
    finish(frame) {
      const { clientFinish } = proto.HandshakeMessage.decode(frame);
      if (!clientFinish?.static || !clientFinish.payload) {
        throw new Error('The handshake did not end with a client finish.');
      }
      const clientKey = transcript.decrypt(clientFinish.static);
      transcript.mix(Curve.sharedKey(ephemeral.private, clientKey));
      const payload = proto.ClientPayload.decode(transcript.decrypt(clientFinish.payload));
      const [fromClient, toClient] = transcript.split();
      return {
        clientKey,
        payload,
        open: cipher(aesDecryptGCM, fromClient),
        seal: cipher(aesEncryptGCM, toClient),
      };
    },
  };
}
