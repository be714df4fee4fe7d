import type { AuditLink, Store } from '../store/store.js';

/** Links read at once. */
const PAGE = 1_000;

/** The links of the audit after one, in order; all of them unless given. */
export async function* auditLinks(
  store: Pick<Store, 'audit'>,
  after = 0,
): AsyncGenerator<AuditLink> {
  let last = after;
  for (;;) {
    const links = await store.audit(last, PAGE);
    yield* links;
    if (links.length < PAGE) return;
    last = links.at(-1)?.n ?? last + PAGE;
  }
}

/** How the audit stands. */
export interface AuditStanding {
  /** The number of the last link; 0 where there is none. */
  readonly n: number;
  /** Its hash: it stands for everything up to it. */
  readonly hash: string;
  /** How many entries are about the community that was asked for. */
  readonly entries: number;
}

/** The head of the audit, and how many entries after a link are about a community. */
export async function auditHead(
  store: Pick<Store, 'audit'>,
  community?: string,
  after = 0,
): Promise<AuditStanding> {
  let head: AuditStanding = { n: after, hash: '', entries: 0 };
  for await (const { n, hash, entries } of auditLinks(store, after)) {
    const own = entries.filter(
      ({ note }) => community === undefined || note.community === community,
    );
    head = { n, hash, entries: head.entries + own.length };
  }
  return head;
}
