import { directChat, type WorldChat } from '@kapwa/adapter-playground';
import { inLanguage } from '@kapwa/core';
import { clockFace } from '../text/clock-face.js';
import { readTimePhrase, timePhraseExamples } from '../text/time-phrase.js';
import { findNamed, type Named } from './closest.js';
import {
  type Desk,
  groupsOf,
  groupToTry,
  nameOf,
  openChat,
  type Reply,
  say,
  seatFor,
} from './desk.js';
import { chatLines, phoneLines } from './phone-screen.js';
import { type Row, tableLines } from './table.js';
import { whyLines } from './why.js';

/** What stands behind a slash. */
export interface PlaygroundCommand {
  readonly name: string;
  /** What is to be written behind it. */
  readonly takes?: 'person' | 'group' | 'name' | 'time';
  readonly about: string;
  run(desk: Desk, rest: string): Reply | Promise<Reply>;
}

/** The groups, by what they are called. */
export function namedGroups({ world }: Desk['stage']): readonly Named[] {
  return world.groups().map(({ id, title }) => ({ id, name: title }));
}

/** Finds what was named and goes on with it; otherwise says what there is. */
function withNamed(
  query: string,
  known: readonly Named[],
  what: 'person' | 'group',
  act: (id: string) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const names = (list: readonly Named[]): string => list.map(({ name }) => name).join(', ');
  if (query === '') return say(`Say which ${what}: ${names(known)}.`);
  const { found, perhaps } = findNamed(query, known);
  if (found !== undefined) return act(found.id);
  const hint =
    perhaps.length === 0
      ? `There are: ${names(known)}.`
      : `Did you mean ${perhaps.map(({ name }) => name).join(' or ')}?`;
  return say(`There is no ${what} "${query}". ${hint}`);
}

/** Opens a chat on somebody's phone: what is in it counts as read. */
function open(desk: Desk, place: WorldChat): Reply {
  const { stage, seat } = desk;
  const phone = stage.world.phoneOf(seat.me);
  const chat = phone.chats.find(
    ({ chat: { id, direct } }) => id === place.id && direct === place.direct,
  );
  stage.world.markRead(seat.me, place);
  return {
    seat: { ...seat, place },
    lines: chat === undefined ? [] : [desk.colors.cyan(chat.title), ...chatLines(chat, desk)],
  };
}

function be(desk: Desk, me: string): Reply {
  const { stage } = desk;
  const seat = seatFor(stage, me, desk.seat.place);
  const { notifications } = stage.world.phoneOf(me);
  const news = notifications === 0 ? '' : ` ${notifications} new: look with /phone.`;
  return { seat, lines: [`You are ${nameOf(stage, me)} now.${news}`] };
}

function go(desk: Desk, group: string): Reply {
  const { stage, seat } = desk;
  if (groupsOf(stage, seat.me).some(({ id }) => id === group)) {
    return open(desk, { id: group, direct: false });
  }
  const title = stage.world.group(group)?.title ?? group;
  return say(`${nameOf(stage, seat.me)} is not in ${title}. Come in with /join ${group}.`);
}

async function join(desk: Desk, group: string): Promise<Reply> {
  const { stage, seat } = desk;
  const answer = stage.world.join(seat.me, group);
  if (!answer.ok) return say(`That did not work: ${answer.reason}.`);
  await stage.settle();
  return { seat: { ...seat, place: { id: group, direct: false } } };
}

async function leave(desk: Desk): Promise<Reply> {
  const { stage, seat } = desk;
  if (seat.place.direct)
    return say('This is your chat with the bot. Go to a group first: /go GROUP.');
  const answer = stage.world.leave(seat.me, seat.place.id);
  if (!answer.ok) return say(`That did not work: ${answer.reason}.`);
  await stage.settle();
  return { seat: seatFor(stage, seat.me) };
}

async function addPerson(desk: Desk, name: string): Promise<Reply> {
  const { world } = desk.stage;
  const id = name.toLowerCase().replace(/\s+/g, '-');
  if (id === '') return say('Say what they are called: /new NAME.');
  if (findNamed(name, world.people()).found !== undefined || world.person(id) !== undefined) {
    return say(`There is a ${name} already. Be them with /be ${name}, or take another name.`);
  }
  world.addPerson({ id, name });
  return {
    seat: { me: id, place: directChat(id) },
    lines: [
      `You are ${name} now, new and in no group. Come in with /join ${groupToTry(desk.stage)}.`,
    ],
  };
}

