import type { Blueprint } from '@kapwa/core';
import { type Cast, type Scene, type Step, usualStart } from './scene.js';

/** Some neighbours for a community that brings no scene of its own. */
const neighbours = [
  { person: 'ana', name: 'Ana' },
  { person: 'baraka', name: 'Baraka' },
  { person: 'asha', name: 'Asha' },
];

/** The groups people talk in; if there are none, whatever there is. */
function talkingGroups({ groups }: Blueprint): readonly string[] {
  const open = groups.filter(({ kind }) => kind !== 'announcement' && kind !== 'admin');
  return (open.length > 0 ? open : groups).map(({ key }) => key);
}

function castOf(blueprint: Blueprint): readonly Cast[] {
  const groups = talkingGroups(blueprint).slice(0, 2);
  const known = new Set(blueprint.people.map(({ key }) => key));
  const free = neighbours.filter(({ person }) => !known.has(person));
  return [
    ...free.map((one) => ({ ...one, groups })),
    { person: 'amina', name: 'Amina', groups: [] },
  ];
}

/** A short scene any community can play: a welcome, a slip, a thank-you, a look at the rules. */
export function defaultScene(blueprint: Blueprint): Scene {
  const cast = castOf(blueprint);
  const [group] = talkingGroups(blueprint);
  const [who] = cast.map(({ person }) => person);
  const other = cast[1] ?? cast[0];
  if (group === undefined || who === undefined || other === undefined) {
    return { starts: usualStart, cast, steps: [] };
  }
  const steps: readonly Omit<Step, 'line'>[] = [
    { does: 'join', who: 'amina', group, note: 'Somebody new comes in' },
    { does: 'write', who: 'amina', text: '1', at: '+1m' },
    {
      does: 'write',
      who,
      group,
      at: '+5m',
      text: 'Join us here: https://chat.whatsapp.com/AbCdEfGhIjK12345678901',
      note: 'Somebody posts a link by which anybody could come in',
    },
    {
      does: 'write',
      who,
      group,
      at: '+5m',
      text: `Thank you @${other.name} for staying until the last family was seen`,
      note: 'Good work is thanked',
    },
    { does: 'write', who, text: 'rules', at: '+5m', note: 'Somebody asks the bot for the rules' },
    { does: 'wait', at: '+1w', note: 'A week goes by' },
  ];
  return { starts: usualStart, cast, steps: steps.map((step) => ({ ...step, line: 0 })) };
}
