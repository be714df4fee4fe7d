import { type LedgerEntry, type MessageReceived, plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';

const NORTH = 'north-area';
const CHAT = `playground:${NORTH}`;

/** Hears messages, edits and deletions, with their words. */
function hearer() {
  const heard: string[] = [];
  const plugin = pluginThat('hearer', (kit) => {
    kit.on('message.received', {}, (_, { text }) => void heard.push(`wrote ${text}`));
    kit.on('message.edited', {}, (_, { text }) => void heard.push(`edited ${text}`));
    kit.on('message.deleted', {}, () => void heard.push('deleted'));
  });
  return { heard, plugin };
}

/** A kit that is told what happened, in whatever order. */
async function told() {
  const { heard, plugin } = hearer();
  const { kit, store, clock } = await hostedKit({ plugins: [plugin] });
  clock.settleWith(() => kit.idle());
  const message: MessageReceived = messageIn(NORTH, 'the first form', { message: 'm77' });
  const about = { at: message.at, adapter: message.adapter, chat: message.chat, message: 'm77' };
  const { from } = message;
  const edit = (text: string, id = 'e1') =>
    kit.receive({ ...about, kind: 'message.edited', id, from, text, mentions: [] }).settled;
  return {
    heard,
    kit,
    store,
    clock,
    write: () => kit.receive(message).settled,
    edit,
    remove: () => kit.receive({ ...about, kind: 'message.deleted', id: 'd1' }).settled,
    known: () => store.ledger(`${message.adapter}:${message.chat.id}`, 'm77'),
  };
}

describe('the ledger of messages', () => {
  it('knows of a message who wrote it and when, and not what', async () => {
    await using community = await testCommunity();

    const message = await community.says('ana', NORTH, 'a quokka');

    const [ana] = await community.kit.people.find('ana');
    const known = await community.store.ledger(CHAT, message);
    expect(known).toEqual({
      ...{ chat: CHAT, message, author: ana, kind: 'text', fate: 'stands' },
      at: community.world.clock.now(),
    });
    expect(JSON.stringify(known)).not.toContain('quokka');
  });

  it('knows what the bot itself posted in a group, and not what it wrote to somebody', async () => {
    const crier = pluginThat('crier', (kit) => {
      kit.on('message.received', {}, (context) => {
        const person = context.actor?.person.id ?? '';
        const send = { kind: 'message.send', text: plain('hear, hear') } as const;
        context.perform({ ...send, to: { group: NORTH } });
        context.perform({ ...send, to: { person } });
      });
    });
    await using community = await testCommunity({ plugins: [crier] });

    await community.tellsBot('ana', 'hello');

    const post = community.group(NORTH).messages.find(({ from }) => from === 'kapwa');
    const note = community.phone('ana').messages.find(({ from }) => from === 'kapwa');
    expect(await community.store.ledger(CHAT, post?.id ?? '')).toMatchObject({ author: 'bot' });
    expect(await community.store.ledger('playground:ana', note?.id ?? '')).toBeUndefined();
  });

  it('knows that a message was edited or taken back', async () => {
    await using community = await testCommunity();
    const message = await community.says('ana', NORTH, 'a quokka');

    await community.edits('ana', message, 'a wombat');
    expect(await community.store.ledger(CHAT, message)).toMatchObject({ fate: 'edited' });
    await community.takesBack('ana', message);

    expect(await community.store.ledger(CHAT, message)).toMatchObject({ fate: 'gone' });
  });

  it('forgets a message after seven days', async () => {
    await using community = await testCommunity();
    const message = await community.says('ana', NORTH, 'a quokka');

    await community.passes('8 days');
    await community.says('ana', NORTH, 'another');

    expect(await community.store.ledger(CHAT, message)).toBeUndefined();
  });

  it('keeps a keyed fingerprint only where a plugin asks for one', async () => {
    const known: (LedgerEntry | undefined)[] = [];
    const prints: (string | undefined)[] = [];
    const printer = pluginThat('printer', (kit) => {
      kit.on('message.received', {}, async (context, { replyTo }) => {
        prints.push(context.fingerprint());
        if (replyTo !== undefined) known.push(await context.known(replyTo));
      });
    });
    await using community = await testCommunity({ plugins: [printer] });

    const first = await community.says('ana', NORTH, 'Pass this on to ten friends');
    await community.says('baraka', NORTH, 'pass this  on to ten friends ', { replyTo: first });

    expect(prints[0]).toMatch(/^words_[\w-]{16}$/);
    expect(prints[1]).toBe(prints[0]);
    expect(known[0]).toMatchObject({ message: first, fingerprint: prints[0] });
  });
});

describe('what comes in another order than it happened', () => {
  it('is an ordinary edit after its message', async () => {
    const { heard, write, edit, known } = await told();

    await write();
    await edit('the second form');

    expect(heard).toEqual(['wrote the first form', 'edited the second form']);
    expect(await known()).toMatchObject({ fate: 'edited', kind: 'text' });
  });

  it('takes a message in its final form when its edit came before it', async () => {
    const { heard, write, edit, clock, known } = await told();

    await edit('the second form');
    await edit('the third form', 'e2');
    await write();
    await clock.advance(60_000);

    expect(heard).toEqual(['wrote the third form']);
    expect(await known()).toMatchObject({ fate: 'edited', kind: 'text' });
  });

  it('hears an edit all the same when its message never comes', async () => {
    const { heard, edit, clock, write } = await told();

    await edit('the second form');
    expect(heard).toEqual([]);
    await clock.advance(60_000);
    expect(heard).toEqual(['edited the second form']);
    await write();

    expect(heard).toEqual(['edited the second form']);
  });

  it('does not take a message that was deleted before it came', async () => {
    const { heard, write, remove, edit, clock } = await told();

    await remove();
    await write();
    await edit('the second form');
    await clock.advance(60_000);

    expect(heard).toEqual(['deleted']);
  });
});
