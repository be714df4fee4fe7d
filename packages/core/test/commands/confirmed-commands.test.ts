import { argument, createEmbeddedStore } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { withMute } from './tested-command.js';

const confirm = { question: 'mute.ask' };
const question =
  'Really mute?\n1. Yes\n2. No\nPlease answer within 5 minutes; otherwise nothing is done.';

describe('a command that is confirmed', () => {
  it('asks first, and is done at a yes', async () => {
    const { community, uses } = await withMute({ confirm });

    await community.tellsBot('sameer', 'mute');
    expect(uses).toEqual([]);
    await community.tellsBot('sameer', 'Yes.');

    expect(community.phone('sameer').fromBot).toEqual([question]);
    expect(uses).toHaveLength(1);
  });

  it.each(['1', '١', 'YES', 'ndiyo', 'oo', 'نعم', 'ok'])(
    'takes a yes in any language and digits: %s',
    async (yes) => {
      const { community, uses } = await withMute({ confirm });

      await community.says('grace', 'north-area', '/mute');
      await community.says('grace', 'north-area', yes);

      expect(uses).toHaveLength(1);
    },
  );

  it.each(['2', 'no', 'hapana', 'hindi', 'لا'])('is not done at a no: %s', async (no) => {
    const { community, uses } = await withMute({ confirm });

    await community.tellsBot('sameer', 'mute');
    await community.tellsBot('sameer', no);
    await community.tellsBot('sameer', 'yes');

    expect(uses).toEqual([]);
    expect(community.phone('sameer').latest).toBe('All right, I have done nothing.');
  });

  it('is done once, however often yes is pressed', async () => {
    const { community, uses } = await withMute({ confirm });
    await community.tellsBot('sameer', 'mute');

    await community.atOnce((world) => {
      world.write('sameer', { id: 'sameer', direct: true }, 'yes');
      world.write('sameer', { id: 'sameer', direct: true }, 'yes');
    });

    expect(uses).toHaveLength(1);
  });

  it('takes no yes from somebody else, nor in another place', async () => {
    const { community, uses } = await withMute({ confirm });
    await community.says('grace', 'north-area', '/mute');

    await community.says('sameer', 'north-area', 'yes');
    await community.says('grace', 'medical-supplies', 'yes');
    await community.tellsBot('grace', 'yes');

    expect(uses).toEqual([]);
    await community.says('grace', 'north-area', 'yes');
    expect(uses).toHaveLength(1);
  });

  it('is not done after 5 minutes, and nothing of it is kept', async () => {
    const { community, uses } = await withMute({ confirm, arguments: { why: argument.text() } });
    await community.says('grace', 'north-area', '/mute a long story');

    await community.passes('5 minutes');
    await community.says('grace', 'north-area', 'yes');

    expect(uses).toEqual([]);
    expect(await community.store.list('core.asked-in-group', '')).toEqual([]);
  });

  it('is open until just before', async () => {
    const { community, uses } = await withMute({ confirm });
    await community.says('grace', 'north-area', '/mute');

    await community.passes('299 seconds');
    await community.says('grace', 'north-area', 'yes');

    expect(uses).toHaveLength(1);
  });

  it('looks at the role again at the yes', async () => {
    const { community, uses } = await withMute({ confirm, permission: 'posting.set' });
    await community.says('grace', 'north-area', '/mute');
    await community.demotes('grace', 'north-area');

    await community.says('grace', 'north-area', 'yes');
    await community.promotes('grace', 'north-area');
    await community.says('grace', 'north-area', 'yes');

    expect(uses).toEqual([]);
  });

  it('does what was asked about, with the arguments of the question', async () => {
    const { community, given } = await withMute({
      confirm,
      arguments: { person: argument.person(), time: argument.duration() },
    });
    await community.says('grace', 'north-area', '/mute @Ana 2h');

    await community.says('grace', 'north-area', 'yes');

    expect(given).toMatchObject([{ person: { name: 'Ana Reyes' }, time: 7_200_000 }]);
  });

  it('asks about the last use only', async () => {
    const { community, given } = await withMute({ confirm, arguments: { why: argument.text() } });
    await community.tellsBot('sameer', '/mute one');
    await community.passes('4 minutes');
    await community.tellsBot('sameer', '/mute two');
    await community.passes('2 minutes');

    await community.tellsBot('sameer', 'yes');

    expect(given).toEqual([{ why: 'two' }]);
  });

  it('remembers the question over a restart', async () => {
    const folder = await temporaryFolder();
    const store = () => createEmbeddedStore(folder);
    const { community, uses } = await withMute({ confirm }, { store });
    await community.says('grace', 'north-area', '/mute');

    await community.restarts();
    await community.says('grace', 'north-area', 'yes');

    expect(uses).toHaveLength(1);
  });

  it('is not waited for by anybody when nothing was asked', async () => {
    const { community, uses } = await withMute({ confirm });

    await community.says('ana', 'north-area', 'yes');
    await community.says('ana', 'north-area', '1');

    expect(uses).toEqual([]);
    expect(community.group('north-area').fromBot).toEqual([]);
  });
});
