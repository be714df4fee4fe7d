import type { Entry } from './entry.js';

type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

const behind = (by: { readonly name: string } | undefined): string =>
  by === undefined ? '' : ` (by ${by.name})`;

function noticed({ plugin, detector, reason, mode, text }: EntryOf<'noticed'>): string {
  const how = mode === undefined ? '' : ` (${mode})`;
  return `${plugin} noticed: ${detector ?? reason}${how}: ${text}`;
}

function notDone({ plugin, action, outcome, reason }: EntryOf<'not-done'>): string {
  return `${plugin} asked for ${action}: ${outcome}${reason === undefined ? '' : `, ${reason}`}`;
}

function roleSentence({ who, role, by }: EntryOf<'role'>): string {
  return `${who.name} is ${role === 'member' ? 'no admin any more' : `now ${role}`}${behind(by)}`;
}

/** What happened, in one sentence of plain words; of a message, who says what. */
export function sentenceOf(entry: Entry): string {
  switch (entry.kind) {
    case 'narrated':
      return entry.text;
    case 'said': {
      const languages = entry.languages?.length ? ` (${entry.languages.join(', ')})` : '';
      return `${entry.who.name}${languages}: ${entry.text}`;
    }
    case 'edited':
      return `${entry.who.name} changed a message: ${entry.text}`;
    case 'deleted':
      return entry.who.id === entry.author.id
        ? `${entry.who.name} deleted their message`
        : `${entry.who.name} deleted a message of ${entry.author.name}`;
    case 'reacted':
      return entry.emoji === ''
        ? `${entry.who.name} took a reaction back`
        : `${entry.who.name} reacted ${entry.emoji}`;
    case 'joined':
      return `${entry.who.name} joined${behind(entry.by)}`;
    case 'left':
      return entry.by === undefined
        ? `${entry.who.name} left`
        : `${entry.who.name} was removed${behind(entry.by)}`;
    case 'role':
      return roleSentence(entry);
    case 'muted':
      return `${entry.who.name} ${entry.muted ? 'was muted' : 'may write again'}${behind(entry.by)}`;
    case 'posting':
      return `${entry.posting === 'admins' ? 'only admins' : 'everyone'} can write now${behind(entry.by)}`;
    case 'requested':
      return `${entry.who.name} asks to be let in`;
    case 'withdrew':
      return `${entry.who.name} does not ask to be let in any more`;
    case 'declined':
      return `${entry.who.name} was not let in${behind(entry.by)}`;
    case 'voted':
      return entry.choices.length === 0
        ? `${entry.who.name} took a vote back`
        : `${entry.who.name} voted for ${entry.choices.join(', ')}`;
    case 'changed':
      return `changed: ${entry.what}${behind(entry.by)}`;
    case 'noticed':
      return noticed(entry);
    case 'not-done':
      return notDone(entry);
    case 'not-allowed':
      return `${entry.who.name} could not: ${entry.reason}`;
    case 'plugin-failed':
      return `${entry.plugin} failed: ${entry.error}`;
  }
}
