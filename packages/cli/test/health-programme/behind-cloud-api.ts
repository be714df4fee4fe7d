import type { Kit } from '@kapwa/core';
import { type FakeCloudApi, hostKit } from '@kapwa/testing';
import { onTestFinished } from 'vitest';

/** Has a kit run behind the Cloud API until the test ends; `settle` waits until all is handled. */
export async function runBehind(fake: FakeCloudApi, kit: Kit) {
  await kit.start();
  const host = await hostKit(kit);
  onTestFinished(async () => {
    await kit.stop();
    await fake.close();
    await host.close();
  });
  await fake.subscribe(`${host.url}/webhooks/whatsapp`);
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      await fake.webhooks.settled();
      await kit.idle();
    }
  };
  return { settle };
}
