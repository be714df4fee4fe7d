import { type Blueprint, type BlueprintGroup, inLanguage, type Localised } from '@kapwa/core';
import type { Finding } from './finding.js';

/** What people like to do together that few communities are for, by a word for the sentence. */
const pastimes: readonly (readonly [topic: string, words: RegExp])[] = [
  ['sport', /\b(football|soccer|basketball|volleyball|cricket|mpira|sabong)\b/iu],
  ['jokes', /\b(jokes?|memes?|funny|humou?r|biruan|vichekesho|نكت)\b/iu],
  [
    'chatting',
    /\b(chit-?chat|off-?topic|gossip|small talk|hang-?out|tambayan|kwentuhan|tsismis)\b/iu,
  ],
  ['parties', /\b(part(?:y|ies)|karaoke|drinks|inuman|night ?out)\b/iu],
  ['selling', /\b(for sale|buy and sell|selling|marketplace|shop(?:ping)?|promo(?:s|tions?)?)\b/iu],
  ['betting', /\b(betting|lottery|lotto|casino|crypto)\b/iu],
  ['politics', /\b(politics|election campaign|candidates?)\b/iu],
  ['dating', /\b(dating|singles)\b/iu],
];

function words(value: Localised | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : Object.values(value).join(' ');
}

/**
 * Why a group seems not to serve what its community is for; undefined where nothing speaks against
 * it. A topic the community's own purpose speaks of is never one. Pure.
 */
function strayTopic(group: BlueprintGroup, purpose: Localised): string | undefined {
  if (group.kind === 'announcement' || group.kind === 'admin') return undefined;
  const told = `${group.name} ${words(group.names)} ${words(group.purpose)} ${group.tags.join(' ')}`;
  const [topic] = pastimes.find(([, test]) => test.test(told) && !test.test(words(purpose))) ?? [];
  return topic;
}

/** Groups that seem to be for something else than the community is. */
export function checkServesCommunity({ community, groups }: Blueprint): readonly Finding[] {
  return groups.flatMap((group): readonly Finding[] => {
    const topic = strayTopic(group, community.purpose);
    if (topic === undefined) return [];
    const purpose = inLanguage(community.purpose, 'en', community);
    return [
      {
        level: 'warning',
        path: ['groups', group.key],
        message: `"${group.name}" seems to be for ${topic}. The community is for something else: ${purpose}`,
        fix: 'Say in its purpose how it serves the community, or keep it outside of it.',
      },
    ];
  });
}
