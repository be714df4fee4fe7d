import { type Aftermath, dieAndLiveAgain } from '../../../packages/core/test/outbox/dying-world.js';
import { defineScenario } from '../../scenario.js';

const PARTS = 3;
const classes = ['at-most-once', 'at-least-once'] as const;

function judge(
  point: number,
  delivery: (typeof classes)[number],
  { arrived }: Aftermath,
): string[] {
  const broken: string[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    const times = arrived.filter((one) => one === `part ${part}`).length;
    const where = `${delivery}, death at point ${point}, part ${part}`;
    if (delivery === 'at-most-once' && times > 1) broken.push(`${where}: sent ${times} times`);
    if (delivery === 'at-least-once' && times < 1) broken.push(`${where}: never sent`);
  }
  if (arrived.length > PARTS + 1) broken.push(`death at point ${point}: ${arrived.join(', ')}`);
  return broken;
}

/** A bot dies at each point around a send and between its steps, and a second one takes over. */
export default defineScenario({
  name: 'delivery/crash',
  promise:
    'at-most-once is never sent twice, at-least-once is never lost, no step before is repeated',
  trials: { quick: 140, full: 1_400 },
  async run({ trials, progress }) {
    const broken: string[] = [];
    let deaths = 0;
    let unknown = 0;
    let twice = 0;
    let point = 1;
    for (let trial = 0; trial < trials; trial += 1) {
      const delivery = classes[trial % classes.length] ?? 'at-most-once';
      const aftermath = await dieAndLiveAgain(point, PARTS, { delivery });
      broken.push(...judge(point, delivery, aftermath));
      if (aftermath.died) deaths += 1;
      if (aftermath.outcomes.some(({ kind }) => kind === 'unknown')) unknown += 1;
      if (aftermath.arrived.length > PARTS) twice += 1;
      if (delivery === 'at-least-once') point = aftermath.died ? point + 1 : 1;
      progress(trial);
    }
    return {
      trials,
      broken,
      figures: `${deaths} deaths, ${unknown} settled as unknown, ${twice} repeated one step`,
    };
  },
});
