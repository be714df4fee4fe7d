import { type AnyPlugin, plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';
import { temporaryLocales } from '../temporary-locales.js';

const strings = {
  en: { hello: 'Hello {{name}}!' },
  sw: { hello: 'Habari {{name}}!' },
};

async function greeter(): Promise<AnyPlugin> {
  return pluginThat(
    'greeter',
    (scope) => {
      scope.on('message.received', {}, (context, event) => {
        const name = context.actor?.person.name ?? '';
        if (event.text === 'as it is') context.reply(plain(`Just ${name}.`));
        else context.reply('hello', { name });
      });
      scope.on('member.joined', {}, (context) => {
        context.reply(plain(`${context.actor?.person.name} is here.`));
      });
    },
    await temporaryLocales('greeter', strings),
  );
}

describe('a reply', () => {
  it("is given in the group, in the group's languages, and quotes what it answers", async () => {
    await using community = await testCommunity({ plugins: [await greeter()] });

    const asked = await community.says('ana', 'north-area', 'hello');

    const [answer] = community.group('north-area').messages.slice(-1);
    expect(answer?.text).toBe('Hello Ana Reyes!\n\nHabari Ana Reyes!');
    expect(answer?.replyTo).toBe(asked);
  });

  it('is given in private to somebody who wrote in private', async () => {
    await using community = await testCommunity({ plugins: [await greeter()] });

    await community.tellsBot('ana', 'hello');

    expect(community.phone('ana').fromBot).toEqual(['Hello Ana Reyes!']);
    expect(community.group('north-area').fromBot).toEqual([]);
  });

  it('may be a text as it is', async () => {
    await using community = await testCommunity({ plugins: [await greeter()] });

    const asked = await community.says('ana', 'north-area', 'as it is');

    const [answer] = community.group('north-area').messages.slice(-1);
    expect(answer).toMatchObject({ text: 'Just Ana Reyes.', replyTo: asked });
  });

  it('quotes nothing where nobody wrote anything', async () => {
    await using community = await testCommunity({ plugins: [await greeter()] });

    await community.joins('juma', 'north-area');

    const [answer] = community.group('north-area').messages.slice(-1);
    expect(answer?.text).toBe('Juma Otieno is here.');
    expect(answer?.replyTo).toBeUndefined();
  });

  it('is refused where nobody is there to be answered, with the way to name somebody', async () => {
    const plugin = pluginThat('clock', (scope) => {
      scope.schedule('noon', { per: 'community', cron: '0 12 * * *' }, (context) => {
        expect(context.here).toBeUndefined();
        context.reply(plain('Noon'));
      });
    });
    await using community = await testCommunity({
      plugins: [plugin],
      start: '2027-03-01T11:30+03:00',
      mayFail: true,
    });

    await community.passes('1 hour');

    expect(community.failures[0]?.error).toMatchObject({
      code: 'plugin.invalid',
      message: expect.stringContaining('Name the recipient: context.say'),
    });
  });
});
