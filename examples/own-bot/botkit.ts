/**
 * Kapwa inside a Botkit bot that exists already: the bot keeps its own words and dialogs, Kapwa thanks
 * people and looks after the code of conduct. The page to chat in is whatever opens a WebSocket to it.
 *
 * PORT=3000 node --import tsx examples/own-bot/botkit.ts
 */
import { botkitAdapter, kapwaPlugin } from '@kapwa/bridge-botkit';
import { createKit, defineBlueprint } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { recognition } from '@kapwa/plugin-recognition';
import { WebAdapter } from 'botbuilder-adapter-web';
import { Botkit } from 'botkit';

const blueprint = defineBlueprint({
  community: {
    name: 'Community health workers',
    purpose: 'Work together and learn from each other',
    languages: ['en', 'sw'],
    timeZone: 'Africa/Nairobi',
  },
});

/** What the bot could do before. */
function withOwnWords(controller: Botkit): Botkit {
  controller.hears('stock', 'message', async (bot, message) => {
    await bot.reply(message, '42 boxes of gloves');
  });
  return controller;
}

/** The bot with Kapwa in it; Kapwa comes first, so that it can keep its own to itself. */
export async function botWithKapwa() {
  const adapter = new WebAdapter();
  const kit = createKit({
    communities: [blueprint],
    adapters: [botkitAdapter({ adapter })],
    plugins: [conduct, recognition],
  });
  await kit.start();
  const controller = new Botkit({ adapter, disable_console: true });
  controller.usePlugin(kapwaPlugin(kit));
  withOwnWords(controller);
  return { adapter, controller, kit };
}

if (process.env.PORT !== undefined && process.env.NODE_ENV !== 'test') {
  const { controller, kit } = await botWithKapwa();
  process.once('SIGTERM', async () => {
    await controller.shutdown();
    await kit.stop();
    // The web adapter has a timer that nothing stops.
    process.exit();
  });
}
