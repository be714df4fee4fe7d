import type { BinaryNode } from 'baileys';
import type { Companions } from '../devices/companion.js';
import { lidOf, pnOf, readAddress } from '../wire/jid.js';
import { childOf, childrenOf, node, textOf } from '../wire/node.js';
import type { Account } from '../world/account.js';
import type { Directory } from '../world/directory.js';
import type { Answering } from './answer.js';

/** What the queries about users need of the world. */
export interface UserWorld {
  readonly directory: Directory;
  readonly companions: Companions;
}

function devicesNode(companions: Companions, account: Account): BinaryNode {
  const linked = companions.of(account).map(({ device }) =>
    // A device without a key index is passed over by clients.
    node('device', { id: String(device), 'key-index': String(device) }),
  );
  return node('devices', {}, [node('device-list', {}, [node('device', { id: '0' }), ...linked])]);
}

function factsAbout(
  { companions }: UserWorld,
  account: Account,
  asked: string,
  protocols: readonly string[],
): BinaryNode[] {
  const isByNumber = readAddress(asked)?.server !== 'lid';
  return protocols.flatMap((protocol) => {
    switch (protocol) {
      case 'devices':
        return [devicesNode(companions, account)];
      case 'lid':
        return isByNumber ? [node('lid', { val: lidOf(account) })] : [];
      case 'contact':
        return [node('contact', { type: 'in' })];
      case 'status':
        return [node('status', {}, Buffer.from(''))];
      case 'disappearing_mode':
        return [node('disappearing_mode', { duration: '0', t: '0' })];
      default:
        return [];
    }
  });
}

function userNode(
  world: UserWorld,
  user: BinaryNode,
  protocols: readonly string[],
): BinaryNode | undefined {
  const number = textOf(childOf(user, 'contact'));
  const account = number
    ? world.directory.byNumber(number)
    : world.directory.find(user.attrs.jid ?? childOf(user, 'lid')?.attrs.jid);
  if (account) {
    const jid = user.attrs.jid ?? pnOf(account);
    return node('user', { jid }, factsAbout(world, account, jid, protocols));
  }
  const jid = user.attrs.jid ?? `${number.replaceAll(/\D/g, '')}@s.whatsapp.net`;
  return number ? node('user', { jid }, [node('contact', { type: 'out' })]) : undefined;
}

/** `usync`: devices, hidden ids and whether a number has WhatsApp. */
export function answerUserQueries(world: UserWorld): Answering {
  return (iq) => {
    const usync = childOf(iq, 'usync');
    const protocols = childrenOf(childOf(usync, 'query')).map(({ tag }) => tag);
    const users = childrenOf(childOf(usync, 'list'), 'user');
    const found = users.flatMap((user) => userNode(world, user, protocols) ?? []);
    return [node('usync', {}, [node('list', {}, found)])];
  };
}
