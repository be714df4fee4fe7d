export {
  createWorld,
  directChat,
  ordinaryMonday,
  playgroundAdapter,
  type TurnableClock,
  turnableClock,
  type World,
} from '@kapwa/adapter-playground';
export type { Duration } from './community/duration.js';
export { healthWorkers } from './community/health-workers.js';
export type { GroupReading, PhoneReading, SeenMessage } from './community/readings.js';
export type { Saying, TestCommunity, TestCommunityOptions } from './community/scenario.js';
export type { Scene, SceneGroup, ScenePerson } from './community/scene.js';
export { blueprintOf } from './community/scene-blueprint.js';
export { sceneOf } from './community/scene-of.js';
export { testCommunity } from './community/test-community.js';
export { tracesIn } from './community/traces.js';
export { watching } from './community/watching.js';
export type { WitnessedAction, WitnessedFinding } from './community/witness.js';
export { readWording, type Wording } from './community/wording.js';
export {
  anySteps,
  contentsOf,
  type StepRun,
  type StoreStep,
  takeStep,
} from './contracts/store/store-steps.js';
export {
  type Acknowledged,
  brokenPromises,
  roundsIn,
  runWorkload,
  type WorkloadOptions,
} from './contracts/store/workload.js';
export {
  type FakeCloudApi,
  type FakeCloudApiOptions,
  type FakeGroup,
  type FakeGroupSettings,
  type FakePhone,
  type FakeTemplate,
  type FakeTemplateButton,
  type FakeTemplateText,
  type FakeWebhooks,
  type Fault,
  type GraphRequest,
  metaJson,
  metaSignature,
  type Notification,
  type ReceivedMessage,
  type ReleaseOptions,
  type SendRates,
  startFakeCloudApi,
  type WebhookOwner,
  type WebhookPost,
  type WriteOptions,
} from './fake-cloud-api/index.js';
export {
  type FakeTelegram,
  type FakeTelegramOptions,
  startFakeTelegram,
  type TelegramBotScreen,
  type TelegramCall,
  type TelegramFault,
  type TelegramGroup,
  type TelegramGroupOptions,
  type TelegramPermission,
  type TelegramPerson,
  type TelegramPhone,
  type TelegramPost,
  type TelegramRates,
  type TelegramRight,
  type TelegramScreen,
  type TelegramSeen,
  type TelegramWriting,
} from './fake-telegram/index.js';
export { fillingStore } from './filling-store.js';
export type { DiskFiles } from './fragile-disk/disk-step.js';
export {
  createFragileDisk,
  type DiskFault,
  type FragileDisk,
} from './fragile-disk/fragile-disk.js';
export { type HostedKit, hostKit } from './host-kit.js';
