import { argument } from '../../commands/arguments.js';
import type { HouseScope } from '../house-context.js';
import { heard, start } from './first-word.js';
import { joinPost, posted, postNow } from './group-post.js';
import { expired, lost, silent, templateSettled, waits } from './person-steps.js';
import { reachRecords, THE_ONE } from './records.js';
import { askNow, joinAsk, joinNews, newsNow, standing } from './tell-admins.js';
import { listUndelivered } from './undelivered-list.js';

/** Who may see what was not delivered, and to whom. */
const UNDELIVERED_PERMISSION = 'undelivered.read';

/**
 * What is for somebody who has to write first waits for that. They are asked for it by approved
 * words, by one post an hour in a group, or by an admin; what waits is kept by the outbox, and what
 * is known of it here. A person's lane knows what waits for them, a group's whom its next post is
 * for, the community's what admins are told.
 */
export function reach(kit: HouseScope): void {
  const records = reachRecords(kit);
  kit.posted('reach-waits', (context, data) => waits(context, data, records));
  kit.posted('reach-silent', (context) => silent(context, records));
  kit.posted('reach-expired', (context, data) => expired(context, data, records));
  kit.posted('reach-lost', (context, data) => lost(context, data, records));
  kit.settled('reach-template', templateSettled);
  const kept = { collection: records.waiting, key: THE_ONE };
  kit.on('message.received', { phase: 'screen', direct: true, kept }, (context, event) =>
    heard(context, event, records),
  );
  const behind = argument.text().optional();
  kit.command(
    'start',
    // Telegram puts behind it what the link that was followed had in it.
    { words: 'words.start', where: 'direct', yields: true, arguments: { behind } },
    start,
  );

  kit.posted('reach-post', (context, data) => joinPost(context, data, records));
  kit.posted('reach-post-now', (context) => postNow(context, records));
  kit.settled('reach-posted', posted);

  kit.posted('reach-standing', (context, data) => standing(context, data, records));
  kit.posted('reach-ask', (context, data) => joinAsk(context, data, records));
  kit.posted('reach-ask-now', (context) => askNow(context, records));
  kit.posted('reach-news', (context, data) => joinNews(context, data, records));
  kit.posted('reach-news-now', (context) => newsNow(context, records));
  kit.command(
    'undelivered',
    {
      words: 'words.undelivered',
      about: 'reach.list.about',
      where: 'direct',
      permission: UNDELIVERED_PERMISSION,
    },
    (context) => listUndelivered(context, records),
  );
}
