import { createEmbeddedStore, plain, type Store } from '@kapwa/core';
import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { doer, told } from '../actions/doer.js';
import { temporaryFolder } from '../temporary-folder.js';

const group = 'north-area';
const words = Array.from({ length: 2500 }, (_, index) => `w${index}`);

/** A bot that says something long, on a line that breaks after its first part. */
async function interrupted(store?: () => Store) {
  const does = doer({
    go: (context) =>
      void context.perform(
        { kind: 'message.send', to: { group }, text: plain(words.join(' ')) },
        told,
      ),
  });
  const community = await testCommunity({
    plugins: [does.plugin],
    ...(store === undefined ? {} : { store }),
  });
  const { world } = community;
  const stop = world.subscribe((change) => {
    if (change.kind !== 'wrote' || change.message.author !== world.bot.id) return;
    world.line.setOnline(false);
    stop();
  });
  await community.says('ana', group, 'go');
  expect(community.group(group).fromBot).toHaveLength(1);
  return { community, does };
}

function said(community: TestCommunity): readonly string[] {
  return community.group(group).fromBot.flatMap((text) => text.split(/\s+/));
}

describe('an action of several steps', () => {
  it('goes on behind what was sent when the line comes back', async () => {
    const { community, does } = await interrupted();

    community.world.line.setOnline(true);
    await community.passes('1 minute');

    expect(said(community)).toEqual(words);
    expect(does.outcomes).toEqual([{ kind: 'sent', messages: ['m2', 'm3', 'm4', 'm5'] }]);
    await community.stop();
  });

  it('goes on behind what was sent after a restart', async () => {
    const folder = await temporaryFolder();
    const { community } = await interrupted(() => createEmbeddedStore(folder));

    await community.restarts(() => community.world.line.setOnline(true));
    await community.passes('1 minute');

    expect(said(community)).toEqual(words);
    await community.stop();
  });

  it('says which parts had gone out when the rest is refused', async () => {
    const { community, does } = await interrupted();

    community.world.demote('kapwa', group);
    community.world.setPosting(group, 'admins');
    community.world.line.setOnline(true);
    await community.passes('1 minute');

    expect(does.outcomes).toMatchObject([{ kind: 'refused', messages: ['m2'] }]);
    await community.stop();
  });
});

describe('what only means something now', () => {
  it('is tried once, kept nowhere, and holds up nothing', async () => {
    const does = doer({
      go: (context) => void context.perform({ kind: 'typing.show', to: { group } }, told),
    });
    await using community = await testCommunity({ plugins: [does.plugin] });
    const shown: string[] = [];
    community.world.subscribe(({ kind }) => kind === 'typing' && shown.push(kind));
    await community.atOnce((world) => {
      world.write('ana', group, 'go');
      void world.line.delivered().then(() => world.line.setOnline(false));
    });

    await community.passes('1 hour');

    expect(await community.store.outgoing()).toEqual([]);
    expect(does.outcomes).toHaveLength(1);
    expect(shown.length).toBeLessThanOrEqual(1);
  });

  it('cannot wait for anything', async () => {
    const does = doer({
      go: (context) =>
        void context.perform(
          { kind: 'typing.show', to: { group } },
          { notBefore: context.now + 1000 },
        ),
    });
    await using community = await testCommunity({ plugins: [does.plugin] });

    await community.says('ana', group, 'go');

    expect(community.failures).toMatchObject([{ error: { code: 'plugin.invalid' } }]);
  });
});
