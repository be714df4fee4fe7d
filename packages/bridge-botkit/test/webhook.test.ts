import { createMemoryStore, type Kit, plain, type Store } from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { botFrameworkAdapter } from '../src/index.js';
import { helpfulKit } from './helpful-kit.js';
import { PostedAdapter, signatureOf } from './posted-adapter.js';
import { slackDirect, slackMessage } from './recorded.js';

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

async function behindRoute(store: Store = createMemoryStore()) {
  const slack = new PostedAdapter('Slack Adapter');
  const clock = turnableClock();
  const { kit, heard } = helpfulKit([botFrameworkAdapter({ adapter: slack })], { store, clock });
  clock.settleWith(() => kit.idle());
  await kit.start();
  toClose.push(() => kit.stop());
  return { slack, kit, heard, clock };
}

function post(kit: Kit, body: string, signature = signatureOf(body)): Promise<Response> {
  return kit.fetch(
    new Request('http://localhost/webhooks/slack', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signature': signature },
      body,
    }),
  );
}

const posted = (activity: object, text: string): string =>
  JSON.stringify({ activity: { ...activity, text } });

describe('what is posted to an adapter', () => {
  it('is answered 200 once it is kept, and heard', async () => {
    const { slack, kit, heard } = await behindRoute();

    const answer = await post(kit, posted(slackMessage, 'good morning'));
    await kit.idle();

    expect(answer.status).toBe(200);
    expect(heard).toMatchObject([{ text: 'good morning', chat: { id: 'C0NORTH' } }]);
    expect(slack.sent).toEqual([]);
  });

  it('is heard once however often it is posted', async () => {
    const { kit, heard } = await behindRoute();
    const body = posted(slackMessage, 'good morning');

    await post(kit, body);
    expect((await post(kit, body)).status).toBe(200);
    await kit.idle();

    expect(heard).toHaveLength(1);
  });

  it('is answered in the group, not in the thread it came from', async () => {
    const { slack, kit } = await behindRoute();

    await post(kit, posted(slackMessage, 'remind us'));
    await kit.idle();

    expect(slack.sent).toMatchObject([{ text: 'Kapwa reminds: remind us', channelId: 'slack' }]);
    expect(slack.sent[0]?.conversation).toEqual({ id: 'C0NORTH', team: 'T0HEALTH' });
  });

  it('is answered to the person, where it was written to the bot alone', async () => {
    const { slack, kit } = await behindRoute();

    await post(kit, posted(slackDirect, 'remind me'));
    await kit.idle();

    expect(slack.sent).toMatchObject([
      {
        type: 'message',
        text: 'Kapwa reminds: remind me',
        activityId: slackDirect.id,
        channelId: 'slack',
        conversation: { id: 'D0AMINA', team: 'T0HEALTH' },
        user: { id: 'U0AMINA' },
      },
    ]);
  });

  it('is refused as the adapter says, where somebody else has signed it', async () => {
    const { kit, heard } = await behindRoute();

    expect((await post(kit, posted(slackMessage, 'remind me'), 'forged')).status).toBe(401);
    expect((await post(kit, 'not JSON')).status).toBe(400);
    await kit.idle();
    expect(heard).toEqual([]);
  });

  it('is answered 503 while it cannot be kept, so that it comes again', async () => {
    const store = createMemoryStore();
    let isFull = true;
    const { kit, heard } = await behindRoute({
      ...store,
      session(space) {
        const kept = store.session(space);
        const set: typeof kept.set = (...given) => {
          if (isFull) throw new Error('the disk is full');
          return kept.set(...given);
        };
        return { ...kept, set };
      },
    });
    const body = posted(slackMessage, 'good morning');

    expect((await post(kit, body)).status).toBe(503);
    isFull = false;
    expect((await post(kit, body)).status).toBe(200);
    await kit.idle();

    expect(heard).toHaveLength(1);
  });

  it('leaves of somebody who is erased no way to write to them', async () => {
    const store = createMemoryStore();
    const { kit } = await behindRoute(store);
    await post(kit, posted(slackDirect, 'good morning'));
    await post(kit, posted(slackMessage, 'good morning'));
    await kit.idle();
    const kept = store.session('slack:references');
    expect(await kept.keys()).toEqual(['direct:U0AMINA', 'group:C0NORTH']);

    for (const person of await kit.people.find('U0AMINA')) await kit.people.erase(person);

    expect(await kept.keys()).toEqual(['group:C0NORTH']);
    const [rest] = (await kept.get(['group:C0NORTH'])).values();
    expect(new TextDecoder().decode(rest)).not.toContain('U0AMINA');
  });

  it('is answered by GET, where the platform asks whose address it is', async () => {
    const { kit } = await behindRoute();

    const answer = await kit.fetch(
      new Request('http://localhost/webhooks/slack?hub.challenge=12345'),
    );

    expect(await answer.text()).toBe('12345');
  });
});

