import type { AnyContext } from '../plugins/context.js';
import type { Verdict } from '../plugins/plugin.js';
import type { MaybePromise } from '../store/store.js';
import { joinTexts, type Text } from '../text/text.js';
import type { Arguments, ArgumentValues } from './argument.js';
import { askFirst } from './ask-first.js';
import type { CommandSpec, CommandUse } from './command.js';
import { cooldownOf } from './cooldown.js';
import type { HouseVoice, InLanguage } from './house-voice.js';
import { lookUp } from './look-up.js';
import { forgetPending, type Pending, pendingIn } from './pending.js';
import { neededFor, readArguments } from './read-arguments.js';
import type { RawUse, RegisteredCommand } from './registered-command.js';
import { tokensOf } from './tokens.js';

/** A command as a plugin declares it. */
export interface DeclaredCommand {
  readonly plugin: string;
  readonly name: string;
  readonly spec: CommandSpec;
  run(context: AnyContext, use: CommandUse): MaybePromise<Verdict>;
}

type Values = ArgumentValues<Arguments>;

const MINUTE = 60_000;

/** Whether the role of whoever uses it allows it, here and now. */
function isAllowed({ spec }: DeclaredCommand, { actor }: AnyContext): boolean {
  return spec.permission === undefined || actor?.can(spec.permission) === true;
}

/** In private where they can be reached there, so that nobody is refused in front of others. */
async function refuse(
  { plugin, name }: DeclaredCommand,
  context: AnyContext,
  voice: HouseVoice,
  written: string,
): Promise<Verdict> {
  const { actor } = context;
  const { here } = context;
  if (actor === undefined || here === undefined) return 'handled';
  const target = `${plugin}.${name}`;
  context.audit({ what: 'command.refuse', by: actor.person.id, target, reason: 'no-permission' });
  const open = (await context.reach(actor.person.id)) === 'open';
  const to = open ? { person: actor.person.id } : here;
  const said: InLanguage = (language) =>
    voice.text(language, 'command.refused', { command: written });
  await voice.say(context, to, said);
  return 'handled';
}

/** Whether somebody has to wait; told once. */
async function mustWait(
  { plugin, name, spec }: DeclaredCommand,
  context: AnyContext,
  voice: HouseVoice,
  written: string,
): Promise<boolean> {
  const person = context.actor?.person.id;
  const { here } = context;
  if (spec.cooldown === undefined || person === undefined || here === undefined) return false;
  const cooldown = cooldownOf(context, person, `${plugin}.${name}`, spec.cooldown);
  const waiting = await cooldown.waiting();
  if (waiting === undefined) return false;
  if (waiting.told) return true;
  cooldown.told(waiting);
  const count = Math.ceil((waiting.until - context.now) / MINUTE);
  await voice.say(context, here, (language) =>
    voice.text(language, 'command.wait', { count, command: written }),
  );
  return true;
}

function startCooldown({ plugin, name, spec }: DeclaredCommand, context: AnyContext): void {
  const person = context.actor?.person.id;
  if (spec.cooldown === undefined || person === undefined) return;
  cooldownOf(context, person, `${plugin}.${name}`, spec.cooldown).used();
}

function exampleOf({ plugin, spec }: DeclaredCommand, voice: HouseVoice, language: string): Text {
  if (spec.examples === undefined) return [];
  const example = voice.pluginText(plugin, language, spec.examples, {});
  return voice.text(language, 'command.example', { example });
}

/** The arguments of a use; undefined where they were not understood, which has been said then. */
async function argumentsOf(
  declared: DeclaredCommand,
  context: AnyContext,
  voice: HouseVoice,
  { rest }: RawUse,
): Promise<Values | undefined> {
  const { event } = context;
  const wanted = declared.spec.arguments;
  if (wanted === undefined) return {};
  const mentions = event.kind === 'message.received' ? event.mentions : [];
  const tokens = tokensOf(rest, mentions);
  const said = { text: rest, tokens, mentions };
  const read = readArguments(wanted, tokens, await lookUp(neededFor(wanted), said, context, voice));
  if ('values' in read) return read.values;
  const { why, values } = read.misread;
  const { here } = context;
  if (here === undefined) return undefined;
  await voice.say(context, here, (language) => {
    const example = exampleOf(declared, voice, language);
    const wrong = voice.text(language, why, values as never);
    return example.length === 0 ? wrong : joinTexts([wrong, example], '\n');
  });
  return undefined;
}

/** Makes a declared command into one that checks who uses it and how, before it runs. */
export function declareCommand(declared: DeclaredCommand, voice: HouseVoice): RegisteredCommand {
  const { plugin, name, spec, run } = declared;
  const unguarded =
    spec.permission === undefined &&
    spec.cooldown === undefined &&
    spec.arguments === undefined &&
    spec.confirm === undefined;

  const goOn = (context: AnyContext, use: CommandUse): MaybePromise<Verdict> => {
    startCooldown(declared, context);
    return run(context, use);
  };

  const guarded = async (context: AnyContext, raw: RawUse): Promise<Verdict> => {
    if (!isAllowed(declared, context)) return refuse(declared, context, voice, raw.written);
    if (await mustWait(declared, context, voice, raw.written)) return 'handled';
    const values = await argumentsOf(declared, context, voice, raw);
    if (values === undefined) return 'handled';
    if (spec.confirm === undefined)
      return goOn(context, { word: raw.word, rest: raw.rest, arguments: values });
    return askFirst(declared, spec.confirm, { context, raw, values }, voice);
  };

  return {
    plugin,
    name,
    where: spec.where ?? 'anywhere',
    spec,
    run(context, raw) {
      if (!unguarded) return guarded(context, raw);
      const { word, rest } = raw;
      return run(context, { word, rest, arguments: {} });
    },
    async answer(context, asked: Pending, said) {
      pendingIn(context).remove(context.actor?.person.id ?? '');
      if (said === 'no') {
        const { here } = context;
        const dropped: InLanguage = (language) => voice.text(language, 'confirm.dropped', {});
        if (here !== undefined) await voice.say(context, here, dropped);
        return 'handled';
      }
      if (!isAllowed(declared, context)) return refuse(declared, context, voice, asked.written);
      const { word, rest, values } = asked;
      return goOn(context, { word, rest, arguments: values });
    },
    expire: forgetPending,
  };
}
