export type {
  LinkedDevice,
  MediaToSend,
  MessageRef,
  NewCommunity,
  NewGroup,
  Saying,
  SeenMedia,
  SeenMessage,
  WhatsAppCommunity,
  WhatsAppGroup,
  WhatsAppPerson,
  WhatsAppPhone,
} from './whatsapp-web/api.js';
export {
  startWhatsAppWeb,
  type WhatsAppWeb,
  type WhatsAppWebAddress,
  type WhatsAppWebOptions,
  type WhatsAppWebSocketOptions,
} from './whatsapp-web/whatsapp-web.js';
