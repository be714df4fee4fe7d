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
export { watching } from './community/watching.js';
export type { WitnessedAction, WitnessedFinding } from './community/witness.js';
export { readWording, type Wording } from './community/wording.js';
export {
  type FakeCloudApi,
  type FakeCloudApiOptions,
  type FakeGroup,
  type FakePhone,
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
  webhookOf,
} from './fake-cloud-api/index.js';
