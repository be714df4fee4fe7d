import { createEmbeddedStore, readEmbeddedAudit, repairStore, verifyAudit } from '@kapwa/core';
import { createFragileDisk, type FragileDisk } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { NOTES, openOn } from './notes.js';

const FOLDER = '/data';

async function record(disk: FragileDisk, ...kinds: readonly string[]): Promise<void> {
  const store = await openOn(disk);
  for (const [at, what] of kinds.entries()) {
    const done = { at, community: 'health', actor: 'bot:conduct', what, reason: 'test' };
    const nothing = { expect: [], writes: [], outgoing: [], post: [], dead: [] };
    await store.commit({ ...nothing, audit: [done] });
  }
  await store.close();
}

/** A disk on which a bot has recorded six things and was stopped. */
async function stoppedBot(): Promise<FragileDisk> {
  const disk = createFragileDisk();
  await record(disk, 'member.remove', 'message.delete', 'posting.set', 'role.give');
  await record(disk, 'bot.pause', 'bot.resume');
  return disk;
}

function auditFile(disk: FragileDisk): { name: string; bytes: Buffer } {
  for (const [name, bytes] of disk.files) {
    if (name.startsWith('audit.')) return { name, bytes: Buffer.from(bytes) };
  }
  throw new Error('there is no file of the audit');
}

function withFile(disk: FragileDisk, name: string, bytes: Buffer): FragileDisk {
  return createFragileDisk(new Map([...disk.files, [name, bytes]]));
}

async function verdictOn(disk: FragileDisk) {
  const { links, end } = await readEmbeddedAudit(FOLDER, disk.port);
  return verifyAudit(links, undefined, end);
}

/** Which bytes of the file are of which link. */
function placesOf(bytes: Buffer): readonly { n: number; from: number; to: number }[] {
  const text = bytes.toString('latin1');
  return [...text.matchAll(/\{"n":(\d+),"prev":.*?\],"hash":"[^"]*"\}/g)].map((found) => ({
    n: Number(found[1]),
    from: found.index,
    to: found.index + found[0].length,
  }));
}

describe('the audit of a stopped bot', () => {
  it('is read without changing anything', async () => {
    const disk = await stoppedBot();
    const before = new Map(disk.files);

    expect(await verdictOn(disk)).toMatchObject({ ok: true, links: 6 });

    expect(new Map(disk.files)).toEqual(before);
  });

  it('is read with what only a journal holds yet', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    const done = { at: 1, community: 'health', actor: 'bot:conduct', what: 'bot.pause' };
    const writes = [{ op: 'put', collection: NOTES, key: 'a', value: 1 } as const];
    await store.commit({ expect: [], writes, outgoing: [], post: [], dead: [], audit: [done] });

    expect(await verdictOn(createFragileDisk(disk.files))).toMatchObject({ ok: true, links: 1 });
  });

  it('names the link of which a byte was changed, whichever byte it was', async () => {
    const disk = await stoppedBot();
    const { name, bytes } = auditFile(disk);
    const places = placesOf(bytes);
    expect(places).toHaveLength(6);

    for (const { n, from, to } of places) {
      for (let at = from; at < to; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;

        const verdict = await verdictOn(withFile(disk, name, changed));

        expect({ at, verdict }).toMatchObject({ at, verdict: { ok: false, broken: { link: n } } });
      }
    }
  });

  it('names the links that were cut off at its end, also after a repair, and when it has gone on', async () => {
    const disk = await stoppedBot();
    const { name, bytes } = auditFile(disk);
    const [, , , fourth] = placesOf(bytes);
    const cut = withFile(disk, name, bytes.subarray(0, fourth?.to));
    const missing = { ok: false, broken: { link: 5, what: 'missing' } };
    expect(await verdictOn(cut)).toMatchObject(missing);
    expect(await verdictOn(cut)).toMatchObject({
      broken: { says: 'Links 5 to 6 are missing, or cannot be read.' },
    });

    await repairStore(FOLDER, { files: cut.port });
    expect(await verdictOn(cut)).toMatchObject(missing);
    await record(cut, 'message.delete');

    expect(await verdictOn(cut)).toMatchObject(missing);
  });

  it('keeps all links of a file but those that were hit, when it is repaired', async () => {
    const disk = await stoppedBot();
    const { name, bytes } = auditFile(disk);
    const [, second] = placesOf(bytes);
    bytes[second?.from ?? 0] = 0;
    const damaged = withFile(disk, name, bytes);

    await repairStore(FOLDER, { files: damaged.port });

    const { links } = await readEmbeddedAudit(FOLDER, damaged.port);
    expect(links.map(({ n }) => n)).toEqual([1, 3, 4, 5, 6]);
    const store = createEmbeddedStore(FOLDER, { files: damaged.port });
    await store.open();
    expect((await store.audit(0, 10)).map(({ n }) => n)).toEqual([1, 3, 4, 5, 6]);
    await store.close();
  });

  it('is missed as a whole where its file is gone', async () => {
    const disk = await stoppedBot();
    const { name } = auditFile(disk);
    const files = new Map(disk.files);
    files.delete(name);

    expect(await verdictOn(createFragileDisk(files))).toMatchObject({
      broken: { link: 1, says: 'Links 1 to 6 are missing, or cannot be read.' },
    });
  });

  it('is not judged where the journal it rests on is damaged, and has a gap there once that is repaired', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    for (const what of ['bot.pause', 'bot.resume', 'bot.pause']) {
      const done = { at: 1, community: 'health', actor: 'bot:conduct', what };
      const nothing = { expect: [], writes: [], outgoing: [], post: [], dead: [] };
      await store.commit({ ...nothing, audit: [done] });
    }
    const journal = Buffer.from(disk.files.get('journal.1.log') ?? []);
    const title = 8 + journal.readUInt32LE(0);
    journal[title + 20] = (journal[title + 20] ?? 0) ^ 1;

    const damaged = withFile(disk, 'journal.1.log', journal);

    await expect(verdictOn(damaged)).rejects.toMatchObject({ code: 'store.damaged' });

    await repairStore(FOLDER, { files: damaged.port });
    const { links } = await readEmbeddedAudit(FOLDER, damaged.port);
    expect(links.map(({ n }) => n)).toEqual([2, 3]);
    expect(await verdictOn(damaged)).toMatchObject({ broken: { link: 1, what: 'missing' } });
  });
});
