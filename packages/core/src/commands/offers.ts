import type { Catalogue } from '../languages/catalogue.js';
import type { Context } from '../plugins/context.js';
import { isOn } from '../plugins/switches.js';
import { plainText } from '../text/plain-text.js';
import type { Text } from '../text/text.js';
import type { CommandIndex } from './command-index.js';
import type { CommandOffer } from './command-offer.js';
import type { RegisteredCommand } from './registered-command.js';

/** Who is where. */
export type Standpoint = Pick<Context<unknown>, 'community' | 'group' | 'actor'>;

/** Whether somebody may use a command where they are. */
export function isOffered(command: RegisteredCommand, at: Standpoint): boolean {
  const { community, group, actor } = at;
  const here = group === undefined ? 'direct' : 'group';
  return (
    (command.where === 'anywhere' || command.where === here) &&
    isOn(command.plugin, community, group) &&
    (command.spec.permission === undefined || actor?.can(command.spec.permission) === true)
  );
}

/** The commands somebody may use where they are, in the order in which plugins declared them. */
export function offersAt(
  at: Standpoint,
  commands: CommandIndex,
  catalogue: Catalogue,
  language: string,
): readonly CommandOffer[] {
  const offered = commands.list().filter(({ command }) => isOffered(command, at));
  return offered.map(({ command: { plugin, name, spec }, words }) => {
    const text = (key: string): Text => catalogue.text(plugin, language, key, {});
    const [word = ''] = plainText(text(spec.words)).split('|');
    return {
      plugin,
      name,
      word: word.trim(),
      words,
      restricted: spec.permission !== undefined,
      ...(spec.about === undefined ? {} : { about: text(spec.about) }),
      ...(spec.examples === undefined ? {} : { examples: text(spec.examples) }),
    };
  });
}
