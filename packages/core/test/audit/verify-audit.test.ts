import { type AuditLink, type AuditNote, createMemoryStore, verifyAudit } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

function note(what: string, at = 1): AuditNote {
  return { at, community: 'health', actor: 'bot:conduct', what, reason: 'test' };
}

/** A chain as a store makes it: each list is one commit. */
async function chainOf(commits: readonly (readonly string[])[]): Promise<AuditLink[]> {
  const store = createMemoryStore();
  const nothing = { expect: [], writes: [], outgoing: [], post: [], dead: [] };
  for (const [at, kinds] of commits.entries()) {
    await store.commit({ ...nothing, audit: kinds.map((kind) => note(kind, at)) });
  }
  return structuredClone([...(await store.audit(0, 1_000))]);
}

const three = [['member.remove'], ['message.delete', 'posting.set', 'role.give'], ['bot.pause']];

/** The same chain after somebody had it in their hands. */
async function tampered(change: (links: AuditLink[]) => AuditLink[]): Promise<unknown> {
  const verdict = verifyAudit(change(await chainOf(three)));
  return verdict.ok ? 'ok' : verdict.broken;
}

function withNote(links: AuditLink[], link: number, entry: number, change: Partial<AuditNote>) {
  return links.map((one, index) =>
    index !== link
      ? one
      : {
          ...one,
          entries: one.entries.map((item, place) =>
            place === entry ? { ...item, note: { ...item.note, ...change } } : item,
          ),
        },
  );
}

describe('the audit, when it is verified', () => {
  it('is as it was written', async () => {
    const links = await chainOf(three);

    expect(verifyAudit(links)).toEqual({ ok: true, links: 3, entries: 5, head: links[2]?.hash });
  });

  it('is fine before anything was ever done', () => {
    expect(verifyAudit([])).toEqual({ ok: true, links: 0, entries: 0, head: '' });
  });

  it('names the entry somebody changed', async () => {
    const found = await tampered((links) => withNote(links, 1, 2, { actor: 'p_somebody' }));

    expect(found).toMatchObject({ link: 2, entry: 3, what: 'changed' });
  });

  it('names the link from which an entry was taken', async () => {
    const found = await tampered((links) =>
      links.map((link) => (link.n === 2 ? { ...link, entries: link.entries.slice(1) } : link)),
    );

    expect(found).toMatchObject({ link: 2, what: 'changed' });
  });

  it('names the link in which entries have changed places', async () => {
    const found = await tampered((links) =>
      links.map((link) => ({ ...link, entries: [...link.entries].reverse() })),
    );

    expect(found).toMatchObject({ link: 2, what: 'reordered' });
  });

  it('names the link that is missing', async () => {
    expect(await tampered((links) => links.filter(({ n }) => n !== 2))).toMatchObject({
      link: 2,
      what: 'missing',
    });
    expect(await tampered((links) => links.slice(1))).toMatchObject({ link: 1, what: 'missing' });
  });

  it('names the link that stands in another place', async () => {
    const found = await tampered(([one, two, three]) =>
      [two, one, three].filter((link) => link !== undefined),
    );

    expect(found).toMatchObject({ link: 1, what: 'reordered' });
  });

  it('names a link that was written anew with a hash that fits', async () => {
    const other = await chainOf([['nothing.happened'], ...three.slice(1)]);

    const found = await tampered((links) => [...other.slice(0, 1), ...links.slice(1)]);

    expect(found).toMatchObject({ link: 1, what: 'changed' });
  });

  it('knows by a hash that was posted before whether its end is still there', async () => {
    const links = await chainOf(three);
    const posted = links[2]?.hash.slice(0, 16) ?? '';
    const anew = await chainOf([['nothing.happened'], ['bot.pause']]);

    expect(verifyAudit(links, posted).ok).toBe(true);
    expect(verifyAudit(links, links[0]?.hash).ok).toBe(true);
    expect(verifyAudit(links.slice(0, 2), posted)).toMatchObject({ broken: { what: 'missing' } });
    expect(verifyAudit(anew, posted)).toMatchObject({ broken: { what: 'missing' } });
    expect(verifyAudit(links, '').ok).toBe(false);
  });

  it('misses what stood behind its end, where the store knows of it', async () => {
    const links = await chainOf(three);
    const [one, , last] = links;
    const end = { n: 3, hash: last?.hash ?? '' };

    expect(verifyAudit(links, undefined, end).ok).toBe(true);
    expect(verifyAudit([], undefined, { n: 0, hash: '' }).ok).toBe(true);
    expect(verifyAudit(links.slice(0, 1), undefined, end)).toMatchObject({
      broken: { link: 2, what: 'missing', says: 'Links 2 to 3 are missing, or cannot be read.' },
    });
    expect(verifyAudit(links, undefined, { n: 1, hash: one?.hash ?? '' })).toMatchObject({
      broken: { link: 1, what: 'changed' },
    });
  });

  it('finds any change of any one field, anywhere', async () => {
    const links = await chainOf(three);
    const place = fc.constantFrom<[number, number]>([0, 0], [1, 0], [1, 1], [1, 2], [2, 0]);
    const field = fc.constantFrom<keyof AuditNote>('actor', 'what', 'target', 'reason', 'result');
    fc.assert(
      fc.property(place, field, fc.string(), ([link, entry], name, value) => {
        const before = links[link]?.entries[entry]?.note[name];
        fc.pre(before !== value);

        const verdict = verifyAudit(withNote(links, link, entry, { [name]: value }));

        expect(verdict).toMatchObject({ ok: false, broken: { link: link + 1, entry: entry + 1 } });
      }),
    );
  });
});
