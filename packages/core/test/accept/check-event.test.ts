import type { KapwaError, Kit, PlatformEvent } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { MORNING, messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { listenerTo } from '../plugin-that.js';

const about = { id: '1', at: MORNING, adapter: 'mine' };
const chat = { id: 'north-area', direct: false };
const inChat = { ...about, chat };
const ana = { id: 'ana' };

/** One event of every kind that a platform reports, with nothing in it that may be left out. */
const events: readonly PlatformEvent[] = [
  messageIn('north-area', 'hello', { adapter: 'mine', id: '1' }),
  { ...inChat, kind: 'message.edited', from: ana, message: 'm', text: 'hello', mentions: [] },
  { ...inChat, kind: 'message.deleted', message: 'm' },
  { ...inChat, kind: 'member.joined', member: ana },
  { ...inChat, kind: 'member.left', member: ana },
  { ...inChat, kind: 'member.muted', member: ana, muted: true },
  { ...inChat, kind: 'role.changed', member: ana, role: 'admin' },
  { ...inChat, kind: 'reaction.added', from: ana, message: 'm', emoji: '👍' },
  { ...inChat, kind: 'join.requested', member: ana },
  { ...inChat, kind: 'join.withdrawn', member: ana },
  { ...inChat, kind: 'poll.voted', from: ana, message: 'm', choices: [] },
  { ...inChat, kind: 'group.changed' },
  { ...inChat, kind: 'group.reported' },
  { ...inChat, kind: 'chat.moved', to: 'north-2' },
  { ...about, kind: 'account.moved', account: ana, to: { id: 'ana-2' } },
  { ...inChat, kind: 'delivery.reported', message: 'm', state: 'read' },
  { ...about, kind: 'transport.changed', state: 'connected' },
];

async function refused(kit: Kit, event: unknown): Promise<KapwaError> {
  const receipt = kit.receive(event as PlatformEvent);
  expect(receipt.claimed).toBe(false);
  const problem = await receipt.accepted.then(
    () => expect.unreachable('It was taken in.'),
    (error: KapwaError) => error,
  );
  await expect(receipt.settled).rejects.toBe(problem);
  expect(problem.code).toBe('event.invalid');
  return problem;
}

describe('an event that a host hands over', () => {
  it.each(events.map((event) => [event.kind, event] as const))(
    'is taken in with no more than it needs: %s',
    async (_, event) => {
      const { kit } = await hostedKit();

      expect(await kit.receive(event).accepted).toBe(true);
    },
  );

  it.each([
    ['message.recieved', 'Did you mean "message.received"?'],
    ['memberJoined', 'Did you mean "member.joined"?'],
    ['text', 'There are message.received, message.edited, '],
    ['__proto__', 'There are message.received, '],
    // What the kit tells itself is no platform's to tell.
    ['person.merged', 'There are message.received, '],
    ['blueprint.loaded', 'There are message.received, '],
  ])('is refused where there is no such kind: %s', async (kind, hint) => {
    const heard: string[] = [];
    const { kit } = await hostedKit({ plugins: [listenerTo(heard)] });

    const { message } = await refused(kit, { ...messageIn('north-area', 'hello'), kind });

    expect(message).toContain(`kit.receive takes no events of the kind "${kind}". ${hint}`);
    const metrics = await kit.metrics();
    const kinds = [...metrics.matchAll(/kind="(.*)"/g)].map(([, one]) => one);
    // That of the start, and no other.
    expect(kinds).toEqual(['blueprint.loaded']);
    expect(metrics).toContain('kapwa_events_handled_total{kind="blueprint.loaded"} 1\n');
    expect(heard).toEqual([]);
  });

  it.each([[undefined], [null], ['hello'], [{}], [{ kind: 7 }]])(
    'is refused where it is no event at all: %j',
    async (given) => {
      const { kit } = await hostedKit();

      expect((await refused(kit, given)).message).toMatch(/takes events, which have a "kind"/);
    },
  );

  it('is refused where anything it needs is missing or something else, and the field is named', async () => {
    const { kit } = await hostedKit();
    for (const event of events) {
      const mayBeMissing = ['kind', 'muted', 'role', 'emoji', 'state'];
      const fields = Object.keys(event).filter((field) => !mayBeMissing.includes(field));
      for (const field of fields) {
        for (const wrong of [undefined, null, 7n, {}, { id: '' }]) {
          const { message } = await refused(kit, { ...event, [field]: wrong });
          expect(message).toMatch(
            new RegExp(`^kit.receive: in a "${event.kind}".*"${field}" has to be an? `),
          );
        }
      }
    }
  });

  it('is not named by anything in it that is about a person', async () => {
    const { kit } = await hostedKit();
    const event = { ...messageIn('+254 700 000 001', 'my words'), text: 7 };

    const { message } = await refused(kit, event);

    expect(message).toBe(
      'kit.receive: in a "message.received" of the adapter "playground", "text" has to be a text; an empty one for media alone: docs/embedding.md shows how they look.',
    );
  });

  it('is told about in the log where it is refused, for hosts that wait for nothing', async () => {
    const said: string[] = [];
    const log = { ...console, error: (line: string) => void said.push(line) };
    const { kit } = await hostedKit({ log });

    const { message } = await refused(kit, { kind: 'hello' });

    expect(said).toEqual([message]);
  });

  it('of an unknown chat type is refused: nobody could tell where to answer', async () => {
    const { kit } = await hostedKit();
    const event = messageIn('north-area', 'hello');

    const { message } = await refused(kit, { ...event, chat: { id: 'north-area' } });

    expect(message).toContain('"chat" has to be a chat: { id, direct, title? }');
  });
});
