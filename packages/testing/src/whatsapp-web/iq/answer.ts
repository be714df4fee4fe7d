import type { BinaryNode } from 'baileys';
import type { Companion } from '../devices/companion.js';
import { SERVER } from '../wire/jid.js';
import { node } from '../wire/node.js';
import { isRefusal, type Refusal } from '../world/refusal.js';

/** What a query is answered with: what stands in the result, or why there is none. */
export type Answer = readonly BinaryNode[] | Refusal;

/** Answers the queries of one kind, sent by a linked device. */
export type Answering = (iq: BinaryNode, from: Companion) => Answer;

/** The stanza that answers a query. */
export function answerStanza(iq: BinaryNode, answer: Answer): BinaryNode {
  const { id, to } = iq.attrs;
  const from = to ?? SERVER;
  if (isRefusal(answer)) {
    const error = node('error', { code: String(answer.refused), text: answer.text });
    return node('iq', { id, from, type: 'error' }, [error]);
  }
  return node('iq', { id, from, type: 'result' }, [...answer]);
}
