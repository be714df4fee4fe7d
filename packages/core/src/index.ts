export {
  type Action,
  type ActionKind,
  type ActionOf,
  type ActionOptions,
  actionKinds,
  type DeleteMessage,
  type Delivery,
  type MessageRef,
  type Priority,
  placeOfAction,
  type Recipient,
  type SendMessage,
} from './actions/action.js';
export {
  type Capability,
  type CapabilityQuery,
  native,
  unsupported,
} from './actions/capability.js';
export { type Outcome, succeeded } from './actions/outcome.js';
export {
  type Adapter,
  type AdapterLink,
  type Connection,
  defineAdapter,
  type EncodeFacts,
  type RawRequest,
  type RawResponse,
  type Route,
  type StepResult,
  type WireStep,
} from './adapters/adapter.js';
export type { Blueprint, BlueprintGroup, BlueprintPerson } from './blueprint/blueprint.js';
export { type BlueprintIssue, describeIssue } from './blueprint/blueprint-issue.js';
export { didYouMean } from './blueprint/did-you-mean.js';
export {
  defineBlueprint,
  type ParsedBlueprint,
  parseBlueprint,
} from './blueprint/parse-blueprint.js';
export { type Cancel, type Clock, systemClock } from './clock.js';
export { createKit } from './create-kit.js';
export { type ErrorCode, errorCodes, KapwaError, messageOf } from './errors.js';
export type {
  AccountRef,
  ActionSettled,
  BlueprintLoaded,
  ChatRef,
  DeliveryReported,
  EventKind,
  EventOf,
  GroupReported,
  KapwaEvent,
  MediaRef,
  MemberJoined,
  MemberLeft,
  MessageDeleted,
  MessageEdited,
  MessageReceived,
  PlatformEvent,
  PluginPosted,
  ReactionAdded,
  RoleChanged,
  ScheduleDue,
  TransportChanged,
} from './events/event.js';
export type { Kit, KitOptions, Receipt } from './kit.js';
export type { KitEvents, PluginFailure, PluginFinding, TurnReport } from './kit-events.js';
export { type Catalogue, createCatalogue } from './languages/catalogue.js';
export { asciiDigits } from './languages/digits.js';
export { isRightToLeft } from './languages/direction.js';
export { canonicalTag, fallbackChain, matchLanguage } from './languages/fallback.js';
export {
  type LanguageOption,
  languageOptions,
  readLanguageChoice,
} from './languages/language-menu.js';
export {
  type LocaleSet,
  type LocaleStrings,
  parseLocaleFile,
  readLocales,
} from './languages/locale-files.js';
export { type ListValue, listOf, type Value, type Values } from './languages/message.js';
export { englishName, nativeName } from './languages/native-name.js';
export {
  type PluralCategory,
  type PluralRule,
  pluralCategories,
  pluralRule,
} from './languages/plural.js';
export { ruleText } from './languages/rule-text.js';
export { type LogFields, type Logger, silentLogger } from './logger.js';
export { type Community, communitySchema, type QuietHours, type Rule } from './model/community.js';
export {
  type ChatAddress,
  type Group,
  type GroupKind,
  groupKinds,
  groupSchema,
  type Posting,
  postingModes,
} from './model/group.js';
export {
  type Membership,
  membershipSchema,
  type PlatformRole,
  platformRoles,
} from './model/membership.js';
export {
  type Account,
  accountSchema,
  type Person,
  type PersonId,
  personSchema,
} from './model/person.js';
export { builtInRoles, type Permission, type Role, roleSchema } from './model/role.js';
export type { Collection, Records } from './plugins/collection.js';
export type { Actor, Context, Finding } from './plugins/context.js';
export { type LocaleFolder, localesIn, type Messages } from './plugins/messages.js';
export { checkPluginOptions } from './plugins/options.js';
export {
  type AnyPlugin,
  type CommandSpec,
  type CommandUse,
  definePlugin,
  type Filters,
  type Listener,
  type Phase,
  type Plugin,
  type PluginScope,
  phases,
  type ScheduleSpec,
  type Verdict,
} from './plugins/plugin.js';
export { createScope, type Scope, type Undo } from './plugins/scope.js';
export { afterQuietHours } from './schedules/quiet-hours.js';
export { slotAfter } from './schedules/slots.js';
export { createEmbeddedStore } from './store/embedded-store.js';
export { createMemoryStore } from './store/memory-store.js';
export type {
  Commit,
  DeadLetter,
  InboxEntry,
  MaybePromise,
  OutboxItem,
  Place,
  Settlement,
  Store,
  Stored,
  Write,
} from './store/store.js';
export { plainText } from './text/plain-text.js';
export {
  joinTexts,
  link,
  mention,
  type Part,
  plain,
  type Text,
  withoutMentions,
} from './text/text.js';
