import type { AdapterLink, Cancel, TransportChanged } from '@kapwa/core';
import { startLinkTo } from '../start-link.js';
import { needsNewToken, reasonOf } from './errors.js';
import type { GraphAnswer, GraphClient } from './graph-client.js';
import { failureSchema, numberSchema } from './wire.js';

/** After this the Graph API is asked again how things stand, where it did not answer, ms. */
const ASK_AGAIN = 60_000;

/** How the number stands at WhatsApp, as the kit is told of it. */
export interface Standing {
  /** Asks the Graph API; tells the kit when that is known. */
  ask(): void;
  /** Looks at an answer to something else: a token that is not taken any more shows everywhere. */
  seen(answer: GraphAnswer): void;
  close(): void;
}

function codeIn(body: unknown): number | undefined {
  return failureSchema.safeParse(body).data?.error.code;
}

/**
 * Finds out once whether the token is taken and which number it is for, so that people can be sent
 * to it; tells it again when it changes. Holds up nothing: whatever is to be sent is tried anyway.
 */
export function createStanding(
  client: GraphClient,
  settings: { readonly phoneNumberId: string; readonly adapter: string },
  link: Pick<AdapterLink, 'accept' | 'clock' | 'log'>,
): Standing {
  const { adapter, phoneNumberId } = settings;
  let told: TransportChanged['state'] | undefined;
  let cancel: Cancel = () => undefined;
  let closed = false;
  let count = 0;

  const tell = (state: TransportChanged['state'], more: Partial<TransportChanged> = {}): void => {
    if (closed || told === state) return;
    told = state;
    count += 1;
    const at = link.clock.now();
    const id = `${phoneNumberId}:${state}:${at}:${count}`;
    const event: TransportChanged = { kind: 'transport.changed', id, at, adapter, state, ...more };
    link.accept([event]).catch(() => {
      told = undefined;
      link.log.warn('whatsapp: it could not be kept how WhatsApp stands');
    });
  };

  const stopped = (body: unknown): void => tell('stopped', { reason: reasonOf(codeIn(body)) });

  const take = (answer: GraphAnswer): void => {
    if (answer.kind === 'silent') {
      if (closed) return;
      tell('disconnected', { reason: answer.reason });
      cancel = link.clock.after(ASK_AGAIN, ask);
      return;
    }
    const { status, body } = answer;
    if (needsNewToken(status, body)) {
      stopped(body);
      return;
    }
    const number = numberSchema.safeParse(body).data?.display_phone_number;
    const startLink = number === undefined ? undefined : startLinkTo(number);
    tell('connected', startLink === undefined ? {} : { startLink });
  };

  const ask = (): void => {
    const path = `/${phoneNumberId}?fields=display_phone_number`;
    client.get(path).then(take, () => undefined);
  };

  return {
    ask,
    seen(answer) {
      if (answer.kind === 'silent') return;
      const { status, body } = answer;
      if (needsNewToken(status, body)) stopped(body);
      // A new right, or a fault that is over.
      else if (told !== 'connected' && status === 200) ask();
    },
    close() {
      closed = true;
      cancel();
    },
  };
}
