/**
 * The far end of a fake transport: gives a reply back to whoever sent the message it answers. Chats
 * are numbered from 0: a map that is filled and emptied with every message leaves garbage behind
 * that would be counted with every subject.
 */
export function createReplies() {
  const waiting = [];
  return {
    /** Resolves when the chat has been answered. */
    expect: (chat) =>
      new Promise((resolve) => {
        waiting[chat] = resolve;
      }),
    arrived(chat) {
      const resolve = waiting[chat];
      waiting[chat] = undefined;
      resolve?.();
    },
  };
}
