import { type HostedKit, hostKit, startFakeCloudApi, turnableClock } from '@kapwa/testing';
import { type AdapterUnderTest, adapterContract } from '@kapwa/testing/contracts';
import { webhookPath } from '../src/cloud/webhook.js';
import { whatsappAdapter } from '../src/index.js';

/** The Cloud API with Amina, who is in a group with the business. */
async function cloudApi(): Promise<AdapterUnderTest> {
  const clock = turnableClock();
  const fake = await startFakeCloudApi({ clock });
  const amina = fake.phone('254700000001', 'Amina');
  const group = fake.group();
  let host: HostedKit | undefined;
  const adapter = whatsappAdapter({
    driver: 'cloud',
    ...fake.settings,
  });

  return {
    adapter,
    group: group.id,
    clock,
    async begin(kit) {
      host = await hostKit(kit);
      await fake.subscribe(host.url + webhookPath);
      group.add(amina);
      await fake.webhooks.settled();
    },
    async writes(text, place) {
      amina.writes(text, place === 'group' ? { group } : {});
      await fake.webhooks.settled();
    },
    tellsAgain: () => fake.webhooks.repeatLast(),
    async written(place) {
      const isHere = place === 'group' ? group.id : undefined;
      return amina.received.filter((one) => one.group === isHere).map(({ text }) => text);
    },
    async sendsFile(type, file, caption) {
      amina.sendsFile(type, file, caption === '' ? undefined : caption);
      await fake.webhooks.settled();
    },
    filesFromBot(place) {
      const isHere = place === 'group' ? group.id : undefined;
      return amina.received.flatMap(({ file, group: from }) =>
        file !== undefined && from === isHere ? [file.bytes] : [],
      );
    },
    stands: () => true,
    losesAnswer: () => fake.fail(1, 'answer-lost'),
    wordsOf: ({ body }) => (body as { text?: { body: string } }).text?.body,
    async close() {
      await host?.close();
      await fake.close();
    },
  };
}

const platform = { hasGroups: true, repeats: true, canLoseAnswers: true };

adapterContract('whatsapp by the Cloud API', platform, cloudApi);
