import {
  defineBlueprint,
  definePlugin,
  type FilledTemplate,
  type Menu,
  plain,
  readMenuChoice,
} from '@kapwa/core';
import { type FakeCloudApi, startFakeCloudApi } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { encode } from '../../src/cloud/encode.js';
import { withMedia } from '../../src/cloud/media.js';
import { startBot } from './running-bot.js';

const DAY = 24 * 60 * 60_000;

const sends = (fake: FakeCloudApi, template: object) =>
  fetch(`${fake.baseUrl}/v26.0/${fake.phoneNumberId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ messaging_product: 'whatsapp', to: '254700000001', type: 'template', template },
    }),
  }).then(async (answer) => {
    const { error } = (await answer.json()) as { error?: { code: number } };
    return error?.code;
  });

async function fakeWithShift() {
  const fake = await startFakeCloudApi({ statuses: false });
  onTestFinished(() => fake.close());
  const amina = fake.phone('254700000001', 'Amina');
  fake.templates.approve({
    name: 'ask_shift',
    languages: {
      en_US: {
        header: 'From {{1}}',
        body: 'Can you come, {{1}}?',
        buttons: [
          { reply: 'Yes' },
          { reply: 'No' },
          { label: 'The plan', url: 'https://example.org/plan/{{1}}' },
        ],
      },
    },
  });
  return { fake, amina };
}

const filled: FilledTemplate = {
  name: 'ask_shift',
  language: 'en_US',
  header: { text: 'Nurses' },
  parameters: ['Amina'],
  buttons: [{ reply: 'shift:yes' }, { reply: 'shift:no' }, { link: 'north/area' }],
};

/** The template as the driver writes it. */
function written(template: FilledTemplate): object {
  const chat = { id: '254700000001', direct: true };
  const [step] = encode(
    { kind: 'message.send', to: { person: 'p' }, text: plain('x') },
    { chat, accountOf: () => undefined, template },
  );
  return z.object({ template: z.looseObject({}) }).parse(step?.body).template;
}

describe('a template with a heading and buttons', () => {
  it('is written as Meta’s reference shows it, and arrives with buttons to tap', async () => {
    const { fake, amina } = await fakeWithShift();
    const template = written(filled);

    expect(template).toEqual({
      name: 'ask_shift',
      language: { code: 'en_US' },
      components: [
        { type: 'header', parameters: [{ type: 'text', text: 'Nurses' }] },
        { type: 'body', parameters: [{ type: 'text', text: 'Amina' }] },
        {
          ...{ type: 'button', sub_type: 'quick_reply', index: '0' },
          parameters: [{ type: 'payload', payload: 'shift:yes' }],
        },
        {
          ...{ type: 'button', sub_type: 'quick_reply', index: '1' },
          parameters: [{ type: 'payload', payload: 'shift:no' }],
        },
        {
          ...{ type: 'button', sub_type: 'url', index: '2' },
          parameters: [{ type: 'text', text: 'north%2Farea' }],
        },
      ],
    });
    expect(await sends(fake, template)).toBeUndefined();
    expect(amina.received).toMatchObject([
      {
        text: 'From Nurses\nCan you come, Amina?',
        choices: [
          { id: 'shift:yes', title: 'Yes' },
          { id: 'shift:no', title: 'No' },
        ],
        links: ['https://example.org/plan/north%2Farea'],
      },
    ]);
  });

  it.each([
    ['lacks what its heading needs', { ...filled, header: undefined }, 132000],
    ['lacks a value', { ...filled, parameters: [] }, 132000],
    ['lacks the end of an address', { ...filled, buttons: filled.buttons?.slice(0, 2) }, 131008],
    [
      'takes a link for an answer',
      { ...filled, buttons: [{ link: 'x' }, {}, { link: 'y' }] },
      132012,
    ],
    [
      'has more buttons',
      { ...filled, buttons: [...(filled.buttons ?? []), { link: 'x' }] },
      132000,
    ],
  ])('is refused as Meta does where it %s', async (_, template, code) => {
    const { fake, amina } = await fakeWithShift();

    expect(await sends(fake, written(template as FilledTemplate))).toBe(code);
    expect(amina.received).toEqual([]);
  });

  it('is refused while Meta looks at it', async () => {
    const { fake } = await fakeWithShift();
    fake.templates.submit({ name: 'later', languages: { en_US: 'Hello' } }, 'PENDING');

    expect(await sends(fake, { name: 'later', language: { code: 'en_US' } })).toBe(132001);
  });

  it('has the file of the message above it', () => {
    const chat = { id: '254700000001', direct: true };
    const template: FilledTemplate = { ...filled, header: { file: 'document' } };
    const attachment = { type: 'document', source: { bytes: new Uint8Array(1) } } as never;
    const steps = encode(
      { kind: 'message.send', to: { person: 'p' }, text: plain('x'), attachment },
      { chat, accountOf: () => undefined, template },
    );

    expect(steps.map(({ needs }) => needs)).toEqual(['file', 'uploaded']);
    const uploaded = JSON.stringify({ id: '77', filename: 'plan.pdf' });
    expect(withMedia(steps[1]?.body, uploaded)).toMatchObject({
      template: {
        components: [
          { type: 'header', parameters: [{ document: { id: '77', filename: 'plan.pdf' } }] },
          { type: 'body', parameters: [{ type: 'text', text: 'Amina' }] },
          ...[{}, {}, {}],
        ],
      },
    });
  });
});

const menu: Menu = {
  options: [
    { id: 'shift:yes', label: 'Yes' },
    { id: 'shift:no', label: 'No' },
  ],
};

/** Asks a day and a half after somebody wrote, and tells what they answered. */
const shifts = definePlugin({
  name: 'shifts',
  options: z.object({}),
  setup(scope) {
    scope.on('message.received', { direct: true }, (context, event) => {
      if (context.actor === undefined) return;
      const to = { person: context.actor.person.id };
      const chosen = readMenuChoice(event, menu);
      if (chosen !== undefined) {
        const text = plain(`You chose ${chosen.id}.`);
        context.perform({ kind: 'message.send', to, text });
        return;
      }
      const notBefore = context.now + 1.5 * DAY;
      const ask = { kind: 'message.send', to, text: plain('Can you come?') } as const;
      context.perform({ ...ask, menu }, { notBefore, reason: 'shift' });
      context.perform(ask, { notBefore: notBefore + 1_000, reason: 'other' });
    });
  },
});

describe('a question to somebody who wrote long ago', () => {
  it('goes in approved words, and a tap on its button is the answer', async () => {
    const blueprint = defineBlueprint({
      community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
      templates: {
        ask_shift: {
          languages: ['en_US'],
          parameters: ['person'],
          buttons: ['choice', 'choice'],
          serves: ['shifts.shift'],
        },
        message_waiting: { languages: ['en_US'], buttons: ['start'] },
      },
    });
    const { fake, clock, settle } = await startBot({
      plugins: [shifts],
      blueprint,
      api: { statuses: false },
    });
    fake.templates.approve({
      name: 'ask_shift',
      languages: {
        en_US: { body: 'Can you come, {{1}}?', buttons: [{ reply: 'Yes' }, { reply: 'No' }] },
      },
    });
    fake.templates.approve({
      name: 'message_waiting',
      languages: { en_US: { body: 'A message waits.', buttons: [{ reply: 'Read it' }] } },
    });
    const amina = fake.phone('254700000001', 'Amina');
    amina.writes('hello');
    await settle();
    await clock.advance(2 * DAY);

    expect(amina.received.map(({ text }) => text)).toEqual([
      'Can you come, Amina?',
      'A message waits.',
    ]);
    amina.taps('Yes');
    await settle();
    // The answer counts although something else had waited for their first word, which is out now, too.
    expect(amina.received.slice(2).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['You chose shift:yes.', 'Can you come?']),
    );
    await clock.advance(2 * DAY);
    amina.taps('Read it');
    await settle();
    expect(amina.received.filter(({ text }) => text.startsWith('You chose'))).toHaveLength(1);
  });
});
