import type { ActionKind } from './action.js';

/**
 * `audited`: it is done to people or groups, so the audit tells of it. `assistable`: an admin can do
 * it in the bot's stead, with nothing brought back and nothing to copy. `reversible`: it can be put
 * back as it was before, and so may have an end. `volatile`: it only means something now, so it is
 * tried at once and never again.
 */
type Trait = 'audited' | 'assistable' | 'reversible' | 'volatile';

/** What holds of each kind of action, in one table, so that a new kind is forgotten nowhere. */
const traits = {
  'message.send': [],
  'message.edit': [],
  'message.delete': ['audited', 'assistable'],
  'message.react': [],
  'message.pin': ['assistable', 'reversible'],
  'message.unpin': ['assistable', 'reversible'],
  'poll.send': [],
  'posting.set': ['audited', 'assistable', 'reversible'],
  'editing.set': ['audited', 'assistable', 'reversible'],
  'adding.set': ['audited', 'assistable', 'reversible'],
  'disappearing.set': ['audited', 'assistable', 'reversible'],
  'approval.set': ['audited', 'assistable', 'reversible'],
  'group.describe': ['audited', 'assistable', 'reversible'],
  'group.create': ['audited', 'assistable'],
  'group.link': ['audited', 'assistable', 'reversible'],
  'group.unlink': ['audited', 'assistable', 'reversible'],
  'group.read': [],
  'member.remove': ['audited', 'assistable'],
  'member.promote': ['audited', 'assistable', 'reversible'],
  'member.demote': ['audited', 'assistable', 'reversible'],
  'member.mute': ['audited', 'assistable', 'reversible'],
  'member.unmute': ['audited', 'assistable', 'reversible'],
  'join.approve': ['audited', 'assistable'],
  'join.decline': ['audited', 'assistable'],
  'invite.get': [],
  'invite.reset': ['audited', 'assistable'],
  'typing.show': ['volatile'],
  'read.show': ['volatile'],
} as const satisfies Readonly<Record<ActionKind, readonly Trait[]>>;

/** The kinds of action of which something holds. */
export type KindThatIs<One extends Trait> = {
  [Kind in ActionKind]: One extends (typeof traits)[Kind][number] ? Kind : never;
}[ActionKind];

/** Whether something holds of a kind of action. */
export function kindIs<One extends Trait>(kind: ActionKind, trait: One): kind is KindThatIs<One> {
  const held: readonly Trait[] = traits[kind];
  return held.includes(trait);
}
