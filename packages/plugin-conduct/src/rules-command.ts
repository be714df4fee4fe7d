import { numbered, plain, ruleText, type Text } from '@kapwa/core';
import type { ConductContext } from './context.js';

function rulesIn(context: ConductContext, language: string): Text {
  const { community } = context;
  if (community.rules.length === 0) {
    return context.text(language, 'rules.none', { community: community.name });
  }
  const rules = community.rules.map((rule) => plain(ruleText(rule, language, community)));
  const title = context.text(language, 'rules.title', { community: community.name });
  return [...title, numbered(rules)];
}

/** Shows the rules where they were asked for: in the group's leading language, or the person's. */
export async function showRules(context: ConductContext): Promise<'handled' | undefined> {
  const { actor, here: to } = context;
  if (actor === undefined || to === undefined) return undefined;
  const [language = 'en'] = await context.languagesFor(to);
  const replyTo = context.event.kind === 'message.received' ? context.event.message : undefined;
  context.perform({
    kind: 'message.send',
    to,
    text: rulesIn(context, language),
    ...(replyTo === undefined ? {} : { replyTo }),
  });
  context.note({ reason: 'rules' }, 'found.rules', { person: actor.person.name });
  return 'handled';
}
