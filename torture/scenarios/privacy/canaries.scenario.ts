import { defineScenario } from '../../scenario.js';
import { onBrokenSettings } from './acts/broken-settings.js';
import { onCloudApi } from './acts/cloud.js';
import { examples } from './acts/examples.js';
import { onLinkedDevice } from './acts/linked-device.js';
import { onTelegram } from './acts/telegram.js';
import { onTurnedClock } from './acts/turned-clock.js';
import { type CanaryKind, signs } from './canaries.js';
import type { Output } from './places.js';
import { createStage, type Stage } from './stage.js';
import { sweep } from './sweep.js';

const acts: Readonly<Record<string, (stage: Stage) => Promise<readonly Output[]>>> = {
  'the kit through eight days': onTurnedClock,
  'settings that are wrong': onBrokenSettings,
  'the examples': examples,
  'a bot on Telegram': onTelegram,
  'a bot on the Cloud API': onCloudApi,
  'a bot as a linked device': onLinkedDevice,
};

/** Everything the bot is told of people, in every way it runs, and everything that leaves it. */
export default defineScenario({
  name: 'privacy/canaries',
  promise:
    'no name, number, link, word or secret stands in a log, metric, error, record, page or file it is not meant for',
  trials: { quick: Object.keys(acts).length, full: Object.keys(acts).length },
  async run({ trials, progress }) {
    const stage = await createStage();
    const broken: string[] = [];
    const seen = new Set<CanaryKind>();
    let looked = 0;
    let characters = 0;
    try {
      for (const [index, [name, play]] of Object.entries(acts).entries()) {
        const outputs = await play(stage);
        const swept = sweep(name, outputs);
        broken.push(...swept.leaks);
        for (const kind of swept.seen) seen.add(kind);
        looked += outputs.length;
        for (const { text } of outputs) characters += text.length;
        progress(index + 1);
      }
    } finally {
      await stage.remove();
    }
    // Where they may be they must be: otherwise nothing was looked for.
    for (const kind of Object.keys(signs) as CanaryKind[]) {
      if (!seen.has(kind)) broken.push(`the canary ${kind} was never in play`);
    }
    const size = `${(characters / 1e6).toFixed(1)} MB`;
    return {
      trials,
      broken,
      figures: `${seen.size} kinds of canary in ${looked} outputs and files (${size}), ${broken.length} where they must not be`,
    };
  },
});