describe('what a platform answers', () => {
  async function outcomes(refusal: object, { ms = 0 } = {}) {
    const { slack, kit, clock } = await behindRoute();
    const seen: unknown[] = [];
    kit.events.on('action.settled', ({ outcome }) => seen.push(outcome));
    slack.refusal = refusal;
    await post(kit, posted(slackDirect, 'remind me'));
    await kit.idle();
    if (ms > 0) await clock.advance(ms);
    return { seen, slack };
  }

  it('is a no, and the reason is told', async () => {
    const { seen, slack } = await outcomes({ code: 'slack_webapi_platform_error' });

    expect(seen).toEqual([{ kind: 'refused', reason: 'the platform said no' }]);
    expect(slack.sent).toEqual([]);
  });

  it('is to wait, which is done', async () => {
    const { seen, slack } = await outcomes({ statusCode: 429, retryAfter: 30 }, { ms: 60_000 });

    expect(seen).toMatchObject([{ kind: 'sent', messages: ['own-1'] }]);
    expect(slack.sent).toHaveLength(1);
  });

  it('is nothing at all when it is down, and it is tried again', async () => {
    const { seen, slack } = await outcomes({ code: 'ECONNREFUSED' }, { ms: 60_000 });

    expect(seen).toMatchObject([{ kind: 'sent' }]);
    expect(slack.sent).toHaveLength(1);
  });
});

describe('an adapter that keeps to itself what the platform said', () => {
  it('is not believed, and asked again', async () => {
    const { slack, kit, clock } = await behindRoute();
    const seen: unknown[] = [];
    kit.events.on('action.settled', ({ outcome }) => seen.push(outcome));
    slack.isDiscreet = true;
    slack.refusal = {};

    await post(kit, posted(slackDirect, 'remind me'));
    await kit.idle();
    expect(seen).toEqual([]);
    await clock.advance(60_000);

    expect(seen).toMatchObject([{ kind: 'sent' }]);
    expect(slack.sent).toHaveLength(1);
  });
});

describe('what is written for a platform', () => {
  const facts = {
    chat: { id: 'C0NORTH', direct: false },
    accountOf: (person: string) => (person === 'juma' ? 'U0JUMA' : undefined),
  };
  const textOf = (steps: readonly { readonly body: unknown }[]): string =>
    steps.map(({ body }) => (body as { text: string }).text).join('');

  it('mentions whom it means on Slack, and nobody a member has written down', () => {
    const slack = botFrameworkAdapter({ adapter: new PostedAdapter('Slack Adapter') });

    const steps = slack.encode(
      {
        kind: 'message.send',
        to: { group: 'north' },
        text: [
          { kind: 'mention', person: 'juma', name: 'Juma' },
          ...plain(' & <!channel> <@U0AMINA>'),
        ],
      },
      facts,
    );

    expect(textOf(steps)).toBe('<@U0JUMA> &amp; &lt;!channel&gt; &lt;@U0AMINA&gt;');
  });

  it('names people where a bot cannot mention them', () => {
    const sms = botFrameworkAdapter({ adapter: new PostedAdapter('Twilio SMS Adapter') });
    const text = [{ kind: 'mention', person: 'juma', name: 'Juma' }] as const;

    expect(textOf(sms.encode({ kind: 'message.send', to: { person: 'juma' }, text }, facts))).toBe(
      '@Juma',
    );
  });
});

describe('what can be done through an adapter', () => {
  const can = (name: string, action: 'message.edit' | 'message.delete' | 'message.send') =>
    botFrameworkAdapter({ adapter: new PostedAdapter(name) }).capability({ action, now: 0 }).level;

  it.each([
    ['Slack Adapter', 'unsupported', 'native'],
    ['Facebook Adapter', 'unsupported', 'unsupported'],
    ['Webex Adapter', 'unsupported', 'native'],
    ['Twilio SMS Adapter', 'unsupported', 'unsupported'],
    ['Google Hangouts Adapter', 'native', 'native'],
    ['An adapter of somebody', 'unsupported', 'unsupported'],
  ])('is known of the %s, although all of them have the methods', (name, edits, deletes) => {
    expect(can(name, 'message.send')).toBe('native');
    expect(can(name, 'message.edit')).toBe(edits);
    expect(can(name, 'message.delete')).toBe(deletes);
  });
});
