import { directChat, type World, type WorldChat } from '@kapwa/adapter-playground';
import { whereIn, whoIn } from '../chronicle/record.js';
import type { Stage } from '../stage/stage.js';
import { readTimePhrase } from '../text/time-phrase.js';
import type { Scene, Step } from './scene.js';

/** What the world answers to an act: done, with the message where there is one, or not. */
type Answer = ReturnType<World['write'] | World['join']>;

/** The messages steps have named, by their names. */
type Named = Map<string, string>;

function chatOf({ group, who = '' }: Step): WorldChat {
  return group === undefined ? directChat(who) : { id: group, direct: false };
}

function act(world: World, step: Step, named: Named): Answer {
  const { who = '', group = '', text = '', emoji = '', by } = step;
  const message = named.get(step.message ?? '');
  switch (step.does) {
    case 'write':
      return world.write(
        who,
        chatOf(step),
        text,
        message === undefined ? {} : { replyTo: message },
      );
    case 'join':
      return world.join(who, group, by === undefined ? {} : { by });
    case 'leave':
      return world.leave(who, group);
    case 'remove':
      return world.remove(who, group, by === undefined ? {} : { by });
    case 'react':
      return world.react(who, message ?? '', emoji);
    case 'edit':
      return world.edit(who, message ?? '', text);
    case 'delete':
      return world.deleteOwn(who, message ?? '');
    case 'wait':
      return { ok: true };
  }
}

async function playStep(stage: Stage, step: Step, named: Named): Promise<void> {
  const { world, chronicle, blueprint } = stage;
  const { clock } = world;
  const narrate = (): void => {
    if (step.note !== undefined)
      chronicle.add({ kind: 'narrated', at: clock.now(), text: step.note });
  };
  // What a waiting brings comes below what the narrator says about it.
  if (step.does === 'wait') narrate();
  const moment = readTimePhrase(step.at ?? '', clock.now(), blueprint.community.timeZone);
  if (moment !== undefined) await clock.set(moment);
  if (step.does !== 'wait') narrate();
  const answer = act(world, step, named);
  if (!answer.ok) {
    const where = whereIn(world, chatOf(step));
    const who = whoIn(world, step.who ?? '');
    chronicle.add({ kind: 'not-allowed', at: clock.now(), where, who, reason: answer.reason });
  } else if ('message' in answer && step.as !== undefined) {
    named.set(step.as, answer.message);
  }
  await stage.settle();
}

/** Plays a scene, step by step; the bot has done all it wanted before the next step begins. */
export async function playScene(stage: Stage, scene: Scene): Promise<void> {
  const named: Named = new Map();
  for (const step of scene.steps) await playStep(stage, step, named);
}
