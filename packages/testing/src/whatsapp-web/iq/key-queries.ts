import { Curve } from 'baileys';
import { type Companions, takeBundle } from '../devices/companion.js';
import { bundleNode, type KeyBundle, readPreKey, readUpload } from '../signal/key-bundle.js';
import { readAddress } from '../wire/jid.js';
import { bytesOf, childOf, childrenOf, node } from '../wire/node.js';
import type { Account } from '../world/account.js';
import type { Directory } from '../world/directory.js';
import { refusal } from '../world/refusal.js';
import type { Answering } from './answer.js';

/** What the queries about keys need of the world. */
export interface KeyWorld {
  readonly directory: Directory;
  readonly companions: Companions;
  /** Whether devices that have given no one-time keys are told so. */
  readonly asksForKeys: boolean;
  /** A bundle of somebody's phone. */
  phoneBundle(account: Account): KeyBundle;
}

/** More than the five at which clients give new ones. */
const ENOUGH_KEYS = 100;

function bundleOf(world: KeyWorld, jid: string | undefined): KeyBundle | undefined {
  const address = readAddress(jid);
  const account = world.directory.find(jid);
  if (!address || !account) return undefined;
  if (address.device === 0) return world.phoneBundle(account);
  const companion = world.companions.find(account, address.device);
  return companion && takeBundle(companion);
}

/** `encrypt`: counting, giving, checking and asking for keys. */
export function answerKeyQueries(world: KeyWorld): Answering {
  return (iq, from) => {
    const asked = childOf(iq);
    switch (asked?.tag) {
      case 'count': {
        const { length } = from.keys.oneTime;
        const told = world.asksForKeys ? length : Math.max(length, ENOUGH_KEYS);
        return [node('count', { value: String(told) })];
      }
      case 'digest':
        return [node('digest', {}, [node('registration', {}, Buffer.alloc(4))])];
      case 'rotate':
        from.keys = { ...from.keys, signed: readPreKey(childOf(asked, 'skey')) };
        return [];
      case 'key':
        return [
          node(
            'list',
            {},
            childrenOf(asked, 'user').map(({ attrs: { jid = '' } }) => {
              const bundle = bundleOf(world, jid);
              if (bundle) return bundleNode(jid, bundle);
              const { refused, text } = refusal(404);
              return node('user', { jid }, [node('error', { code: String(refused), text })]);
            }),
          ),
        ];
      case 'registration': {
        const upload = readUpload(iq);
        const { signed, identity } = upload;
        const publicKey = Buffer.concat([Buffer.from([5]), signed.key]);
        if (!Curve.verify(identity, publicKey, signed.signature ?? bytesOf(undefined))) {
          return refusal(406);
        }
        from.keys = { ...upload, oneTime: [...from.keys.oneTime, ...upload.oneTime] };
        return [];
      }
      default:
        return refusal(400);
    }
  };
}
