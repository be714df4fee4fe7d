/** How the ledger names a chat: platforms number messages by chat. */
export function ledgerChat(adapter: string, chat: string): string {
  return `${adapter}:${chat}`;
}
