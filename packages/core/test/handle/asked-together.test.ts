import { createMemoryStore, type Store } from '@kapwa/core';
import { expect, it } from 'vitest';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';

/** What is asked of a store elsewhere: each list holds what is on its way together. */
function elsewhere(memory: Store) {
  const rounds: string[][] = [];
  let isUnderWay = false;
  const { changesOf: _, ...others } = memory;
  const store: Store = {
    ...others,
    async get(collection, key) {
      if (!isUnderWay) {
        rounds.push([]);
        isUnderWay = true;
        setImmediate(() => {
          isUnderWay = false;
        });
      }
      rounds.at(-1)?.push(collection);
      await new Promise((resolve) => setImmediate(resolve));
      return memory.get(collection, key);
    },
  };
  return { store, rounds };
}

it('asks a store elsewhere who and where a message is about in two rounds', async () => {
  const { store, rounds } = elsewhere(createMemoryStore());
  const { kit } = await hostedKit({ store });
  await kit.receive(messageIn('north-area', 'first')).settled;
  await kit.idle();
  rounds.length = 0;

  await kit.receive(messageIn('north-area', 'second')).settled;

  const scene = ['communities', 'groups', 'accounts', 'people', 'memberships'];
  const asked = rounds
    .map((round) => scene.filter((name) => round.includes(`core.${name}`)))
    .filter((round) => round.length > 0);
  expect(asked.slice(-2)).toEqual([
    ['communities', 'groups', 'accounts'],
    ['people', 'memberships'],
  ]);
});
