import { type BinaryNode, KEY_BUNDLE_TYPE } from 'baileys';
import { bigEndian, bytesOf, childOf, childrenOf, node } from '../wire/node.js';

/** A public pre-key; a signed one has a signature. */
export interface PublicPreKey {
  readonly id: number;
  readonly key: Buffer;
  readonly signature?: Buffer;
}

/** What another device needs to begin a session with a device. */
export interface KeyBundle {
  readonly registration: number;
  readonly identity: Buffer;
  readonly signed: PublicPreKey;
  /** Used once; absent when the device has none left. */
  readonly once?: PublicPreKey;
}

const numberOf = (holder: BinaryNode | undefined): number => {
  const bytes = bytesOf(holder);
  return bytes.length === 0 ? 0 : bytes.readUIntBE(0, bytes.length);
};

/** Reads a pre-key as clients upload it. */
export function readPreKey(holder: BinaryNode | undefined): PublicPreKey {
  const signature = childOf(holder, 'signature');
  return {
    id: numberOf(childOf(holder, 'id')),
    key: bytesOf(childOf(holder, 'value')),
    ...(signature && { signature: bytesOf(signature) }),
  };
}

/** What a client has uploaded: its bundle and its one-time pre-keys. */
export function readUpload(iq: BinaryNode) {
  return {
    registration: numberOf(childOf(iq, 'registration')),
    identity: bytesOf(childOf(iq, 'identity')),
    signed: readPreKey(childOf(iq, 'skey')),
    oneTime: childrenOf(childOf(iq, 'list'), 'key').map(readPreKey),
  };
}

function preKeyNode(tag: 'key' | 'skey', { id, key, signature }: PublicPreKey): BinaryNode {
  return node(tag, {}, [
    node('id', {}, bigEndian(id, 3)),
    node('value', {}, key),
    ...(signature ? [node('signature', {}, signature)] : []),
  ]);
}

/** The bundle as the server hands it out for this address. */
export function bundleNode(jid: string, bundle: KeyBundle): BinaryNode {
  return node('user', { jid }, [
    node('registration', {}, bigEndian(bundle.registration, 4)),
    node('type', {}, KEY_BUNDLE_TYPE),
    node('identity', {}, bundle.identity),
    preKeyNode('skey', bundle.signed),
    ...(bundle.once ? [preKeyNode('key', bundle.once)] : []),
  ]);
}
