export type { CloudSettings } from './cloud/cloud-driver.js';
export { groupLimits } from './cloud/limits.js';
export { type WhatsAppOptions, whatsappAdapter } from './whatsapp-adapter.js';
