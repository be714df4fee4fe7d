import type { World } from '@kapwa/adapter-playground';
import { KapwaError } from '@kapwa/core';
import { readTimePhrase, timePhraseExamples } from '../text/time-phrase.js';
import type { Scene, Step } from './scene.js';

function unknown(what: string, name: string, known: readonly string[]): string {
  return `there is no ${what} "${name}". There are: ${known.join(', ')}.`;
}

/** What is wrong with a step, given the world it is to be played in. */
function problemOf(
  step: Step,
  world: World,
  timeZone: string,
  messages: ReadonlySet<string>,
): string | undefined {
  const { at, who, by, group, message } = step;
  const stranger = [who, by].find((name) => name !== undefined && world.person(name) === undefined);
  if (stranger !== undefined) {
    return unknown(
      'person',
      stranger,
      world.people().map(({ id }) => id),
    );
  }
  if (group !== undefined && world.group(group) === undefined) {
    return unknown(
      'group',
      group,
      world.groups().map(({ id }) => id),
    );
  }
  if (message !== undefined && !messages.has(message)) {
    return `no earlier step has "as":"${message}". Name the message where it is written.`;
  }
  if (at !== undefined && readTimePhrase(at, 0, timeZone) === undefined) {
    return `"${at}" is no time. Write for example ${timePhraseExamples}.`;
  }
  return undefined;
}

/**
 * Checks that everybody and everything a scene names is there, before anything of it is played.
 * Raises `input.unreadable` naming every line that cannot be played.
 */
export function checkScene(scene: Scene, file: string, world: World, timeZone: string): void {
  const messages = new Set<string>();
  const problems = scene.steps.flatMap((step) => {
    const problem = problemOf(step, world, timeZone, messages);
    if (step.as !== undefined) messages.add(step.as);
    return problem === undefined ? [] : [`${file}, line ${step.line}: ${problem}`];
  });
  if (problems.length > 0) throw new KapwaError('input.unreadable', problems.join('\n'));
}
