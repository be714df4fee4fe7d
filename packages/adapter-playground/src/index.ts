export { capability } from './capability.js';
export { type DecodeFacts, decode } from './decode.js';
export { encode } from './encode.js';
export { maxText } from './limits.js';
export { type PlaygroundOptions, playgroundAdapter } from './playground-adapter.js';
export {
  ordinaryMonday,
  type Settle,
  type TurnableClock,
  turnableClock,
} from './turnable-clock.js';
export {
  type Mark,
  type Request,
  requestSchema,
  type Update,
  updateSchema,
  type WorldAttachment,
} from './wire.js';
export type { NewAttachment } from './world/attaching.js';
export type { BotLine, Receiver } from './world/bot-line.js';
export type { FoundedGroup, Founding, NewGroup } from './world/founding.js';
export type { Joining, Linked } from './world/joining.js';
export type { By, Membership } from './world/membership.js';
export { findMentions, type Nameable } from './world/mentions.js';
export type { Messaging, WriteOptions } from './world/messaging.js';
export {
  type Phone,
  type PhoneChat,
  type PhoneMessage,
  type PhonePart,
  type PhonePoll,
  partsOf,
} from './world/phone.js';
export type { Pins } from './world/pins.js';
export type { NewPoll, Polls } from './world/polls.js';
export {
  type Done,
  type RefusalCode,
  type Refused,
  refusals,
  type Wrote,
} from './world/refusal.js';
export type { Settings } from './world/settings.js';
export {
  createWorld,
  type NewPerson,
  type World,
  type WorldOptions,
} from './world/world.js';
export type { SettingsChange, WorldChange } from './world/world-change.js';
export {
  directChat,
  type WorldChat,
  type WorldFile,
  type WorldGroup,
  type WorldMember,
  type WorldMessage,
  type WorldPerson,
  type WorldPoll,
} from './world/world-state.js';
