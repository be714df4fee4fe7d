import type {
  BinaryNode,
  SignalAuthState,
  SignalKeyStoreWithTransaction,
  SocketConfig,
} from 'baileys';
import { DECRYPTED } from './auth-state.js';
import type { Baileys } from './load-baileys.js';

type MakeRepository = SocketConfig['makeSignalRepository'];
type Repository = ReturnType<MakeRepository>;

/** Makes data for the kit out of a stanza and what was decrypted of it. */
export type Unpack = (node: BinaryNode, decrypted: Uint8Array) => Promise<unknown>;

/** Baileys' decryption, with what was decrypted kept in the same step as the keys. */
export interface DurableDecryption {
  readonly makeSignalRepository: MakeRepository;
  /** To be told every stanza before Baileys handles it. */
  arrived(frame: unknown): void;
}

function isNode(frame: unknown): frame is BinaryNode {
  return typeof frame === 'object' && frame !== null && 'tag' in frame && 'attrs' in frame;
}

/**
 * Baileys moves the ratchet on, confirms the message to WhatsApp, and only then reports it: a crash
 * in between would lose it, because WhatsApp does not send it again and the old key is gone. So the
 * decrypted message goes into the very transaction that moves the ratchet on.
 *
 * The ciphertext that is to be decrypted is the object that arrived in the stanza; by that the
 * stanza is found again.
 */
export function durableDecryption(library: Baileys, unpack: Unpack): DurableDecryption {
  const nodes = new WeakMap<object, BinaryNode>();

  const keeping = async (
    keys: SignalKeyStoreWithTransaction,
    ciphertext: Uint8Array,
    transaction: string,
    decrypt: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> => {
    const node = nodes.get(ciphertext);
    if (node === undefined) return decrypt();
    return keys.transaction(async () => {
      const decrypted = await decrypt();
      const message = await unpack(node, decrypted);
      if (message !== undefined) {
        // The store's own type, which Baileys passes on to it untouched.
        await keys.set({ [DECRYPTED]: { [node.attrs.id ?? '']: message } } as object);
      }
      return decrypted;
    }, transaction);
  };

  const wrapped = (repository: Repository, auth: SignalAuthState): Repository => {
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    return {
      ...repository,
      decryptMessage: (options) =>
        keeping(keys, options.ciphertext, options.jid, () => repository.decryptMessage(options)),
      decryptGroupMessage: (options) =>
        keeping(keys, options.msg, options.group, () => repository.decryptGroupMessage(options)),
    };
  };

  return {
    makeSignalRepository: (auth, logger, toLid) =>
      wrapped(library.DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, toLid), auth),
    arrived(frame) {
      if (!isNode(frame) || frame.tag !== 'message' || !Array.isArray(frame.content)) return;
      for (const { tag, content } of frame.content) {
        if (tag === 'enc' && content instanceof Uint8Array) nodes.set(content, frame);
      }
    },
  };
}
