import { listed, type Wording } from './wording.js';

/** English. */
export const en: Wording = {
  you: ['you'],
  and: 'and',
  encryption: listed(
    'Messages and calls are end-to-end encrypted | Messages to this | Messages you send to this',
  ),
  notices: {
    other: listed(`
      {by} added this group {rest} | {by} added the group{rest} | {by} removed this group{rest}
      {by} removed the group{rest} | {by} created the community{rest} | {by} created community{rest}
      {by} requested to join{rest} | {by} changed {rest} | {by} turned {rest} | {by} updated {rest}
      {by} pinned {rest} | Your security code {rest}
    `),
    created: listed(`
      {by} created group{rest} | {by} created this group | {by} created the group{rest}
    `),
    joined: listed(`
      {people} joined using this group's invite link | {people} joined using {rest}
      {people} joined from the community | {people} joined via {rest} | {people} joined
      {by} added {people} to the group | {by} added {people}
      {people} was added | {people} were added
    `),
    left: listed(`
      {people} left | {people} left the group | {people} left the community
    `),
    removed: listed(`
      {by} removed {people} | {people} was removed | {people} were removed
    `),
    verbs: listed(`
      changed | created | added | removed | joined | pinned a message | security code | turned on
      deleted this group | requested to join | turned off | end-to-end encrypted
    `),
  },
  omitted: listed(`
    Media omitted | Multimedia omitted | Media skipped | image omitted | video omitted
    audio omitted | GIF omitted | sticker omitted | document omitted | contact card omitted
    product image omitted | video note omitted | voice message omitted
  `),
  fileAttached: ['file attached'],
  attachedFile: ['attached'],
  deleted: listed(`
    This message was deleted | You deleted this message | This message was deleted by an admin
    This message was deleted for everyone | You deleted this message for everyone
    You deleted this message as admin
  `),
  deletedBy: ['This message was deleted by admin *'],
  edited: ['This message was edited'],
  absent: listed(`
    Waiting for this message. This may take a while | Waiting for this message
    live location shared | null
  `),
};
