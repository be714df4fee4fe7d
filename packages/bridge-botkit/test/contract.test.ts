import { type AdapterUnderTest, adapterContract } from '@kapwa/testing/contracts';
import { WebAdapter } from 'botbuilder-adapter-web';
import { botFrameworkAdapter } from '../src/index.js';
import { closeServer, openPage, openServer, type Page, until } from './page.js';

/** The real web adapter, and a page that talks to it over a WebSocket of this machine. */
async function webChat(): Promise<AdapterUnderTest> {
  const server = await openServer();
  const adapter = botFrameworkAdapter({ adapter: new WebAdapter(), server });
  let page: Page | undefined;
  let reported = 0;

  return {
    adapter,
    async begin(kit) {
      kit.events.on('turn.finished', ({ event }) => {
        if (event.kind === 'message.received') reported += 1;
      });
      page = await openPage(server);
    },
    async writes(text) {
      const before = reported;
      page?.writes(text);
      await until(() => reported > before);
    },
    async written() {
      await page?.caughtUp();
      return [...(page?.texts ?? [])];
    },
    stands: () => true,
    wordsOf: ({ body }) => (body as { text?: string }).text,
    async close() {
      await page?.close();
      await closeServer(server);
    },
  };
}

adapterContract('the web adapter of Botkit', { hasGroups: false, repeats: false }, webChat);
