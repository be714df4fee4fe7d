export type {
  ChatEntry,
  ChatFile,
  ChatMessage,
  ChatNotice,
  OpenChatOptions,
} from './chat-file.js';
export { longestText } from './chat-file.js';
export { openChat } from './open-chat.js';
