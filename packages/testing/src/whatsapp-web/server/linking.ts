import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  hkdf,
  hmacSign,
  type KeyPair,
  proto,
  WA_ADV_ACCOUNT_SIG_PREFIX,
  WA_ADV_DEVICE_SIG_PREFIX,
} from 'baileys';
import type { Companion, UploadedKeys } from '../devices/companion.js';
import { lidOf, pnOf, SERVER } from '../wire/jid.js';
import { bytesOf, childOf, node } from '../wire/node.js';

/** The public keys a new device sends when it asks to be linked. */
export function keysOfNewDevice(payload: proto.IClientPayload): UploadedKeys {
  const data = payload.devicePairingData;
  const bytes = (value: Uint8Array | null | undefined): Buffer => Buffer.from(value ?? []);
  const number = (value: Uint8Array | null | undefined): number =>
    value && value.length > 0 ? bytes(value).readUIntBE(0, value.length) : 0;
  return {
    registration: number(data?.eRegid),
    identity: bytes(data?.eIdent),
    signed: {
      id: number(data?.eSkeyId),
      key: bytes(data?.eSkeyVal),
      signature: bytes(data?.eSkeySig),
    },
    oneTime: [],
  };
}

/** What a QR code of a new device says. */
export interface LinkingQr {
  readonly ref: string;
  readonly identity: Buffer;
  readonly secret: Buffer;
}

/** Reads the QR code: `https://wa.me/settings/linked_devices#ref,noise,identity,adv,platform`. */
export function readLinkingQr(qr: string): LinkingQr {
  const [ref, , identity, secret] = qr.slice(qr.indexOf('#') + 1).split(',');
  if (!ref || !identity || !secret) {
    throw new Error(`This is no QR code for linking a device to WhatsApp: ${qr}`);
  }
  return {
    ref,
    identity: Buffer.from(identity, 'base64'),
    secret: Buffer.from(secret, 'base64'),
  };
}

/** The codes a new device may show, one after the other. */
export function offerRefs(id: string, refs: readonly string[]): BinaryNode {
  const nodes = refs.map((ref) => node('ref', {}, Buffer.from(ref)));
  return node('iq', { from: SERVER, type: 'set', id }, [node('pair-device', {}, nodes)]);
}

/** The phone's word that this device belongs to it, signed, and sealed with the secret it was shown. */
export function linkedStanza(
  id: string,
  { account, device, keys }: Companion,
  phone: KeyPair,
  secret: Uint8Array,
  at: number,
): BinaryNode {
  const details = proto.ADVDeviceIdentity.encode({
    rawId: device,
    timestamp: Math.floor(at / 1000),
    keyIndex: device,
  }).finish();
  const signed = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, keys.identity]);
  const identity = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: phone.public,
    accountSignature: Curve.sign(phone.private, signed),
  }).finish();
  const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({
    details: identity,
    hmac: hmacSign(identity, secret),
  }).finish();
  return node('iq', { from: SERVER, type: 'set', id }, [
    node('pair-success', {}, [
      node('device-identity', {}, sealed),
      node('platform', { name: 'android' }),
      node('device', { jid: pnOf(account, device), lid: lidOf(account, device) }),
    ]),
  ]);
}

/** Whether the new device has signed that it belongs to this phone. */
export function isCountersigned(answer: BinaryNode, { keys }: Companion, phone: KeyPair): boolean {
  const identity = childOf(childOf(answer, 'pair-device-sign'), 'device-identity');
  const { details, deviceSignature } = proto.ADVSignedDeviceIdentity.decode(bytesOf(identity));
  if (!details || !deviceSignature) return false;
  const signed = [WA_ADV_DEVICE_SIG_PREFIX, details, keys.identity, phone.public];
  return Curve.verify(keys.identity, Buffer.concat(signed), deviceSignature);
}

/** A code as it is typed into a phone, while it is being used. */
export interface CodeExchange {
  /** What the phone tells the new device once the code is typed. */
  readonly hello: BinaryNode;
  /** The secret both know at the end; throws when the code was another. */
  secretFrom(finish: BinaryNode): Buffer;
}

async function unwrap(code: string, wrapped: Buffer): Promise<Buffer> {
  const key = await derivePairingCodeKey(code, wrapped.subarray(0, 32));
  return aesDecryptCTR(wrapped.subarray(48, 80), key, wrapped.subarray(32, 48));
}

async function wrap(code: string, publicKey: Uint8Array): Promise<Buffer> {
  const salt = randomBytes(32);
  const iv = randomBytes(16);
  const key = await derivePairingCodeKey(code, salt);
  return Buffer.concat([salt, iv, aesEncryptCTR(publicKey, key, iv)]);
}

function openBundle(sealed: Buffer, key: Buffer, iv: Buffer): Buffer {
  try {
    return aesDecryptGCM(sealed, key, iv, Buffer.alloc(0));
  } catch (cause) {
    throw new Error('This is not the code that the new device shows.', { cause });
  }
}

/** The phone's side of linking by code, from the new device's first message on. */
export async function exchangeCode(
  companionHello: BinaryNode,
  code: string,
  phone: KeyPair,
  ref: string,
): Promise<CodeExchange> {
  const wrapped = childOf(companionHello, 'link_code_pairing_wrapped_companion_ephemeral_pub');
  const companionKey = await unwrap(code, bytesOf(wrapped));
  const ephemeral = Curve.generateKeyPair();
  const shared = Curve.sharedKey(ephemeral.private, companionKey);
  return {
    hello: node('link_code_companion_reg', { stage: 'primary_hello' }, [
      node(
        'link_code_pairing_wrapped_primary_ephemeral_pub',
        {},
        await wrap(code, ephemeral.public),
      ),
      node('primary_identity_pub', {}, phone.public),
      node('link_code_pairing_ref', {}, Buffer.from(ref)),
    ]),
    secretFrom(finish) {
      const bundle = bytesOf(childOf(finish, 'link_code_pairing_wrapped_key_bundle'));
      const [salt, iv] = [bundle.subarray(0, 32), bundle.subarray(32, 44)];
      const info = 'link_code_pairing_key_bundle_encryption_key';
      const key = Buffer.from(hkdf(shared, 32, { salt, info }));
      const opened = openBundle(bundle.subarray(44), key, iv);
      const companionIdentity = opened.subarray(0, 32);
      const identityShared = Curve.sharedKey(phone.private, companionIdentity);
      const secrets = Buffer.concat([shared, identityShared, opened.subarray(64, 96)]);
      return Buffer.from(hkdf(secrets, 32, { info: 'adv_secret' }));
    },
  };
}
