import { argument } from '../../commands/arguments.js';
import { JOIN_STEP, joinSchema, PART_STEP } from '../../handle/link-people.js';
import { linkSchema } from '../../model/link.js';
import type { Verdict } from '../../plugins/plugin.js';
import type { HouseContext, HouseScope } from '../house-context.js';
import { agreement, questionFor } from './agree.js';
import { giveCode, keepOffer } from './give-code.js';
import { CODE_TIME } from './link-code.js';
import { type LinkRecords, offerSchema, triesSchema, written } from './link-parts.js';
import { claimOffer, forgetTries, refuse, takeCode } from './take-code.js';
import { tellParted, unlink } from './unlink.js';

/** Tells somebody on both messengers that their accounts are one person now, and how to undo it. */
async function tellLinked(context: HouseContext, adapters: readonly [string, string]) {
  const { actor } = context;
  if (actor === undefined) return;
  const [first, second] = adapters;
  for (const adapter of adapters) {
    const to = { person: actor.person.id, adapter };
    const languages = await context.languagesFor(to);
    const text = context.inLanguages(
      languages.map((language) =>
        context.text(language, 'link.done', {
          ...{ first, second },
          unlink: written(context, language, 'words.unlink'),
        }),
      ),
    );
    context.perform({ kind: 'message.send', to, text }, { reason: 'link' });
  }
}

/**
 * The commands by which somebody with accounts on two messengers becomes one person to the bot: a
 * code asked for from one of them and sent from the other. It can be undone. `listed` says whether
 * help and menus name them; they are understood anyway.
 */
export function link(kit: HouseScope, listed: boolean): void {
  const records: LinkRecords = {
    offers: kit.collection('link-offers', {
      lane: 'community',
      schema: offerSchema,
      keep: { for: 0, since: ({ expires }) => expires },
    }),
    tries: kit.collection('link-tries', {
      lane: 'person',
      schema: triesSchema,
      keep: { for: CODE_TIME * 6, since: (tries) => Math.max(0, ...tries) },
    }),
  };
  const links = kit.collection('links', { lane: 'person', schema: linkSchema });
  const agreed = kit.dialogue('link', agreement);

  kit.command(
    'link',
    {
      words: 'words.link',
      ...(listed ? { about: 'link.about' } : {}),
      examples: 'link.examples',
      where: 'direct',
      arguments: { code: argument.text().optional() },
    },
    async (context, { arguments: { code } }): Promise<Verdict> => {
      if (code === undefined) await giveCode(context);
      else await takeCode(context, code, records);
      return 'handled';
    },
  );
  kit.command(
    'unlink',
    {
      words: 'words.unlink',
      ...(listed ? { about: 'unlink.about' } : {}),
      examples: 'unlink.examples',
      where: 'direct',
      arguments: { messenger: argument.text().optional() },
    },
    async (context, { arguments: { messenger } }): Promise<Verdict> => {
      await unlink(context, messenger, links);
      return 'handled';
    },
  );

  kit.posted('link-offer', (context, data) => keepOffer(context, data, records));
  kit.posted('link-claim', (context, data) => claimOffer(context, data, records));
  kit.posted('link-refused', refuse);
  kit.posted('link-found', async (context, data) => {
    forgetTries(context, records);
    const question = await questionFor(context, data);
    const { actor } = context;
    if (question === undefined || actor === undefined) return;
    context.begin(agreed, { person: actor.person.id }, question);
  });
  // What these two change in the model is core's own part of the turn.
  kit.posted(JOIN_STEP, (context, data) => {
    const { into } = joinSchema.parse(data);
    const { actor } = context;
    if (actor === undefined || actor.person.id === into) return;
    context.audit({ what: 'person.link', by: actor.person.id, person: into, result: 'done' });
  });
  kit.posted(PART_STEP, (context, data) => tellParted(context, data, links));
  kit.on('person.merged', {}, async (context, { linked }) => {
    if (context.group === undefined && linked !== undefined) {
      await tellLinked(context, linked.adapters);
    }
  });
}
