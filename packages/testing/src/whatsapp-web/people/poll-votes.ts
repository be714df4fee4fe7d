import { createHash, createHmac, randomBytes } from 'node:crypto';
import { aesEncryptGCM, decryptPollVote, proto } from 'baileys';

/** What a vote is bound to. */
export interface Ballot {
  readonly poll: string;
  /** The address of who asked. */
  readonly creator: string;
  /** The address of who votes. */
  readonly voter: string;
  /** The secret in the poll. */
  readonly secret: Uint8Array;
}

/** How an option is named in a vote: the SHA-256 of its text. */
function optionHash(option: string): Buffer {
  return createHash('sha256').update(option).digest();
}

const hmac = (key: Uint8Array, data: Uint8Array): Buffer =>
  createHmac('sha256', key).update(data).digest();

/**
 * Seals a vote as phones do; the counterpart of `decryptPollVote` in baileys 7.0.0-rc14
 * (lib/Utils/process-message.js).
 */
export function sealVote(
  { poll, creator, voter, secret }: Ballot,
  options: readonly string[],
): proto.Message.IPollEncValue {
  const bound = Buffer.concat([
    Buffer.from(poll + creator + voter),
    Buffer.from('Poll Vote'),
    Buffer.from([1]),
  ]);
  const key = hmac(hmac(new Uint8Array(32), secret), bound);
  const vote = proto.Message.PollVoteMessage.encode({
    selectedOptions: options.map(optionHash),
  }).finish();
  const encIv = randomBytes(12);
  const encPayload = aesEncryptGCM(vote, key, encIv, Buffer.from(`${poll}\u0000${voter}`));
  return { encPayload, encIv };
}

/** The options a sealed vote names; none when it cannot be opened. */
export function openVote(
  { poll, creator, voter, secret }: Ballot,
  vote: proto.Message.IPollEncValue,
  options: readonly string[],
): readonly string[] {
  try {
    const { selectedOptions = [] } = decryptPollVote(vote, {
      pollCreatorJid: creator,
      pollMsgId: poll,
      pollEncKey: secret,
      voterJid: voter,
    });
    const chosen = selectedOptions.map((hash) => Buffer.from(hash).toString('hex'));
    return options.filter((option) => chosen.includes(optionHash(option).toString('hex')));
  } catch {
    return [];
  }
}
