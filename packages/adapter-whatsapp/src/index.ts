export { type BaileysMessage, baileysClaims } from './baileys/claims.js';
export type { BaileysSocket } from './baileys/host-socket.js';
export type { ProtectionSettings } from './baileys/protection.js';
export type { ServerAddress } from './baileys/server-address.js';
export type { CommunityChoice } from './baileys/socket-port.js';
export type { Pairing } from './baileys/web-driver.js';
export { type WhatsAppWebOptions, whatsappWeb } from './baileys/whatsapp-web.js';
export type { CloudSettings } from './cloud/cloud-driver.js';
export type { CloudFinding } from './cloud/cloud-finding.js';
export { type CloudToInspect, inspectCloud } from './cloud/inspect-cloud.js';
export { groupLimits } from './cloud/limits.js';
export {
  type WhatsAppHybridOptions,
  type WhatsAppOptions,
  whatsappAdapter,
  whatsappHybrid,
} from './whatsapp-adapter.js';
