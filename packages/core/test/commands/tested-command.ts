import type { Arguments, CommandSpec, CommandUse, Context, Messages } from '@kapwa/core';
import { type TestCommunity, type TestCommunityOptions, testCommunity } from '@kapwa/testing';
import { onTestFinished } from 'vitest';
import { pluginThat } from '../plugin-that.js';
import { temporaryLocales } from '../temporary-locales.js';

const locales = {
  en: {
    words: { mute: 'mute|hush', thanks: 'my thanks', other: 'rules' },
    mute: { about: 'keeps somebody quiet', examples: '/mute @Ana 2h', ask: 'Really mute?' },
  },
  sw: { words: { mute: 'nyamazisha', thanks: 'shukrani zangu', other: 'kanuni' } },
};

/** One command in a community that plays a scenario, and how it was used. */
export interface TestedCommand {
  readonly community: TestCommunity;
  /** The uses that got through, oldest first. */
  readonly uses: readonly CommandUse[];
  /** Their arguments, oldest first. */
  readonly given: readonly Readonly<Record<string, unknown>>[];
}

type Run = (context: Context<unknown, Messages>, use: CommandUse) => void;

/** Starts the health workers with one command called `mute`. */
export async function withMute<Declared extends Arguments>(
  spec: Partial<CommandSpec<Declared>> = {},
  options: TestCommunityOptions & { readonly run?: Run } = {},
): Promise<TestedCommand> {
  const uses: CommandUse[] = [];
  const given: Readonly<Record<string, unknown>>[] = [];
  const { run, ...rest } = options;
  const folder = await temporaryLocales('quiet', locales);
  const plugin = pluginThat(
    'quiet',
    (scope) => {
      const full = { words: 'words.mute', examples: 'mute.examples', ...spec };
      scope.command('mute', full as CommandSpec, (context, use) => {
        uses.push(use);
        given.push(use.arguments);
        run?.(context, use);
        return 'handled';
      });
    },
    folder,
  );
  const community = await testCommunity({ ...rest, plugins: [plugin] });
  onTestFinished(() => community.stop());
  return { community, uses, given };
}
