export type { CloudSettings } from './cloud/cloud-driver.js';
export { type WhatsAppOptions, whatsappAdapter } from './whatsapp-adapter.js';
