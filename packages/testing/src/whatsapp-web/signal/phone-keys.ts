import {
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  generateRegistrationId,
  generateSignalPubKey,
  type KeyPair,
  proto,
  type SignalCreds,
  type SignalRepositoryWithLIDStore,
  signedKeyPair,
  unpadRandomMax16,
  writeRandomPadMax16,
} from 'baileys';
import type { KeyBundle } from './key-bundle.js';
import { createKeyStore } from './key-store.js';

/** A sealed message for one device, as it stands in an `enc` node. */
export interface Sealed {
  readonly type: 'pkmsg' | 'msg' | 'skmsg';
  readonly bytes: Uint8Array;
}

/** The keys of a phone and its sessions with other devices: it seals and opens messages. */
export interface PhoneKeys {
  readonly identity: KeyPair;
  /** A bundle for somebody who begins a session with this phone. */
  bundle(): KeyBundle;
  seal(device: string, message: proto.IMessage, bundle: () => KeyBundle): Promise<Sealed>;
  open(device: string, sealed: Sealed): Promise<proto.IMessage>;
  /** Seals for a whole group; the distribution message lets a device read it. */
  sealForGroup(
    group: string,
    self: string,
    message: proto.IMessage,
  ): Promise<{ readonly sealed: Sealed; readonly distribution: proto.IMessage }>;
  openFromGroup(group: string, device: string, bytes: Uint8Array): Promise<proto.IMessage>;
  /** Forgets the session with one device. */
  forgetDevice(device: string): Promise<void>;
  /** Forgets every session and every sender key, as after reinstalling. */
  forget(): void;
}

/** The long-lived keys; making them is slow (a signature), so that a crowd may share one set. */
export type IdentityKeys = Pick<
  SignalCreds,
  'signedIdentityKey' | 'signedPreKey' | 'registrationId'
>;

/** New long-lived keys. */
export function createIdentityKeys(): IdentityKeys {
  const signedIdentityKey = Curve.generateKeyPair();
  return {
    signedIdentityKey,
    signedPreKey: signedKeyPair(signedIdentityKey, 1),
    registrationId: generateRegistrationId(),
  };
}

type Logger = Parameters<typeof DEFAULT_CONNECTION_CONFIG.makeSignalRepository>[1];

const silent: Logger = {
  level: 'silent',
  child: () => silent,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
};

const encode = (message: proto.IMessage): Buffer =>
  writeRandomPadMax16(proto.Message.encode(message).finish());

function decode(bytes: Uint8Array): proto.IMessage {
  return proto.Message.decode(unpadRandomMax16(bytes));
}

/** The libsignal of baileys, made when first needed: most of a crowd never does. */
function createSessions(identity: IdentityKeys) {
  let keys = createKeyStore();
  let repository: SignalRepositoryWithLIDStore | undefined;
  return {
    get keys() {
      return keys;
    },
    get repository() {
      repository ??= DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
        { creds: identity as SignalCreds, keys },
        silent,
        async () => undefined,
      );
      return repository;
    },
    forget() {
      repository?.close?.();
      repository = undefined;
      keys = createKeyStore();
    },
  };
}

/**
 * The keys of one phone. Devices are named by their hidden address (LID), as baileys names them.
 *
 * `identity` is asked for when the keys are first needed.
 */
export function createPhoneKeys(identity: () => IdentityKeys): PhoneKeys {
  let known: IdentityKeys | undefined;
  let sessions: ReturnType<typeof createSessions> | undefined;
  let lastPreKey = 0;
  const identityKeys = () => {
    known ??= identity();
    return known;
  };
  const open = () => {
    sessions ??= createSessions(identityKeys());
    return sessions;
  };

  return {
    get identity() {
      return identityKeys().signedIdentityKey;
    },
    bundle() {
      const { signedIdentityKey, signedPreKey, registrationId } = identityKeys();
      lastPreKey += 1;
      const once = Curve.generateKeyPair();
      void open().keys.set({ 'pre-key': { [lastPreKey]: once } });
      return {
        registration: registrationId,
        identity: Buffer.from(signedIdentityKey.public),
        signed: {
          id: signedPreKey.keyId,
          key: Buffer.from(signedPreKey.keyPair.public),
          signature: Buffer.from(signedPreKey.signature),
        },
        once: { id: lastPreKey, key: Buffer.from(once.public) },
      };
    },
    async seal(jid, message, bundle) {
      const { repository } = open();
      const { exists } = await repository.validateSession(jid);
      if (!exists) await repository.injectE2ESession({ jid, session: sessionOf(bundle()) });
      const { type, ciphertext } = await repository.encryptMessage({ jid, data: encode(message) });
      return { type, bytes: ciphertext };
    },
    async open(jid, { type, bytes }) {
      if (type === 'skmsg') throw new Error('A group message is opened with its sender key.');
      const { repository } = open();
      const message = decode(await repository.decryptMessage({ jid, type, ciphertext: bytes }));
      const item = message.senderKeyDistributionMessage;
      if (item) await repository.processSenderKeyDistributionMessage({ authorJid: jid, item });
      return message;
    },
    async sealForGroup(group, self, message) {
      const { ciphertext, senderKeyDistributionMessage } =
        await open().repository.encryptGroupMessage({ group, meId: self, data: encode(message) });
      return {
        sealed: { type: 'skmsg', bytes: ciphertext },
        distribution: {
          senderKeyDistributionMessage: {
            groupId: group,
            axolotlSenderKeyDistributionMessage: senderKeyDistributionMessage,
          },
        },
      };
    },
    async openFromGroup(group, authorJid, msg) {
      return decode(await open().repository.decryptGroupMessage({ group, authorJid, msg }));
    },
    forgetDevice: (device) => open().repository.deleteSession([device]),
    forget: () => sessions?.forget(),
  };
}

function sessionOf({ registration, identity, signed, once }: KeyBundle) {
  const signature = signed.signature ?? Buffer.alloc(0);
  return {
    registrationId: registration,
    identityKey: generateSignalPubKey(identity),
    signedPreKey: { keyId: signed.id, publicKey: generateSignalPubKey(signed.key), signature },
    ...(once && { preKey: { keyId: once.id, publicKey: generateSignalPubKey(once.key) } }),
  } as Parameters<SignalRepositoryWithLIDStore['injectE2ESession']>[0]['session'];
}
