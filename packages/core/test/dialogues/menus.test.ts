import {
  createKit,
  defineAdapter,
  type MenuLimits,
  type MenuOption,
  plainText,
  unsupported,
} from '@kapwa/core';
import { blueprintOf, healthWorkers, turnableClock } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messageFrom } from '../events.js';
import { type AppealSpec, appealSpec, appealsWith, appealWords } from './appeals.js';

const likeWhatsApp: MenuLimits = {
  buttons: { most: 3, label: 20 },
  list: { most: 10, label: 30, description: 72, button: 20 },
  id: 64,
  groups: false,
};

const hour = 3_600_000;

interface Shown {
  readonly words: string;
  readonly form?: string;
  readonly options?: readonly MenuOption[];
}

/** A bot with the appeals, on a messenger that has menus of its own; Ana has just asked for one. */
async function appealing(change: Partial<AppealSpec> = {}, menus = likeWhatsApp) {
  const clock = turnableClock();
  const shown: Shown[] = [];
  const adapter = defineAdapter({
    name: 'playground',
    maxText: 4096,
    menus,
    encode(action, { menu: form }) {
      if (action.kind !== 'message.send') return [];
      const words = plainText(action.text);
      const menu = form === undefined ? {} : { form, options: action.menu?.options };
      return [{ op: 'send', body: { words, ...menu } }];
    },
    capability: ({ action }) =>
      action === 'message.send'
        ? { level: 'native' }
        : unsupported('This messenger can only send messages.'),
    connect: () => ({
      async perform({ body }) {
        shown.push(body as Shown);
        return { kind: 'ok', message: `m${shown.length}` };
      },
      close: () => undefined,
    }),
  });
  const plugins = [appealsWith(await appealWords(), change).plugin];
  const communities = [blueprintOf(healthWorkers)];
  const kit = createKit({ communities, adapters: [adapter], plugins, clock });
  await kit.start();
  onTestFinished(() => kit.stop());

  let count = 0;
  const says = async (text: string, choice?: string): Promise<void> => {
    count += 1;
    const tap = choice === undefined ? {} : { choice };
    const at = clock.now();
    await kit.receive(messageFrom('ana', text, { id: `${count}`, at, ...tap })).settled;
    await clock.advance(0);
  };
  /** Taps the option with this label, on the menu that showed it last. */
  const taps = async (label: string): Promise<void> => {
    const options = shown.flatMap(({ options: some = [] }) => some);
    await says(label, options.findLast((option) => option.label === label)?.id ?? label);
  };
  await says('appeal');
  return { shown, says, taps, clock, latest: () => shown.at(-1) };
}

const labels = ({ options = [] }: Shown = { words: '' }) => options.map(({ label }) => label);

describe('a question with options', () => {
  it('is shown with the menu of the platform, without lines in its words', async () => {
    const { latest } = await appealing();

    expect(latest()).toMatchObject({ words: 'Why should your post come back?', form: 'list' });
    expect(labels(latest())).toEqual(['It was a mistake', 'It was taken out of context']);
  });

  it('is shown in lines where a label is too long for a menu', async () => {
    const { latest } = await appealing(
      {},
      { ...likeWhatsApp, list: { most: 10, label: 24, description: 72, button: 20 } },
    );

    expect(latest()).toEqual({
      words: 'Why should your post come back?\n1. It was a mistake\n2. It was taken out of context',
    });
  });

  it('is shown with buttons where its answers are words, which it does not list elsewhere', async () => {
    const { taps, says, latest } = await appealing();
    await taps('It was a mistake');
    await says('I meant our own clinic');

    expect(latest()).toMatchObject({ words: 'Shall I send it?', form: 'buttons' });
    expect(labels(latest())).toEqual(['Yes', 'No']);
    await taps('Yes');
    expect(latest()?.words).toBe('Sent: mistake, I meant our own clinic.');
  });

  it('is answered by a tap, by a number and by a word all the same', async () => {
    for (const answer of ['2', 'It was taken out of context.']) {
      const { says, latest } = await appealing();
      await says(answer);
      expect(latest()?.words).toBe('Tell the admins in your own words.');
    }
    const { taps, latest } = await appealing();
    await taps('It was taken out of context');
    expect(latest()?.words).toBe('Tell the admins in your own words.');
  });

  it('takes a tap for what stood there, also when the label has changed meanwhile', async () => {
    const { says, shown, latest } = await appealing();

    await says('It was an error', shown[0]?.options?.[0]?.id);

    expect(latest()?.words).toBe('Tell the admins in your own words.');
  });

  it('is not answered by a tap on an older question, not even where any words would do', async () => {
    const { taps, says, latest, shown } = await appealing();
    await taps('It was a mistake');
    const before = shown.length;

    await taps('It was taken out of context');

    expect(shown.slice(before).map(({ words }) => words)).toEqual([
      'Tell the admins in your own words.',
    ]);
    await says('I meant our own clinic');
    await says('yes');
    expect(latest()?.words).toBe('Sent: mistake, I meant our own clinic.');
  });

  it("is not answered by a tap on another plugin's menu", async () => {
    const { taps, says, latest } = await appealing();
    await taps('It was a mistake');

    await says('Monday', 'mon');

    expect(latest()?.words).toBe('Tell the admins in your own words.');
  });

  it('is not answered by an option that is not offered any more', async () => {
    let isOffered = true;
    const { reason } = appealSpec.steps;
    const options = () => (isOffered ? [{ value: 'context', key: 'reason.context' } as const] : []);
    const { taps, latest } = await appealing({
      steps: { ...appealSpec.steps, reason: { ...reason, options } },
    });
    isOffered = false;

    await taps('It was taken out of context');

    expect(latest()?.words).toBe('Why should your post come back?');
  });

  it('has a menu for going on after a long pause; a tap on the question itself is an answer', async () => {
    for (const [label, next] of [
      ['It was a mistake', 'Tell the admins in your own words.'],
      ['Start over', 'Why should your post come back?'],
    ] as const) {
      const { says, taps, clock, latest } = await appealing({
        steps: { ...appealSpec.steps, words: { ...appealSpec.steps.words, next: 'reason' } },
      });
      await taps('It was a mistake');
      await says('My words');
      expect(latest()?.words).toBe('Why should your post come back?');
      await clock.advance(30 * hour);
      await says('Hello?');
      expect(labels(latest())).toHaveLength(2);

      await taps(label === 'Start over' ? (labels(latest())[1] ?? '') : label);

      expect(latest()?.words).toBe(next);
    }
  });
});
