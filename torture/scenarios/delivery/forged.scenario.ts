import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import type { RawResponse } from '@kapwa/core';
import { metaSignature } from '@kapwa/testing';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from '../store/random.js';
import { bareKit } from './bare-kit.js';
import { settings, webhook } from './webhook-load.js';

/** Words in writings and signs that a careless check would bring into another form. */
const words = [
  'Habari',
  'कहाँ',
  'مرحبا',
  'Ñandú',
  '👩🏽‍⚕️',
  'e\u0301',
  'a/b\\u0041',
  '\u202eabc',
  '“…”',
];

interface Posted {
  readonly body: Uint8Array;
  readonly signature?: string;
}

type Forge = (right: Required<Posted>, random: () => number) => Posted;

const [secret] = settings.appSecrets;

function flipped(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = Math.floor(random() * copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return copy;
}

/** What somebody may post who does not know the secret. */
const forges: Readonly<Record<string, Forge>> = {
  missing: ({ body }) => ({ body }),
  empty: ({ body }) => ({ body, signature: '' }),
  short: ({ body, signature }, random) => ({
    body,
    signature: signature.slice(0, Math.floor(random() * signature.length)),
  }),
  long: ({ body, signature }) => ({ body, signature: `${signature}0` }),
  'another algorithm': ({ body, signature }) => ({
    body,
    signature: signature.replace('sha256=', 'sha1='),
  }),
  bare: ({ body, signature }) => ({ body, signature: signature.replace('sha256=', '') }),
  'upper case': ({ body, signature }) => ({ body, signature: signature.toUpperCase() }),
  'another secret': ({ body }) => ({ body, signature: metaSignature(body, `${secret}x`) }),
  'one bit of the signature': ({ body, signature }, random) => ({
    body,
    signature: Buffer.from(flipped(Buffer.from(signature), random)).toString('latin1'),
  }),
  'one bit of the body': ({ body, signature }, random) => ({
    body: flipped(body, random),
    signature,
  }),
  'written again': ({ body, signature }) => ({
    body: Buffer.from(JSON.stringify(JSON.parse(Buffer.from(body).toString()), undefined, 1)),
    signature,
  }),
  'cut short': ({ body, signature }, random) => ({
    body: body.subarray(0, Math.floor(random() * body.length)),
    signature,
  }),
  'of another webhook': ({ body }) => ({ body, signature: webhook(-1, 0).signature }),
};

/** Whether an answer tells a stranger nothing but no. */
const isMute = ({ status, body = '', headers = {} }: RawResponse): boolean =>
  status === 401 && body === '' && Object.keys(headers).length === 0;

/** Webhooks by whoever does not know the secret, between real ones in unusual writings. */
export default defineScenario({
  name: 'delivery/forged',
  promise:
    'a webhook that was forged in any way is refused without a word, and a real one is taken',
  trials: { quick: 10_000, full: 100_000 },
  async run({ trials, seed, progress }) {
    const random = randomFrom(seed);
    const { kit, clock, store } = bareKit({ adapters: [whatsappAdapter(settings)] });
    await kit.start();
    const route = kit.routes().find(({ method }) => method === 'POST');
    if (route === undefined) throw new Error('there is no webhook');
    const post = ({ body, signature }: Posted) =>
      route.handle({
        method: 'POST',
        url: route.path,
        headers: signature === undefined ? {} : { 'x-hub-signature-256': signature },
        body,
      });
    const kinds = Object.entries(forges);
    const broken: string[] = [];
    let taken = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const word = words[trial % words.length] ?? '';
      const right = webhook(trial, clock.now(), word);
      const [kind, forge] = kinds[trial % kinds.length] as (typeof kinds)[number];
      const forged = forge(right, random);
      if (!isMute(await post(forged))) broken.push(`${kind} was not refused in silence`);
      if (trial % 10 === 0) {
        const { status } = await post(right);
        if (status === 200) taken += 1;
        else broken.push(`a real one with ${JSON.stringify(word)} got ${status}`);
        await kit.idle();
      }
      progress(trial + 1);
    }
    const heard = (await store.waiting()).length;
    if (heard > 0) broken.push(`${heard} are left`);
    await clock.advance(3_600_000);
    let counted = 0;
    for await (const { entries } of kit.audit.links()) {
      for (const { note } of entries) {
        if (note.what === 'webhook.refuse') counted += Number(note.result);
      }
    }
    if (counted !== trials) broken.push(`the audit counts ${counted} instead of ${trials}`);
    await kit.stop();
    const figures = `${trials.toLocaleString('en')} forged in ${kinds.length} ways refused and counted, ${taken.toLocaleString('en')} real ones taken`;
    return { trials, broken, figures };
  },
});
