import { describe, expect, it } from 'vitest';
import { codeIn, type Messenger, twoMessengers } from './two-messengers.js';

type Community = Awaited<ReturnType<typeof twoMessengers>>;

async function asks(community: Community, on: Messenger, who: string): Promise<string> {
  await community.tells(on, who, '/link account');
  return codeIn(community.latest(on, who));
}

/** Somebody links the accounts of one name: the code is asked for on the first messenger. */
async function links(
  community: Community,
  who: string,
  from: Messenger = 'harbour',
  to: Messenger = 'village',
): Promise<void> {
  const code = await asks(community, from, who);
  await community.tells(to, who, `link account ${code}`);
  await community.tells(to, who, 'yes');
}

describe('somebody with accounts on two messengers', () => {
  it('becomes one person by a code of one sent by the other, and reads so on both', async () => {
    const community = await twoMessengers();
    await community.says('harbour', 'ana', 'hello');
    await community.says('village', 'ana', 'hello');
    expect((await community.person('harbour', 'ana')).id).not.toBe(
      (await community.person('village', 'ana')).id,
    );

    await links(community, 'ana');

    const one = await community.person('harbour', 'ana');
    expect(await community.person('village', 'ana')).toEqual(one);
    expect(one.accounts.map(({ adapter }) => adapter).sort()).toEqual(['harbour', 'village']);
    const said =
      'Your accounts on harbour and village are one person to me now. If this was not you, or to undo it, write /unlink account.';
    expect(community.latest('harbour', 'ana')).toBe(said);
    expect(community.latest('village', 'ana')).toBe(said);
    expect(community.fromBot('village', 'ana').filter((text) => text === said)).toHaveLength(1);
  });

  it('reads of it in help', async () => {
    const community = await twoMessengers();

    await community.tells('village', 'ana', '/help');

    expect(community.latest('village', 'ana')).toContain('/link account');
    expect(community.latest('village', 'ana')).toContain('/unlink account');
  });

  it('is asked by name before anything is done, and nothing is at a no', async () => {
    const community = await twoMessengers();
    const code = await asks(community, 'harbour', 'ana');
    await community.tells('village', 'juma', `link account ${code}`);
    expect(community.latest('village', 'juma')).toContain('Is ana on harbour you as well?');
    await community.tells('village', 'juma', 'no');

    expect(community.latest('village', 'juma')).toBe('All right, I have done nothing.');
    expect((await community.person('village', 'juma')).accounts).toHaveLength(1);
    await community.tells('village', 'ana', `link account ${code}`);
    expect(community.latest('village', 'ana')).toContain('I do not know this code');
  });

  it.each([
    ['fil', 'iugnay ang account', 'oo'],
    ['sw', 'unganisha akaunti', 'ndiyo'],
    ['ar', 'ربط الحساب', 'نعم'],
  ])('does it in their own words: %s', async (_, words, yes) => {
    const community = await twoMessengers();
    await community.tells('harbour', 'ana', words);
    const code = codeIn(community.latest('harbour', 'ana'));
    await community.tells('village', 'ana', `${words} ${code}`);
    await community.tells('village', 'ana', yes);

    expect((await community.person('village', 'ana')).accounts).toHaveLength(2);
  });

  it('may write the code in the digits of another script, and set apart', async () => {
    const community = await twoMessengers();
    const code = await asks(community, 'harbour', 'noor');
    const arabic = [...code].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('');
    const apart = `${arabic.slice(0, 3)} ${arabic.slice(3, 6)}-${arabic.slice(6)}`;
    await community.tells('village', 'noor', `link account ${apart}`);
    await community.tells('village', 'noor', 'yes');

    expect((await community.person('village', 'noor')).accounts).toHaveLength(2);
  });

  it('has the roles, the language and the groups of both, on both', async () => {
    const community = await twoMessengers();
    await community.says('harbour', 'sameer', '/role give @ana helper');
    await links(community, 'tala', 'harbour', 'village');

    const tala = await community.person('harbour', 'tala');
    expect(tala).toMatchObject({ key: 'tala', roles: ['fact-checker'] });
    const groups = ['north', 'hills'].map((group) =>
      community.store.get('core.memberships', `health-workers/${group}/${tala.id}`),
    );
    expect((await Promise.all(groups)).every((one) => one !== undefined)).toBe(true);
  });

  it('uses on one messenger what their role on the other lets them do', async () => {
    const community = await twoMessengers();
    await community.tells('village', 'sameer', '/role give tala fact-checker');
    const before = community.latest('village', 'sameer');
    await links(community, 'sameer');
    await community.tells('village', 'sameer', '/role list');

    expect(before).toBe('Sorry, you cannot use /role give here.');
    expect(community.latest('village', 'sameer')).toContain('fact-checker: Tala');
  });

  it('keeps what plugins had kept of either', async () => {
    const community = await twoMessengers();
    await community.tells('harbour', 'ana', 'note tea harbour');
    await community.tells('village', 'ana', 'note rice village');
    await links(community, 'ana');

    const { id } = await community.person('harbour', 'ana');
    const kept = await community.store.list('notebook.notes', `health-workers/${id}/`);
    expect(kept.map(({ value }) => value)).toEqual(['note rice village', 'note tea harbour']);
  });

  it('is told that a code is asked for by one account and sent by another', async () => {
    const community = await twoMessengers();
    const code = await asks(community, 'harbour', 'ana');
    await community.tells('harbour', 'ana', `/link account ${code}`);
    expect(community.latest('harbour', 'ana')).toContain('You are the one I gave this code to');

    await community.tells('village', 'ana', `/link account ${code}`);
    await community.tells('village', 'ana', 'yes');
    expect((await community.person('village', 'ana')).accounts).toHaveLength(2);
  });
});

