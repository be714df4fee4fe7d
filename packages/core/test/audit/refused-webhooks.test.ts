import { type AuditNote, createKit, defineAdapter, type Refusal } from '@kapwa/core';
import { blueprintOf, healthWorkers, turnableClock } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';

const HOUR = 3_600_000;

/** A messenger that answers what is posted with what stands in the body. */
const posting = defineAdapter({
  name: 'posting',
  maxText: 4096,
  encode: () => [],
  capability: () => ({ level: 'native' }),
  connect: () => ({
    perform: () => Promise.resolve({ kind: 'ok' as const }),
    routes: [
      {
        method: 'POST',
        path: '/hook',
        maxBody: 100,
        handle({ body }) {
          const [status = '', refusal] = Buffer.from(body).toString().split(' ');
          const answer = { status: Number(status) };
          return refusal === undefined ? answer : { ...answer, refusal: refusal as Refusal };
        },
      },
    ],
    close: () => undefined,
  }),
});

async function served() {
  const clock = turnableClock();
  const communities = [blueprintOf(healthWorkers)];
  const kit = createKit({ communities, adapters: [posting], clock, schedules: false });
  await kit.start();
  onTestFinished(() => kit.stop());
  const post = async (body: string): Promise<Response> =>
    kit.fetch(new Request('http://bot.example/hook', { method: 'POST', body }));
  const notes = async (): Promise<AuditNote[]> => {
    const all: AuditNote[] = [];
    for await (const { entries } of kit.audit.links()) all.push(...entries.map((one) => one.note));
    return all;
  };
  return { kit, clock, post, notes };
}

describe('webhooks that were refused', () => {
  it('stand in the audit, counted by messenger and reason', async () => {
    const { clock, post, notes } = await served();
    for (const body of ['401 unsigned', '401 signature', '401', '403 verification', '400', '200']) {
      await post(body);
    }
    expect((await post('x'.repeat(101))).status).toBe(413);
    expect(await notes()).toEqual([]);

    await clock.advance(HOUR);

    const about = {
      at: clock.now(),
      community: 'health-workers',
      actor: 'outside',
      what: 'webhook.refuse',
      target: 'posting',
    };
    expect(await notes()).toEqual([
      { ...about, reason: 'unsigned', result: '1' },
      { ...about, reason: 'signature', result: '2' },
      { ...about, reason: 'verification', result: '1' },
      { ...about, reason: 'unreadable', result: '1' },
      { ...about, reason: 'too-large', result: '1' },
    ]);
  });

  it('are folded: a flood of them leaves one entry an hour, without a word or an address', async () => {
    const { clock, post, notes } = await served();
    for (let hour = 0; hour < 3; hour += 1) {
      for (let index = 0; index < 500; index += 1) await post('401 signature +254700111222');
      await clock.advance(HOUR);
    }
    await clock.advance(24 * HOUR);

    const all = await notes();
    expect(all.map(({ result }) => result)).toEqual(['500', '500', '500']);
    expect(JSON.stringify(all)).not.toMatch(/254700111222|bot\.example/);
  });

  it('are entered when the bot is stopped within the hour', async () => {
    const { kit, post, notes } = await served();
    await post('401 signature');

    await kit.stop();

    expect(await notes()).toMatchObject([{ what: 'webhook.refuse', result: '1' }]);
  });

  it('are told the caller by a status alone', async () => {
    const { post } = await served();

    const answer = await post('401 signature');

    expect([answer.status, await answer.text()]).toEqual([401, '']);
    expect([...answer.headers.keys()]).not.toContain('refusal');
  });
});
