import { createEmbeddedStore, plain, type Store } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { type Deed, doer, told } from '../actions/doer.js';
import { temporaryFolder } from '../temporary-folder.js';

const group = 'north-area';
const HOUR = 3_600_000;

/** Posts at "post", and later does something with the post of that time. */
async function posting(
  later: (post: string) => ReturnType<Deed> | Parameters<Parameters<Deed>[0]['perform']>,
  options: { readonly keep?: number; readonly store?: () => Store; readonly text?: string } = {},
) {
  let post = '';
  const { keep, store, text = 'Meeting at nine' } = options;
  const does = doer({
    post(context) {
      post = context.perform(
        { kind: 'message.send', to: { group }, text: plain(text) },
        { ...told, ...(keep === undefined ? {} : { keep: context.now + keep }) },
      );
    },
    later(context) {
      const asked = later(post);
      if (Array.isArray(asked)) context.perform(asked[0], { ...told, ...asked[1] });
    },
  });
  const community = await testCommunity({
    plugins: [does.plugin],
    ...(store === undefined ? {} : { store }),
  });
  return { community, does };
}

const pinned = (action: string) =>
  [{ kind: 'message.pin', target: { group, message: { action } } }] as const;

describe('a message that is named by the action that sends it', () => {
  it('is waited for, and then meant', async () => {
    const does = doer({
      go(context) {
        const text = plain('Rules of the group');
        const post = context.perform({ kind: 'message.send', to: { group }, text });
        const target = { group, message: { action: post } };
        const replyTo = { action: post };
        context.perform({ kind: 'message.pin', target }, { priority: 'urgent' });
        context.perform({ kind: 'message.send', to: { group }, text: plain('See above'), replyTo });
      },
    });
    await using community = await testCommunity({ plugins: [does.plugin] });

    await community.says('ana', group, 'go');

    const [rules, above] = community.group(group).messages.slice(-2);
    expect(community.world.group(group)?.pinned).toEqual([rules?.id]);
    expect(above?.replyTo).toBe(rules?.id);
  });

  it('is taken away with all its parts', async () => {
    const text = 'Wash your hands. '.repeat(600);
    const remove = (action: string) =>
      [{ kind: 'message.delete', target: { group, message: { action } } }] as const;
    const { community } = await posting((post) => [...remove(post)], { keep: HOUR, text });
    await community.says('ana', group, 'post');
    expect(community.group(group).fromBot).toHaveLength(3);

    await community.says('ana', group, 'later');

    expect(community.group(group).fromBot).toEqual([]);
    await community.stop();
  });

  it('cannot be meant when it was not sent', async () => {
    const does = doer({
      go(context) {
        const to = { group: 'no-such-group' };
        const post = context.perform({ kind: 'message.send', to, text: plain('x') });
        context.perform(
          { kind: 'message.pin', target: { group, message: { action: post } } },
          told,
        );
      },
    });
    await using community = await testCommunity({ plugins: [does.plugin] });

    await community.says('ana', group, 'go');

    expect(does.outcomes).toEqual([
      { kind: 'refused', reason: 'the message it is about was not sent' },
    ]);
  });

  it('can be meant in a later turn as long as it is kept, over restarts too', async () => {
    const folder = await temporaryFolder();
    const { community } = await posting((post) => [...pinned(post)], {
      keep: HOUR,
      store: () => createEmbeddedStore(folder),
    });
    await community.says('ana', group, 'post');
    const [post] = community.group(group).messages.slice(-1);

    await community.restarts();
    await community.says('ana', group, 'later');

    expect(community.world.group(group)?.pinned).toEqual([post?.id]);
    await community.stop();
  });

  it('is forgotten when it need not be kept any longer', async () => {
    const { community } = await posting((post) => [...pinned(post)], { keep: HOUR });
    await community.says('ana', group, 'post');
    expect(await community.store.list('core.kept-actions', '')).toHaveLength(1);

    await community.passes('1 hour');
    await community.restarts();

    expect(await community.store.list('core.kept-actions', '')).toEqual([]);
    await community.stop();
  });

  it('cannot be meant in a later turn when nobody asked to keep it', async () => {
    const { community, does } = await posting((post) => [...pinned(post)]);
    await community.says('ana', group, 'post');

    await community.says('ana', group, 'later');

    expect(does.outcomes).toMatchObject([
      { kind: 'sent' },
      { kind: 'refused', reason: expect.stringContaining('"keep"') },
    ]);
    await community.stop();
  });
});

describe('an action that is to come after one of an earlier turn', () => {
  it.each([
    ['goes out when that one is known to have succeeded', HOUR, 'sent'],
    ['is refused when that is not known any more', undefined, 'refused'],
  ])('%s', async (_, keep, kind) => {
    const { community, does } = await posting(
      (post) => [
        { kind: 'message.send', to: { group }, text: plain('And bring a pen') },
        { after: [post] },
      ],
      keep === undefined ? {} : { keep },
    );
    await community.says('ana', group, 'post');

    await community.says('ana', group, 'later');

    expect(does.outcomes.map((outcome) => outcome.kind)).toEqual(['sent', kind]);
    await community.stop();
  });
});

describe('an action that waits for another too long', () => {
  it('expires while it waits, and what comes behind it goes out', async () => {
    const does = doer({
      go(context) {
        const first = context.perform(
          { kind: 'message.send', to: { group: 'basic-training' }, text: plain('first') },
          { notBefore: context.now + 2 * HOUR },
        );
        context.perform(
          { kind: 'message.send', to: { group }, text: plain('second') },
          { ...told, after: [first], expires: context.now + HOUR },
        );
        context.perform({ kind: 'message.send', to: { group }, text: plain('third') });
      },
    });
    await using community = await testCommunity({ plugins: [does.plugin] });
    await community.says('ana', group, 'go');
    expect(community.group(group).fromBot).toEqual(['third']);

    await community.passes('1 hour');

    expect(does.outcomes).toEqual([{ kind: 'expired' }]);
  });
});
