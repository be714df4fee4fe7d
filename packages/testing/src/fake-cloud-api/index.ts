export {
  type FakeCloudApi,
  type FakeCloudApiOptions,
  startFakeCloudApi,
} from './fake-cloud-api.js';
export type { Fault } from './faults.js';
export type { GraphRequest } from './graph-server.js';
export type { FakeGroup, FakeGroupSettings } from './group.js';
export { metaJson, metaSignature } from './meta-json.js';
export type { Notification, WebhookOwner } from './notification.js';
export type { FakePhone, ReceivedMessage, WriteOptions } from './phone.js';
export type { SendRates } from './send-rules.js';
export type { FakeTemplateButton, FakeTemplateText } from './template-text.js';
export type { FakeTemplate } from './templates.js';
export type { FakeWebhooks, ReleaseOptions, WebhookPost } from './webhook-sender.js';
