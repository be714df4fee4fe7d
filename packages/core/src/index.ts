export type { ClaimPredictor, Claims } from './accept/claims.js';
export {
  type Action,
  type ActionKind,
  type ActionOf,
  type ActionOptions,
  actionKinds,
  type DeleteMessage,
  type Delivery,
  type MessageId,
  type MessageRef,
  type Priority,
  placeOfAction,
  type ReadyAction,
  type Recipient,
  type SendMessage,
} from './actions/action.js';
export { type ActionData, dataOf, type ReadingKind } from './actions/action-data.js';
export {
  type Capability,
  type CapabilityQuery,
  native,
  unsupported,
} from './actions/capability.js';
export { type Outcome, succeeded } from './actions/outcome.js';
export {
  type AcceptOptions,
  type Adapter,
  type AdapterLink,
  type AdapterSession,
  type CommandMenu,
  type Connection,
  defineAdapter,
  type EncodeFacts,
  type RawRequest,
  type RawResponse,
  type Refusal,
  type Route,
  type SessionReader,
  type SessionSearch,
  type SessionTraces,
  type ShownCommand,
  type StepGiven,
  type StepResult,
  type WireStep,
} from './adapters/adapter.js';
export { type ReadJson, readJson } from './adapters/read-json.js';
export {
  type Attachment,
  type AttachmentFile,
  type AttachmentType,
  type ContactCard,
  isMedia,
  type MapPlace,
  type MediaAttachment,
  type MediaSource,
  type MediaType,
} from './attachments/attachment.js';
export { attachmentsOf } from './attachments/attachments-of.js';
export { filesIn } from './attachments/files-in.js';
export type { AttachmentOptions } from './attachments/kit-attachments.js';
export {
  type AttachmentLimit,
  type AttachmentLimits,
  attachmentLimits,
} from './attachments/limits.js';
export type { Opened, OpenedAttachment } from './attachments/open-attachment.js';
export { splitCaption } from './attachments/split-caption.js';
export type { AuditDraft } from './audit/audit-draft.js';
export type { KitAudit } from './audit/kit-audit.js';
export { type AuditStanding, auditLinks } from './audit/read-audit.js';
export { type AuditVerdict, type BrokenLink, verifyAudit } from './audit/verify-audit.js';
export type { Blueprint, BlueprintGroup, BlueprintPerson } from './blueprint/blueprint.js';
export { type BlueprintIssue, describeIssue, type Reading } from './blueprint/blueprint-issue.js';
export { readCountry } from './blueprint/countries.js';
export { didYouMean } from './blueprint/did-you-mean.js';
export { blueprintJsonSchema } from './blueprint/json-schema.js';
export { readLanguageTag } from './blueprint/language-tags.js';
export {
  defineBlueprint,
  type ParsedBlueprint,
  parseBlueprint,
} from './blueprint/parse-blueprint.js';
export { checkRetention } from './blueprint/retention-checks.js';
export { type Cancel, type Clock, systemClock } from './clock.js';
export type {
  Argument,
  Arguments,
  ArgumentValues,
} from './commands/argument.js';
export { argument } from './commands/arguments.js';
export type { CommandSpec, CommandUse, Confirmation } from './commands/command.js';
export type { CommandOffer } from './commands/command-offer.js';
export { createKit } from './create-kit.js';
export type { Dialogue, Partner } from './dialogues/dialogue.js';
export type {
  Answer,
  Ask,
  Asking,
  Choice,
  DialogueSpec,
  Facts,
  LeftBy,
  Next,
  Occasion,
  Step,
  Timeout,
} from './dialogues/dialogue-spec.js';
export type { Health, KitState } from './embedding/health.js';
export { type IntakeLimits, intakeLimits } from './embedding/intake-gate.js';
export type { KitCommunities } from './embedding/kit-communities.js';
export { type KitPlugins, printTree } from './embedding/kit-plugins.js';
export type { NodeListener } from './embedding/node-listener.js';
export {
  type ErrorCode,
  type ErrorKind,
  errorCodes,
  httpStatusOf,
  KapwaError,
  messageOf,
} from './errors.js';
export type {
  AccountMoved,
  AccountRef,
  AccountsRevealed,
  ActionSettled,
  BlueprintLoaded,
  ChatMoved,
  ChatRef,
  CommunityRemoved,
  DeliveryReported,
  EventKind,
  EventOf,
  GroupChanged,
  GroupCreated,
  GroupReported,
  JoinRequested,
  JoinWithdrawn,
  KapwaEvent,
  LinkedBy,
  MediaRef,
  MemberJoined,
  MemberLeft,
  MemberMuted,
  MessageDeleted,
  MessageEdited,
  MessageReceived,
  PersonMerged,
  PersonMerging,
  PersonParted,
  PlatformEvent,
  PluginPosted,
  PollVoted,
  ReactionAdded,
  RoleChanged,
  ScheduleDue,
  TransportChanged,
} from './events/event.js';
export { type UndeliveredTo, undeliveredIn } from './house/reach/undelivered-of-store.js';
export type { Kit, KitOptions, Receipt } from './kit.js';
export type { KitEvents, PluginFailure, PluginFinding, TurnReport } from './kit-events.js';
export { type Catalogue, createCatalogue } from './languages/catalogue.js';
export { asciiDigits } from './languages/digits.js';
export { fallbackChain } from './languages/fallback.js';
export { groupName, inLanguage } from './languages/in-language.js';
export { type LanguageOption, languageOptions } from './languages/language-menu.js';
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
export { type MenuAnswer, readMenuChoice } from './languages/read-menu.js';
export { ruleText } from './languages/rule-text.js';
export { type LogFields, type Logger, silentLogger } from './logger.js';
export { actionPermissions } from './model/action-permissions.js';
export { type Community, communitySchema, type QuietHours, type Rule } from './model/community.js';
export {
  type ChatAddress,
  type Group,
  type GroupKind,
  groupKinds,
  groupSchema,
  type WhoMay,
  whoMay,
} from './model/group.js';
export {
  isNearLimit,
  type LimitedThing,
  type LimitNear,
  type PlatformLimit,
} from './model/limits.js';
export type { Localised } from './model/localised.js';
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
export type { PlatformRate } from './model/rates.js';
export type { Reach, ReachFacts } from './model/reach.js';
export { builtInRoles, carries, type Permission, type Role, roleSchema } from './model/role.js';
export type { GroupSetting, GroupSettings, Standing } from './model/standing.js';
export {
  type FilledButton,
  type FilledTemplate,
  type MessageTemplate,
  START_PAYLOAD,
  type TemplateButton,
  type TemplateHeader,
  type TemplateValue,
  templateSchema,
} from './model/template.js';
export { timeOfDay } from './model/time-of-day.js';
export { declaredCollections } from './people-data/declared-collections.js';
export type { PersonExport } from './people-data/export-of.js';
export type { CollectionCare, KeptCollections } from './people-data/kept-collections.js';
export type { KitPeople } from './people-data/kit-people-data.js';
export { peopleOfStore } from './people-data/people-of-store.js';
export type { Collection, Records } from './plugins/collection.js';
export type {
  Actor,
  Context,
  Finding,
  ReplyOptions,
  SaidOption,
  SayOptions,
} from './plugins/context.js';
export { type FloodLimits, floodLimits } from './plugins/flood.js';
export type { PluginStatus } from './plugins/host.js';
export { type LocaleFolder, localesIn, type Messages } from './plugins/messages.js';
export { checkPluginOptions } from './plugins/options.js';
export type { Order } from './plugins/order.js';
export {
  type AnyPlugin,
  definePlugin,
  type Filters,
  type KeptFilter,
  type Listener,
  type Phase,
  type Plugin,
  type PluginScope,
  phases,
  type ScheduleSpec,
  type Verdict,
} from './plugins/plugin.js';
export type { PostToLane } from './plugins/post-to-lane.js';
export type { RouteDoor, RouteSpec } from './plugins/routes.js';
export type { Undo } from './plugins/scope.js';
export { type AnyService, type ServiceToken, service } from './plugins/services.js';
export type { Shortfall } from './plugins/shortfalls.js';
export type { AboutAction, Transformer, TransformOptions } from './plugins/transformers.js';
export type { Difference, DifferenceKind } from './reconcile/difference.js';
export type { Handed } from './reconcile/handed.js';
export type { GroupReading } from './reconcile/read-afresh.js';
export type { MadeChat, PlanStep, Reconciler } from './reconcile/reconciler.js';
export type { CatchUp } from './schedules/catch-up.js';
export { slotAfter } from './schedules/slots.js';
export { type WeeklyTime, weekdays, weeklyCron } from './schedules/weekly.js';
export { linkAfter, noAudit } from './store/audit-chain.js';
export {
  type Backup,
  type BackupOptions,
  backupStore,
  type RestoredBackup,
  type RestoreOptions,
  restoreStore,
} from './store/embedded/backup.js';
export type { FilePort, OpenFile } from './store/embedded/file-port.js';
export type { Loss } from './store/embedded/loss.js';
export { type ReadAudit, readEmbeddedAudit } from './store/embedded/read-audit.js';
export { readEmbeddedStore, type StoreContents } from './store/embedded/read-embedded.js';
export { type Repair, repairStore } from './store/embedded/repair.js';
export { createEmbeddedStore, type EmbeddedStoreOptions } from './store/embedded-store.js';
export { createKeyedHash, type KeyedHash } from './store/keyed-hash.js';
export { createMemoryStore } from './store/memory-store.js';
export type {
  AuditHead,
  AuditLink,
  AuditNote,
  Commit,
  DeadLetter,
  Erasure,
  ErasureRecord,
  InboxEntry,
  Lease,
  LedgerEntry,
  LedgerRule,
  MaybePromise,
  OutboxItem,
  Place,
  Report,
  SessionSpace,
  Settlement,
  SharedStore,
  Store,
  Stored,
  Write,
} from './store/store.js';
export { KIT_LEASE, longestNote, newReports } from './store/store.js';
export { takenOver } from './store/taken-over.js';
export { valueAfter } from './store/value-after.js';
export { layOut, type Run } from './text/lay-out.js';
export {
  type Menu,
  type MenuLimits,
  type MenuOption,
  withNumberedMenu,
} from './text/menu.js';
export { plainText } from './text/plain-text.js';
export { type Measure, splitText } from './text/split-text.js';
export {
  border,
  bullets,
  code,
  joinTexts,
  type ListPart,
  link,
  mention,
  mentionedIn,
  numbered,
  type Part,
  plain,
  quote,
  type Text,
  withoutMentions,
} from './text/text.js';
export { createWorker, type Worker } from './workers/worker.js';
export type { WorkerOptions } from './workers/worker-options.js';
