import { maxOptions, maxQuestion } from '../limits.js';
import { type NewMessage, post, withStanding } from './messaging.js';
import { type Done, done, type Refused, refuse, type Wrote } from './refusal.js';
import { mayRead } from './rights.js';
import type { Scenery } from './world-change.js';
import type { WorldChat, WorldMessage, WorldPoll } from './world-state.js';

/** A poll as it is asked. */
export interface NewPoll {
  readonly question: string;
  readonly options: readonly string[];
  /** Whether somebody may choose several; one unless said otherwise. */
  readonly several?: boolean;
}

/** What people and the bot do with polls. */
export interface Polls {
  ask(author: string, chat: string | WorldChat, poll: NewPoll): Wrote | Refused;
  /** Chooses, by places in the list of options from 0; nothing takes the vote back. */
  vote(person: string, message: string, choices: readonly number[]): Done | Refused;
}

function unfit({ question, options }: NewPoll): Refused | undefined {
  if (options.length < 2) return refuse('too-few-options');
  if (options.length > maxOptions) return refuse('too-many-options');
  if (new Set(options).size < options.length) return refuse('same-option-twice');
  const words = [question, ...options];
  if (words.some((one) => one.trim() === '')) return refuse('empty');
  return words.some((one) => one.length > maxQuestion) ? refuse('too-long') : undefined;
}

function wrongChoice(poll: WorldPoll, choices: readonly number[]): Refused | undefined {
  if (choices.some((choice) => poll.options[choice] === undefined)) return refuse('no-such-option');
  return choices.length > 1 && !poll.several ? refuse('one-choice-only') : undefined;
}

function vote(
  { state, tell }: Scenery,
  person: string,
  message: WorldMessage,
  wanted: readonly number[],
): Done | Refused {
  const { poll, chat } = message;
  if (poll === undefined) return refuse('not-a-poll');
  const choices = [...new Set(wanted)].sort((one, other) => one - other);
  const no = mayRead(state, person, chat) ?? wrongChoice(poll, choices);
  if (no !== undefined) return no;
  const { [person]: _before, ...others } = poll.votes;
  const votes = choices.length === 0 ? others : { ...others, [person]: choices };
  const changed = { ...message, poll: { ...poll, votes } };
  state.messages.set(message.id, changed);
  tell({ kind: 'voted', message: changed, from: person, choices });
  return done;
}

/** The acts around polls, over one world. */
export function polls(scenery: Scenery): Polls {
  return {
    ask(author, chat, poll) {
      const { question, options, several = false } = poll;
      const asked: NewMessage = {
        author,
        text: question,
        marks: [],
        poll: { options: [...options], several, votes: {} },
      };
      return unfit(poll) ?? post(scenery, chat, asked);
    },
    vote: (person, id, choices) =>
      withStanding(scenery, id, (message) => vote(scenery, person, message, choices)),
  };
}
