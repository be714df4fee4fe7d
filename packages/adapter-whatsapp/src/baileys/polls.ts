import { createHash } from 'node:crypto';
import type { proto, WAMessageKey } from 'baileys';
import { withoutDevice } from './jid.js';
import type { Baileys } from './load-baileys.js';

/** Whose votes in which poll. */
export interface VoteFacts {
  /** The poll as it was sent. */
  readonly poll: proto.IMessage;
  readonly pollId: string;
  /** All addresses under which the poll's author may have been meant. */
  readonly creators: readonly string[];
  /** All addresses of the voter. */
  readonly voters: readonly string[];
}

function optionsOf(poll: proto.IMessage): readonly string[] {
  const creation =
    poll.pollCreationMessage ?? poll.pollCreationMessageV2 ?? poll.pollCreationMessageV3;
  return (creation?.options ?? []).map(({ optionName }) => optionName ?? '');
}

const hashOf = (option: string): string => createHash('sha256').update(option).digest('hex');

/**
 * Opens a vote: the places of the options that were chosen; undefined where it cannot be opened.
 *
 * A vote is locked with the poll's secret and both addresses; which of an account's two addresses
 * was used is not told, so every pair is tried.
 */
export function openVote(
  { decryptPollVote }: Baileys,
  vote: proto.Message.IPollEncValue,
  { poll, pollId, creators, voters }: VoteFacts,
): readonly number[] | undefined {
  const secret = poll.messageContextInfo?.messageSecret;
  if (!secret) return undefined;
  const hashes = optionsOf(poll).map(hashOf);
  for (const pollCreatorJid of creators) {
    for (const voterJid of voters) {
      try {
        const { selectedOptions } = decryptPollVote(vote, {
          pollCreatorJid,
          pollMsgId: pollId,
          pollEncKey: secret,
          voterJid,
        });
        const chosen = (selectedOptions ?? []).map((hash) => Buffer.from(hash).toString('hex'));
        return chosen.map((hash) => hashes.indexOf(hash)).filter((place) => place >= 0);
      } catch {
        // Another pair of addresses.
      }
    }
  }
  return undefined;
}

/** The addresses of whoever wrote a message. */
export function addressesOf(key: WAMessageKey): readonly string[] {
  const jids = [key.participant, key.participantAlt, key.remoteJid, key.remoteJidAlt];
  return jids.flatMap((jid) => (jid && withoutDevice(jid)) || []);
}
