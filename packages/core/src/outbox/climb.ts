import { findPerson } from '../accept/find-person.js';
import type { SendMessage } from '../actions/action.js';
import type { Community } from '../model/community.js';
import { collections, recordKey } from '../model/keys.js';
import type { FilledTemplate, TemplateValue } from '../model/template.js';
import { chooseTemplate, type TemplateWish } from '../reach/choose-template.js';
import { KEPT_FOR, rungFor, type TemplatesAtHand } from '../reach/ladder.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, OutboxItem, Store } from '../store/store.js';
import { plainText } from '../text/plain-text.js';
import type { Facts } from './facts.js';

/** Why something cannot go out to one person yet. */
export interface Unreached {
  readonly adapter: string;
  /** It was tried, and the platform said so. */
  readonly refused?: boolean;
  /** Words approved beforehand that ask them to write. */
  readonly invitation?: FilledTemplate;
}

/** Either how it goes out, or that it waits for the person's first word. */
export type Climbed = { readonly facts: Facts } | { readonly unreached: Unreached };

type Reader = Pick<Store, 'get'>;

async function wishFor(
  item: OutboxItem,
  action: SendMessage,
  community: Community,
  store: Reader,
): Promise<TemplateWish> {
  const { place, options, plugin } = item;
  const to = 'person' in action.to ? action.to.person : '';
  const person = await findPerson(store, item.community, to);
  const { group: key } = place;
  const group =
    key === undefined
      ? undefined
      : (await store.get(collections.groups, recordKey(item.community, key)))?.value;
  const { name = '' } = (group as { name?: string } | undefined) ?? {};
  const { menu, attachment } = action;
  // With options to choose from, only a template with as many buttons fits; a file stands above it.
  const choices = menu?.options.map(({ id }) => id);
  const values: Partial<Record<TemplateValue, string>> = {
    community: community.name,
    group: name === '' ? community.name : name,
    person: person?.name === undefined || person.name === '' ? community.name : person.name,
    text: plainText(action.text),
  };
  const known = person?.language;
  const languages = [...(known === undefined ? [] : [known]), ...community.languages];
  const { reason } = options;
  return {
    ...{ plugin, languages, values },
    keys: { community: community.key, ...(key === undefined ? {} : { group: key }) },
    ...(choices === undefined ? {} : { choices }),
    ...(attachment === undefined ? {} : { file: attachment.type }),
    ...(reason === undefined ? {} : { reason }),
  };
}

async function templatesFor(item: OutboxItem, store: Reader): Promise<TemplatesAtHand> {
  const { action } = item;
  if (action.kind !== 'message.send') return {};
  const record = await store.get(collections.communities, recordKey(item.community));
  const community = record?.value as Community | undefined;
  const templates = community?.templates ?? [];
  if (action.template !== undefined) return { carrying: action.template };
  if (community === undefined || templates.length === 0) return {};
  const wish = await wishFor(item, action, community, store);
  return {
    carrying: chooseTemplate(templates, wish, true),
    inviting: chooseTemplate(templates, wish, false),
  };
}

/** Finds the way in which something for one person goes; in groups there is only one. */
export function climb(item: OutboxItem, facts: Facts, store: Reader): MaybePromise<Climbed> {
  const { reach, adapter } = facts;
  const { kind } = item.action;
  const isGated = kind === 'message.send' || kind === 'poll.send' || kind === 'typing.show';
  if (reach === undefined || reach === 'open' || !isGated) return { facts };
  const templates = reach === 'template-only' ? templatesFor(item, store) : {};
  return goOn(templates, (found): Climbed => {
    const rung = rungFor(reach, found);
    if (rung.kind === 'message') return { facts };
    if (rung.kind === 'template') return { facts: { ...facts, template: rung.template } };
    const { invitation } = rung;
    return { unreached: { adapter, ...(invitation === undefined ? {} : { invitation }) } };
  });
}

/** The action while it waits for the person's first word: for a week, unless it ends before. */
export function waitingForWord(item: OutboxItem): OutboxItem {
  // Nothing of it has left, whatever was noted before it was tried.
  const { sending: _sending, ...rest } = item;
  const { options, at } = rest;
  const expires = Math.min(options.expires ?? Number.POSITIVE_INFINITY, at + KEPT_FOR);
  return { ...rest, unreached: 'waits', options: { ...options, expires } };
}

/**
 * The action once they have written: they are there, so nothing of it waits for the morning, and
 * all of it goes in the order in which it was asked for.
 */
export function afterFirstWord(item: OutboxItem): OutboxItem {
  return { ...item, unreached: 'released', options: { ...item.options, priority: 'reply' } };
}

/** As it is looked at after a restart: perhaps there is another way by now. */
export function lookedAtAnew(item: OutboxItem): OutboxItem {
  const { unreached, ...rest } = item;
  return unreached === 'waits' ? rest : item;
}