async function turnClock(desk: Desk, phrase: string): Promise<Reply> {
  const { world, blueprint } = desk.stage;
  const { timeZone } = blueprint.community;
  const face = clockFace(timeZone);
  const now = (): string => `${face.day(world.clock.now())}, ${face.time(world.clock.now())}`;
  if (phrase === '') return say(`It is ${now()}. Turn the clock with ${timePhraseExamples}.`);
  const moment = readTimePhrase(phrase, world.clock.now(), timeZone);
  if (moment === undefined) return say(`"${phrase}" is no time. Write ${timePhraseExamples}.`);
  await world.clock.set(moment);
  return say(`It is ${now()}.`);
}

function who(desk: Desk): Reply {
  const { stage, seat } = desk;
  const rows = stage.world.people().map(({ id, name }): Row => {
    const groups = groupsOf(stage, id).map(({ title }) => title);
    const { notifications } = stage.world.phoneOf(id);
    const news = notifications === 0 ? '' : ` · ${notifications} new`;
    return [
      id === seat.me ? `${name} (you)` : name,
      `${groups.join(', ') || 'in no group'}${news}`,
    ];
  });
  return say(...tableLines(rows, desk));
}

function groups(desk: Desk): Reply {
  const { stage, seat } = desk;
  const mine = new Set(groupsOf(stage, seat.me).map(({ id }) => id));
  const rows = stage.world.groups().map(({ id, title, members, posting }): Row => {
    const purpose = stage.blueprint.groups.find(({ key }) => key === id)?.purpose;
    const facts = [
      members.length === 2 ? '1 person' : `${members.length - 1} people`,
      ...(mine.has(id) ? ['you are in it'] : []),
      ...(posting === 'admins' ? ['only admins write'] : []),
      ...(purpose === undefined ? [] : [inLanguage(purpose, 'en', stage.blueprint.community)]),
    ];
    return [`${title} (${id})`, facts.join(' · ')];
  });
  return say(...tableLines(rows, desk));
}

function help(desk: Desk): Reply {
  const rows = commands.map(
    ({ name, takes, about }): Row => [
      `/${name}${takes === undefined ? '' : ` ${takes.toUpperCase()}`}`,
      about,
    ],
  );
  return say(
    `What you type goes to ${openChat(desk)}, from ${nameOf(desk.stage, desk.seat.me)}. @Name mentions somebody.`,
    ...tableLines(rows, desk),
  );
}

const people = ({ stage }: Desk): readonly Named[] => stage.world.people();

/** Everything that can stand behind a slash. */
export const commands: readonly PlaygroundCommand[] = [
  {
    name: 'be',
    takes: 'person',
    about: 'be somebody else',
    run: (desk, rest) => withNamed(rest, people(desk), 'person', (id) => be(desk, id)),
  },
  {
    name: 'go',
    takes: 'group',
    about: 'go to one of your groups',
    run: (desk, rest) => withNamed(rest, namedGroups(desk.stage), 'group', (id) => go(desk, id)),
  },
  {
    name: 'dm',
    about: 'go to your direct chat with the bot',
    run: (desk) => open(desk, directChat(desk.seat.me)),
  },
  { name: 'who', about: 'who there is, and who has something new', run: who },
  { name: 'groups', about: 'which groups there are, and what for', run: groups },
  {
    name: 'join',
    takes: 'group',
    about: 'come into a group',
    run: (desk, rest) => withNamed(rest, namedGroups(desk.stage), 'group', (id) => join(desk, id)),
  },
  { name: 'leave', about: 'leave the group you are in', run: leave },
  {
    name: 'phone',
    takes: 'person',
    about: 'what somebody sees on their phone; yours without a name',
    run: (desk, rest) =>
      withNamed(rest === '' ? desk.seat.me : rest, people(desk), 'person', (id) =>
        say(...phoneLines(id, desk)),
      ),
  },
  {
    name: 'why',
    about: 'what the bot did about the last message, and why',
    run: (desk) => say(...whyLines(desk)),
  },
  {
    name: 'time',
    takes: 'time',
    about: `turn the clock: ${timePhraseExamples}`,
    run: turnClock,
  },
  { name: 'new', takes: 'name', about: 'be somebody new', run: addPerson },
  { name: 'help', about: 'this list', run: help },
  { name: 'quit', about: 'leave the playground; nothing is kept', run: () => ({ quits: true }) },
];
