/** A group that is proposed for a new community. */
export interface ProposedGroup {
  readonly key: string;
  readonly name: string;
  readonly kind: 'announcement' | 'admin' | 'general' | 'topic' | 'support';
  readonly purpose: string;
  /** The word of the community's purpose it is proposed for; absent for what every community needs. */
  readonly because?: string;
}

/** What a purpose may speak of, and the group that serves it. */
const ideas: readonly (ProposedGroup & { readonly words: RegExp })[] = [
  {
    key: 'training',
    name: 'Training',
    kind: 'topic',
    purpose: 'Lessons, dates and every question people have while they learn.',
    words:
      /\b(train\w*|learn\w*|teach\w*|course\w*|skill\w*|mentor\w*|coach\w*|educat\w*|school\w*)\b/i,
  },
  {
    key: 'awareness',
    name: 'Awareness',
    kind: 'topic',
    purpose: 'What people should know: material to pass on, campaigns and dates.',
    words:
      /\b(aware\w*|inform\w*|campaign\w*|prevent\w*|advoca\w*|outreach|rights?|vaccin\w*|screening\w*)\b/i,
  },
  {
    key: 'support',
    name: 'Support',
    kind: 'support',
    purpose: 'A quiet place to talk about what weighs on us. What is said here stays here.',
    words:
      /\b(support\w*|car(?:e|es|ing)|carers?|help\w*|wellbeing|counsel\w*|grie\w*|recover\w*|surviv\w*)\b/i,
  },
  {
    key: 'supplies',
    name: 'Supplies',
    kind: 'general',
    purpose: 'What is in store, what is running out, and when it will come.',
    words:
      /\b(suppl\w*|equipment|medicines?|pharmac\w*|food|relief|donat\w*|logistic\w*|seeds?|tools?)\b/i,
  },
  {
    key: 'professionals',
    name: 'Ask a Professional',
    kind: 'general',
    purpose: 'Doctors, nurses and other professionals answer questions. Never about one patient.',
    words:
      /\b(health\w*|hospital\w*|clinic\w*|patient\w*|medical|disease\w*|midwi\w*|nurs\w*|doctor\w*)\b/i,
  },
  {
    key: 'jobs',
    name: 'Work and Income',
    kind: 'topic',
    purpose: 'Openings, prices and advice about earning a living.',
    words:
      /\b(work|jobs?|income|farm\w*|fish\w*|livelihood\w*|business\w*|cooperative\w*|market\w*)\b/i,
  },
  {
    key: 'families',
    name: 'Parents and Families',
    kind: 'general',
    purpose: 'For parents and families: questions, meetings and help among neighbours.',
    words: /\b(famil\w*|parent\w*|mother\w*|father\w*|child\w*|youth|young)\b/i,
  },
  {
    key: 'events',
    name: 'Meetings and Events',
    kind: 'topic',
    purpose: 'When and where we meet, and who brings what.',
    words: /\b(meet\w*|event\w*|gather\w*|celebrat\w*|festival\w*|visit\w*)\b/i,
  },
];

const first: readonly ProposedGroup[] = [
  {
    key: 'announcements',
    name: 'Announcements',
    kind: 'announcement',
    purpose: 'News for everybody, from the admins.',
  },
  {
    key: 'admin-only',
    name: 'Admin Only',
    kind: 'admin',
    purpose: 'Where all admins plan together and help one another.',
  },
  {
    key: 'coordination',
    name: 'Coordination',
    kind: 'general',
    purpose: 'Who does what and when: planning the work together.',
  },
];

const last: ProposedGroup = {
  key: 'success-stories',
  name: 'Success Stories',
  kind: 'topic',
  purpose: 'What went well, and how a problem was solved.',
};

/** More groups than people can tell apart are worse than too few: others are added later. */
const MOST_IDEAS = 5;

/**
 * Groups for a community, out of what it is for: those every community needs, and one for each
 * thing its purpose speaks of, in the order in which it does. Pure.
 */
export function proposeGroups(purpose: string): readonly ProposedGroup[] {
  const found = ideas.flatMap(({ words, ...group }) => {
    const match = words.exec(purpose);
    return match === null ? [] : [{ at: match.index, group: { ...group, because: match[0] } }];
  });
  const chosen = found.sort((one, other) => one.at - other.at).slice(0, MOST_IDEAS);
  return [...first, ...chosen.map(({ group }) => group), last];
}
