import type { AnyContext } from '../plugins/context.js';
import { joinTexts, plain } from '../text/text.js';
import type { Arguments, ArgumentValues } from './argument.js';
import type { Confirmation } from './command.js';
import type { HouseVoice } from './house-voice.js';
import { OPEN_FOR, pendingIn } from './pending.js';
import type { RawUse } from './registered-command.js';

/** The posted step in which the question of a command is forgotten. */
export function expiryStep(command: string): string {
  return `unanswered ${command}`;
}

/** Asks whether it is really to be done, and keeps what is to be done until the answer. */
export async function askFirst(
  { plugin, name }: { readonly plugin: string; readonly name: string },
  { question, values: valuesOf }: Confirmation,
  used: {
    readonly context: AnyContext;
    readonly raw: RawUse;
    readonly values: ArgumentValues<Arguments>;
  },
  voice: HouseVoice,
): Promise<'handled'> {
  const { context, raw, values } = used;
  const { here } = context;
  const person = context.actor?.person.id;
  if (here === undefined || person === undefined) return 'handled';
  const id = context.id();
  const expires = context.now + OPEN_FOR;
  const { word, written, rest } = raw;
  const pending = { id, plugin, command: name, word, written, rest, values, expires };
  pendingIn(context).set(person, pending);
  context.post(here, expiryStep(name), { person, id }, { at: expires });
  await voice.say(context, here, (language) =>
    joinTexts(
      [
        voice.pluginText(plugin, language, question, valuesOf?.(values, context) ?? {}),
        joinTexts([plain('1. '), voice.text(language, 'confirm.yes', {})], ''),
        joinTexts([plain('2. '), voice.text(language, 'confirm.no', {})], ''),
        voice.text(language, 'confirm.until', { count: OPEN_FOR / 60_000 }),
      ],
      '\n',
    ),
  );
  return 'handled';
}
