import type { AuditLink, Store } from '../store/store.js';
import { type AuditStanding, auditHead, auditLinks } from './read-audit.js';
import { type AuditVerdict, verifyAudit } from './verify-audit.js';

/** What a kit tells of its audit. */
export interface KitAudit {
  /** The last link: its hash stands for everything up to it. */
  head(): Promise<AuditStanding>;
  /** The links after one, in order. */
  links(after?: number): AsyncGenerator<AuditLink>;
  /** Whether the whole audit is as it was written; `head` is a hash that was posted before. */
  verify(head?: string): Promise<AuditVerdict>;
}

/** Makes what tells of the audit in a store. */
export function createKitAudit(store: Pick<Store, 'audit'>): KitAudit {
  return {
    head: () => auditHead(store),
    links: (after) => auditLinks(store, after),
    async verify(head) {
      const links: AuditLink[] = [];
      for await (const link of auditLinks(store)) links.push(link);
      return verifyAudit(links, head);
    },
  };
}
