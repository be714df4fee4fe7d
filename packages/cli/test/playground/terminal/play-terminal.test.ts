import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { DemoOptions } from '../../../src/playground/index.js';
import { played } from '../small-community.js';

/** Somebody who types a line whenever they are asked for one, and leaves with Ctrl-D. */
function typist(lines: readonly string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const printed: string[] = [];
  const waiting = [...lines];
  const next = (): void => {
    const line = waiting.shift();
    // Every key that does something comes by itself; in the middle of a paste it would not count.
    for (const keys of line === undefined ? ['\u0004'] : [...line.split(/(\t)/), '\r']) {
      if (keys !== '') stdin.write(keys);
    }
  };
  const write = (chunk: string): void => {
    printed.push(chunk);
    if (stripVTControlCharacters(chunk).endsWith(' > ')) setImmediate(next);
  };
  return { stdin, stdout: { write, columns: 90 }, screen: () => printed.join('') };
}

async function typing(
  lines: readonly string[],
  options: Partial<DemoOptions> & { readonly columns?: number } = {},
): Promise<string> {
  const { stdin, stdout, screen } = typist(lines);
  const { columns = 90, ...others } = options;
  await played(stdin, { isTTY: true, stdout: { ...stdout, columns }, ...others });
  return options.colors === undefined ? stripVTControlCharacters(screen()) : screen();
}

describe('playing at a terminal', () => {
  it('begins by saying who and where one is, and what to try', async () => {
    const screen = await typing([]);

    expect(screen).toContain('You are Ana, in Area North. It is Monday 1 March 2027, 08:00');
    expect(screen).toContain('Thank you @Baraka for staying late');
    expect(screen).toContain('Ana @ Area North > ');
    expect(screen).toContain('Goodbye.');
  });

  it('sends what is typed, and shows what the bot noticed and why', async () => {
    const screen = await typing(['here is a link', '/why']);

    expect(screen).toContain('· watchful noticed: link (observe): Ana posted a link.');
    expect(screen).toContain('Ana wrote in Area North:');
    expect(screen).toContain('watchful noticed link (observe): Ana posted a link.');
  });

  it('says so when the bot keeps silent', async () => {
    const screen = await typing(['/why', 'Good morning', '/why']);

    expect(screen).toContain('Nothing has happened yet.');
    expect(screen).toContain('the bot has read it, and has nothing to say to it');
    expect(screen).toContain('no plugin found anything to do or to remark');
  });

  it('lets somebody new come in, be welcomed, and read it on their phone', async () => {
    const screen = await typing(['/new Zaina', '/join north', '/why', '/dm', '/phone']);

    expect(screen).toContain('You are Zaina now, new and in no group. Come in with /join north.');
    expect(screen).toContain('Zaina, direct  Kapwa (sw): Karibu kwenye kikundi, Zaina!');
    expect(screen).toContain('Zaina (1 new) @ Area North > ');
    expect(screen).toContain('message.send (Zaina, direct) because of welcome: sent');
    expect(screen).toContain('Zaina @ Kapwa, direct > ');
    expect(screen).toContain("Zaina's phone: nothing new");
  });

  it('lets one be somebody else and go where they are', async () => {
    const screen = await typing([
      '/be grace',
      '/go announcements',
      'News for all',
      '/go north',
      '/go',
    ]);

    expect(screen).toContain('You are Grace now.');
    expect(screen).toContain('Grace @ Announcements > ');
    expect(screen).toContain('Grace @ Area North > ');
    expect(screen).toContain('Say which group: Announcements, Area North.');
  });

  it('keeps people out of groups they are not in, and lets them leave', async () => {
    const screen = await typing(['/go news', '/join news', 'Hello?', '/leave', '/dm', '/leave']);

    expect(screen).toContain('Ana is not in Announcements. Come in with /join news.');
    expect(screen).toContain(
      'That did not go out: only admins can send messages in this group now.',
    );
    expect(screen).toContain('Ana left');
    expect(screen).toContain('This is your chat with the bot.');
  });

  it('turns the clock, and shows what comes due', async () => {
    const screen = await typing(['/time', '/time fri 17:00', '/time whenever']);

    expect(screen).toContain('It is Monday 1 March 2027, 08:00. Turn the clock with');
    expect(screen).toContain('Friday 5 March 2027');
    expect(screen).toContain('16:00  Area North  Kapwa (sw, en): Wikendi njema.');
    expect(screen).toContain('It is Friday 5 March 2027, 17:00.');
    expect(screen).toContain('"whenever" is no time.');
  });

  it('lists who and what there is', async () => {
    const screen = await typing(['/who', '/groups', '/help']);

    expect(screen).toContain('Ana (you)');
    expect(screen).toContain('in no group');
    expect(screen).toContain('Area North (north)');
    expect(screen).toContain('only admins write');
    expect(screen).toContain('/phone PERSON');
  });

  it('asks back instead of guessing', async () => {
    const screen = await typing(['/phnoe', '/be bareka', '/be xyz', '/', '/new Ana', '/new']);

    expect(screen).toContain('There is no /phnoe here. Did you mean /phone?');
    expect(screen).toContain('There is no person "bareka". Did you mean Baraka?');
    expect(screen).toContain('There is no person "xyz". There are: Sameer, Grace');
    expect(screen).toContain('Did you mean /help?');
    expect(screen).toContain('There is a Ana already.');
    expect(screen).toContain('Say what they are called');
  });

  it('sends a word behind a slash to the bot when it is no command of the playground', async () => {
    const screen = await typing(['/kanuni', '/phone']);

    expect(screen).toContain('You: /kanuni');
  });

  it('completes commands, names and mentions with the tab key', async () => {
    const screen = await typing(['/ph\t', 'thanks @Bar\tfor all', '/phone']);

    expect(screen).toContain("Ana's phone");
    expect(screen).toContain('You: thanks @Baraka for all');
  });

  it('goes on when a plugin fails, and says so', async () => {
    const screen = await typing(['crash please', '/why', 'still here', '/phone']);

    expect(screen).toContain('watchful failed: the plugin broke');
    expect(screen).toContain('You: still here');
  });

  it('ends with /quit', async () => {
    expect(await typing(['/quit', 'too late'])).not.toContain('too late');
  });

  it('ends with Ctrl-C in the middle of a line', async () => {
    expect(await typing(['half a sent\u0003', 'too late'])).toContain('Goodbye.');
  });

  it('says why somebody who is not in the group is not mentioned', async () => {
    const screen = await typing(['/new Zaina', '/be ana', '/go north', 'Thank you @Zaina']);

    expect(screen).toContain('Zaina is not in Area North: only members can be mentioned.');
  });

  it('keeps to the usual width where a terminal does not know its own', async () => {
    const screen = await typing([], { columns: 0 });

    expect(screen).toContain('You are Ana, in Area North. It is Monday 1 March 2027, 08:00');
  });

  it('fits a narrow window', async () => {
    const screen = await typing(['/help', 'a link', '/who', '/phone', '/why'], { columns: 44 });
    const tooLong = screen.split(/\r?\n/).filter((line) => line.length > 44);

    expect(tooLong).toEqual([]);
  });

  it('shows colours to those who want them', async () => {
    const screen = await typing(['a link'], { colors: pc.createColors(true) });

    expect(screen).toContain('\u001b[2m');
  });
});
