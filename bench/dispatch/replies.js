/** The far end of a fake transport: gives a reply back to whoever sent the message it answers. */
export function createReplies() {
  const waiting = new Map();
  return {
    /** Resolves when the chat has been answered. */
    expect: (chat) => new Promise((resolve) => waiting.set(chat, resolve)),
    arrived(chat) {
      const resolve = waiting.get(chat);
      waiting.delete(chat);
      resolve?.();
    },
  };
}