describe('a code', () => {
  it('is good once', async () => {
    const community = await twoMessengers();
    const code = await asks(community, 'harbour', 'ana');
    await community.tells('village', 'ana', `/link account ${code}`);
    await community.tells('village', 'ana', 'yes');
    await community.tells('village', 'juma', `/link account ${code}`);

    expect(community.latest('village', 'juma')).toContain('I do not know this code');
    expect((await community.person('village', 'juma')).accounts).toHaveLength(1);
  });

  it('is good for ten minutes', async () => {
    const community = await twoMessengers();
    const code = await asks(community, 'harbour', 'ana');
    await community.clock.advance(10 * 60_000);
    await community.tells('village', 'ana', `/link account ${code}`);

    expect(community.latest('village', 'ana')).toContain('it may be too old');
  });

  it('takes the place of the one before', async () => {
    const community = await twoMessengers();
    const first = await asks(community, 'harbour', 'ana');
    const second = await asks(community, 'harbour', 'ana');
    expect(second).not.toBe(first);
    await community.tells('village', 'ana', `/link account ${first}`);
    expect(community.latest('village', 'ana')).toContain('I do not know this code');
  });

  it('cannot be found by trying: five wrong ones an hour, then not even the right one', async () => {
    const community = await twoMessengers();
    const code = await asks(community, 'harbour', 'ana');
    for (let tries = 0; tries < 5; tries += 1) {
      await community.tells('village', 'juma', `/link account ${1_000_000_000 + tries}`);
    }
    await community.tells('village', 'juma', `/link account ${code}`);
    expect(community.latest('village', 'juma')).toContain('try again in 60 minutes');

    await community.clock.advance(60 * 60_000);
    const another = await asks(community, 'harbour', 'ana');
    await community.tells('village', 'juma', `/link account ${another}`);
    expect(community.latest('village', 'juma')).toContain('Is ana on harbour you as well?');
  });

  it('cannot be worked out from what is kept, and does not stand there', async () => {
    const community = await twoMessengers();
    const code = await asks(community, 'harbour', 'ana');
    const kept = await community.store.list('core.link-offers', '');

    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(code);
  });

  it('is asked for and sent in private only', async () => {
    const community = await twoMessengers();
    const before = community.worlds.harbour.messages().length;
    await community.says('harbour', 'ana', '/link account');
    const codes = community.worlds.harbour
      .messages()
      .slice(before)
      .filter(({ author, text }) => author === 'kapwa' && codeIn(text) !== '');
    expect(codes).toEqual([]);
  });
});

describe('what cannot be linked', () => {
  it('is a second account on the same messenger', async () => {
    const community = await twoMessengers();
    const code = await asks(community, 'harbour', 'ana');
    await community.tells('harbour', 'juma', `/link account ${code}`);
    expect(community.latest('harbour', 'juma')).toContain('one account on harbour only');
  });

  it('are two people the file of the community names', async () => {
    const community = await twoMessengers();
    const code = await asks(community, 'harbour', 'sameer');
    await community.tells('village', 'tala', `/link account ${code}`);
    expect(community.latest('village', 'tala')).toContain('names them as two people');
  });
});

