import { EXPORT_STEP, WISHES, wishSchema } from '../people-data/data-wish.js';
import { exportSchema } from '../people-data/export-of.js';
import { SWEEP } from '../people-data/sweep.js';
import { schema } from '../schema.js';
import { exportTexts } from './data-export.js';
import type { HouseScope } from './house-context.js';

const exportsSchema = schema((z) => z.object({ exports: z.array(exportSchema) }));

/**
 * What somebody can do about what is kept of them: see it, and have it erased. Both only leave a
 * wish; the kit itself fulfils it once that is committed, because no lane may look at all others.
 */
export function peopleData(kit: HouseScope): void {
  const wishes = kit.collection(WISHES, { lane: 'person', schema: wishSchema });

  // What plugins said need not be kept any longer is forgotten by the kit itself, after this.
  kit.schedule(SWEEP, { per: 'community', cron: '30 3 * * *' }, () => undefined);

  kit.command(
    'my-data',
    { words: 'words.my-data', about: 'data.export.about', where: 'direct', cooldown: 60_000 },
    (context) => {
      const { actor, now, event } = context;
      if (actor === undefined) return undefined;
      const { adapter } = event;
      context.records(wishes).set('export', { what: 'export', at: now, adapter });
      context.audit({ what: 'person.export', by: actor.person.id, reason: 'asked' });
      return 'handled';
    },
  );

  kit.command(
    'erase-me',
    {
      words: 'words.erase-me',
      about: 'data.erase.about',
      where: 'direct',
      confirm: {
        question: 'data.erase.ask',
        values: (_, { community }) => ({ community: community.name }),
      },
    },
    (context) => {
      if (context.actor === undefined) return undefined;
      const { now, event } = context;
      const { adapter } = event;
      context.records(wishes).set('erase', { what: 'erase', at: now, adapter });
      return 'handled';
    },
  );

  kit.posted(EXPORT_STEP, async (context, data) => {
    const { exports } = exportsSchema.parse(data);
    const { actor } = context;
    if (actor === undefined) return;
    context.records(wishes).remove('export');
    const to = { person: actor.person.id };
    const [language = 'en'] = await context.languagesFor(to);
    for (const about of exports) {
      for (const text of exportTexts(context, language, about)) {
        context.perform({ kind: 'message.send', to, text }, { reason: 'my-data' });
      }
    }
  });
}
