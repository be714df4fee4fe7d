import type { Community } from '../model/community.js';
import { retentionKinds, SHORTEST_RECORDS } from '../model/retention.js';
import type { KeptCollections } from '../people-data/kept-collections.js';
import { type BlueprintIssue, problem } from './blueprint-issue.js';
import { didYouMean } from './did-you-mean.js';
import { entriesOf, valueAt } from './plain-data.js';
import { describeSpan } from './spans.js';

const own = Object.keys(retentionKinds);

/** Names under `retention` that can be no kind of record: neither one of the kit nor a plugin's. */
export function checkRetentionNames(data: unknown): readonly BlueprintIssue[] {
  return entriesOf(valueAt(data, 'retention')).flatMap(([name]) => {
    if (own.includes(name) || name.includes('.')) return [];
    const message = `"${name}" is not a kind of record. These are: ${own.join(', ')}, and collections of plugins such as "recognition.thanks".`;
    return [{ path: ['retention', name], ...problem(message, didYouMean(name, own)) }];
  });
}

/** What is wrong with one time for the records of a plugin; undefined for nothing. */
function wrongWith(name: string, span: number, kept: KeptCollections): string | undefined {
  const most = kept.get(name)?.keep?.for;
  if (most === undefined) {
    return `"${name}" is kept until somebody has themselves erased: there is no time to shorten.`;
  }
  if (span > most) {
    return `"${name}" can only be shortened: its plugin keeps it for ${describeSpan(most)}. Write less, or leave it out.`;
  }
  if (span < SHORTEST_RECORDS) {
    return `"${name}" must be kept for at least ${describeSpan(SHORTEST_RECORDS)}: it is looked at once a night.`;
  }
  return undefined;
}

/**
 * What is wrong with the times a community gives for records of plugins, by the collections that are
 * declared. Of plugins that have declared none yet, because they wait for others, nothing is said.
 */
export function checkRetention(
  { retention = {} }: Pick<Community, 'retention'>,
  kept: KeptCollections,
  plugins: readonly string[],
): readonly BlueprintIssue[] {
  const known = [...kept].filter(([, { keep }]) => keep !== undefined).map(([name]) => name);
  const declaring = new Set([...kept.values()].map(({ plugin }) => plugin));
  return Object.entries(retention).flatMap(([name, span]) => {
    if (own.includes(name)) return [];
    const path = ['retention', name];
    if (!kept.has(name)) {
      const plugin = name.slice(0, name.indexOf('.'));
      if (plugins.includes(plugin) && !declaring.has(plugin)) return [];
      const message = `No plugin keeps anything called "${name}". What can be shortened is: ${[...own, ...known].join(', ')}.`;
      return [{ path, ...problem(message, didYouMean(name, known)) }];
    }
    const message = wrongWith(name, span, kept);
    return message === undefined ? [] : [{ path, message }];
  });
}