describe('undoing it', () => {
  it('makes two people again, each with the roles, groups and records it brought', async () => {
    const community = await twoMessengers();
    await community.tells('harbour', 'ana', 'note tea harbour');
    await community.tells('village', 'ana', 'note rice village');
    await community.tells('village', 'ana', 'note tea village');
    await community.says('village', 'ana', 'hello');
    await community.says('harbour', 'ana', 'hello');
    const before = {
      harbour: await community.person('harbour', 'ana'),
      village: await community.person('village', 'ana'),
    };
    await links(community, 'ana', 'village', 'harbour');
    await community.tells('village', 'ana', '/unlink account');

    const after = {
      harbour: await community.person('harbour', 'ana'),
      village: await community.person('village', 'ana'),
    };
    for (const on of ['harbour', 'village'] as const) {
      const { id, accounts, roles, name } = before[on];
      expect(after[on]).toMatchObject({ id, roles, name });
      expect(after[on].accounts.map((one) => [one.adapter, one.id])).toEqual(
        accounts.map((one) => [one.adapter, one.id]),
      );
      expect(community.latest(on, 'ana')).toContain('are two people to me again');
    }
    const noted = async (id: string): Promise<unknown[]> =>
      (await community.store.list('notebook.notes', `health-workers/${id}/`)).map(
        ({ value }) => value,
      );
    expect(await noted(after.harbour.id)).toEqual(['note tea harbour']);
    expect(await noted(after.village.id)).toEqual(['note rice village', 'note tea village']);
    const isIn = async (group: string, id: string): Promise<boolean> =>
      (await community.store.get('core.memberships', `health-workers/${group}/${id}`)) !==
      undefined;
    expect(await isIn('north', after.harbour.id)).toBe(true);
    expect(await isIn('north', after.village.id)).toBe(false);
    expect(await isIn('hills', after.village.id)).toBe(true);
    expect(await isIn('hills', after.harbour.id)).toBe(false);
    expect(await community.store.list('core.links', '')).toEqual([]);
  });

  it('gives nobody a role they had only together', async () => {
    const community = await twoMessengers();
    await links(community, 'tala', 'village', 'harbour');
    await community.tells('harbour', 'tala', '/unlink account');

    expect((await community.person('village', 'tala')).roles).toEqual(['fact-checker']);
    expect((await community.person('harbour', 'tala')).roles).toEqual([]);
    await community.tells('harbour', 'tala', 'hello again');
    expect((await community.person('harbour', 'tala')).accounts).toHaveLength(1);
  });

  it('can be followed by linking anew', async () => {
    const community = await twoMessengers();
    await links(community, 'ana');
    await community.tells('harbour', 'ana', '/unlink account');
    await links(community, 'ana', 'village', 'harbour');

    expect(await community.person('harbour', 'ana')).toEqual(
      await community.person('village', 'ana'),
    );
  });

  it('says that there is nothing to undo where there is nothing', async () => {
    const community = await twoMessengers();
    await community.tells('harbour', 'ana', '/unlink account');
    expect(community.latest('harbour', 'ana')).toContain('there is nothing to undo');
  });
});

describe('what is on record', () => {
  it('says under pseudonyms who linked, who was refused and who undid it', async () => {
    const community = await twoMessengers();
    await community.tells('village', 'juma', '/link account 1234567890');
    await links(community, 'ana');
    await community.tells('harbour', 'ana', '/unlink account');

    const entries: { what: string; result?: string | undefined; all: string }[] = [];
    for await (const link of community.kit.audit.links()) {
      for (const { note } of link.entries) {
        entries.push({ what: note.what, result: note.result, all: JSON.stringify(note) });
      }
    }
    const about = entries.filter(({ what }) => /^person\.(un)?link$/.test(what));
    expect(about.map(({ what, result }) => [what, result])).toEqual([
      ['person.link', 'refused'],
      ['person.link', 'done'],
      ['person.unlink', 'done'],
    ]);
    const ids = (await community.store.list('core.people', '')).map(({ key }) =>
      key.split('/').at(-1),
    );
    for (const { all } of about) {
      expect(all).not.toContain('ana');
      for (const id of ids) expect(all).not.toContain(id);
    }
    expect((await community.kit.audit.verify()).ok).toBe(true);
  });

  it('is all seen by who asks for it, and all of it goes when they have it erased', async () => {
    const community = await twoMessengers();
    await community.tells('harbour', 'ana', 'note tea harbour');
    await community.tells('village', 'ana', 'note rice village');
    await links(community, 'ana');
    const { id } = await community.person('village', 'ana');

    const [about] = await community.kit.people.export(id);
    expect(about?.accounts.map(({ adapter }) => adapter).sort()).toEqual(['harbour', 'village']);
    expect(JSON.stringify(about)).toContain('note rice village');

    await community.tells('village', 'ana', 'erase me');
    await community.tells('village', 'ana', 'yes');
    await community.rest();
    for (const account of ['harbour/ana', 'village/ana']) {
      expect(await community.store.get('core.accounts', account)).toBeUndefined();
    }
    expect(await community.store.list('core.links', '')).toEqual([]);
    expect(await community.store.list('notebook.notes', '')).toEqual([]);
    expect(JSON.stringify(await community.store.list('core.people', ''))).not.toContain('ana');
  });
});
