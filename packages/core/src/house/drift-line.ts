import type { Difference } from '../reconcile/difference.js';
import type { Text } from '../text/text.js';
import type { HouseContext } from './house-context.js';

const DAY = 86_400_000;

/** What has changed, as one line for admins, in one language. */
export function driftLine(context: HouseContext, language: string, difference: Difference): Text {
  const group = difference.name;
  switch (difference.kind) {
    case 'posting.differs':
      return difference.is === 'everyone'
        ? context.text(language, 'drift.posting-open', { group })
        : context.text(language, 'drift.posting-closed', { group });
    case 'editing.differs':
      return difference.is === 'everyone'
        ? context.text(language, 'drift.editing-open', { group })
        : context.text(language, 'drift.editing-closed', { group });
    case 'adding.differs':
      return difference.is === 'everyone'
        ? context.text(language, 'drift.adding-open', { group })
        : context.text(language, 'drift.adding-closed', { group });
    case 'approval.differs':
      return difference.is
        ? context.text(language, 'drift.approval-on', { group })
        : context.text(language, 'drift.approval-off', { group });
    case 'disappearing.differs':
      return difference.is === 0
        ? context.text(language, 'drift.disappearing-off', { group })
        : context.text(language, 'drift.disappearing-on', {
            group,
            count: Math.max(1, Math.round(difference.is / DAY)),
          });
    case 'name.differs':
      return context.text(language, 'drift.name', { group, name: difference.is });
    case 'admin.missing':
    case 'admin.outside':
    case 'admin.unknown':
      return context.text(language, 'drift.admin-missing', { group, person: difference.who });
    case 'admin.extra':
      return context.text(language, 'drift.admin-extra', { group, person: difference.who });
    case 'description.differs':
      return context.text(language, 'drift.description', { group });
    case 'link.reset':
      return context.text(language, 'drift.link', { group });
    case 'group.unlinked':
      return context.text(language, 'drift.unlinked', { group });
    case 'bot.not-admin':
      return context.text(language, 'drift.bot-not-admin', { group });
    case 'bot.absent':
    case 'group.unseen':
    case 'group.missing':
    case 'group.untied':
      return context.text(language, 'drift.bot-absent', { group });
    case 'group.adopted':
      return context.text(language, 'drift.adopted', { group });
  }
}
