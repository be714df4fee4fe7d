export type {
  ChatEntry,
  ChatFile,
  ChatForm,
  ChatMessage,
  ChatNotice,
  DateOrder,
  OpenChatOptions,
} from './chat-file.js';
export { longestText } from './chat-file.js';
export { openChat } from './open-chat.js';
