import { clockFace } from '../text/clock-face.js';
import { type Desk, groupToTry, nameOf, openChat } from './desk.js';
import { type Row, tableLines } from './table.js';

/** Somebody to thank: anybody else in the group one is in, admins last. */
function neighbour({ stage, seat }: Desk): string {
  const group = stage.world.group(seat.place.id);
  const others = (group?.members ?? []).filter(
    ({ account }) => account !== seat.me && account !== stage.world.bot.id,
  );
  const [first] = [...others].sort(
    (one, other) => Number(one.role !== 'member') - Number(other.role !== 'member'),
  );
  return first === undefined ? 'Name' : nameOf(stage, first.account);
}

function suggestions(desk: Desk): readonly Row[] {
  return [
    ['Good morning everybody!', 'write to the group'],
    [`Thank you @${neighbour(desk)} for staying late`, 'thank somebody, saying what for'],
    ['Join: https://chat.whatsapp.com/AbCdEfGhIjK123', 'post what the rules forbid'],
    ['/why', 'what the bot did about it, and why'],
    [`/new Zaina, /join ${groupToTry(desk.stage)}, /dm`, 'come in and be welcomed'],
    ['/time fri 17:00', 'turn the clock, for reminders and digests'],
    ['/help', 'everything else; the tab key completes names'],
  ];
}

/** What somebody sees who has never been here. */
export function firstScreen(desk: Desk): readonly string[] {
  const { stage, seat, colors } = desk;
  const { world, blueprint } = stage;
  const { name, timeZone } = blueprint.community;
  const face = clockFace(timeZone);
  const now = world.clock.now();
  return [
    colors.bold(`${name}, as a playground`),
    `${world.people().length} people, ${world.groups().length} groups and the bot, all in memory: nothing here reaches anybody.`,
    '',
    `You are ${nameOf(stage, seat.me)}, in ${openChat(desk)}. It is ${face.day(now)}, ${face.time(now)}, in ${timeZone}.`,
    '',
    'Try this first:',
    ...tableLines(suggestions(desk), desk),
    '',
  ];
}
