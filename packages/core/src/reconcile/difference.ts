import type { ChatAddress, WhoMay } from '../model/group.js';
import type { PersonId } from '../model/person.js';

/** The group a difference is about: by its key, and as people call it. */
interface InGroup<Kind extends string> {
  readonly kind: Kind;
  readonly group: string;
  readonly name: string;
}

/** One setting that is another way on the platform. */
interface Differs<Kind extends string, Value> extends InGroup<Kind> {
  readonly is: Value;
  readonly should: Value;
}

/** An admin whom the blueprint names, by the short name it has for them. */
interface NamedAdmin<Kind extends string> extends InGroup<Kind> {
  readonly person: string;
  /** What they are called. */
  readonly who: string;
}

/** One thing that is not on the platforms as the blueprint wants it. */
export type Difference =
  /** There is no chat of it on any platform. */
  | InGroup<'group.missing'>
  /** The bot is in a chat of its name, but the blueprint does not say that this is the one. */
  | (InGroup<'group.untied'> & { readonly chat: ChatAddress })
  /** There is a chat, but no platform has told anything of it: probably the bot is not in it. */
  | InGroup<'group.unseen'>
  /** The bot has been in it and is no longer. */
  | InGroup<'bot.absent'>
  /** The bot is in it, but not as an admin. */
  | InGroup<'bot.not-admin'>
  /** It is not under the community on its platform. */
  | InGroup<'group.unlinked'>
  /** A chat the bot is in, and the blueprint does not name. */
  | InGroup<'group.adopted'>
  | Differs<'posting.differs', WhoMay>
  | Differs<'editing.differs', WhoMay>
  | Differs<'adding.differs', WhoMay>
  | Differs<'approval.differs', boolean>
  /** ms; 0 for messages that stay. */
  | Differs<'disappearing.differs', number>
  | Differs<'name.differs', string>
  | Differs<'description.differs', string>
  /** Somebody made the invite link anew: the one the bot knows no longer works. */
  | (InGroup<'link.reset'> & { readonly at: number })
  /** They are in the group and not an admin. */
  | (NamedAdmin<'admin.missing'> & { readonly id: PersonId })
  /** They are not in the group at all. */
  | NamedAdmin<'admin.outside'>
  /** Nobody can tell whether they are: the blueprint has no account of theirs on that platform. */
  | NamedAdmin<'admin.unknown'>
  /** An admin there whom the blueprint does not name. */
  | (InGroup<'admin.extra'> & { readonly id: PersonId; readonly who: string });

/** The name of one kind of difference. */
export type DifferenceKind = Difference['kind'];

/** A name for a difference by which it is known again; another value makes it another one. */
export function differenceId(difference: Difference): string {
  const { kind, group } = difference;
  const about = [
    'person' in difference ? difference.person : undefined,
    'id' in difference ? difference.id : undefined,
    'is' in difference ? String(difference.is) : undefined,
    'at' in difference ? String(difference.at) : undefined,
  ];
  return [kind, group, ...about.filter((part) => part !== undefined)].join(' ');
}
