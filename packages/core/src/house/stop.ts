import type { HouseScope } from './house-context.js';

/** STOP where nothing is asked: says so, rather than leaving somebody without an answer. */
export function stop(kit: HouseScope): void {
  kit.command('stop', { words: 'words.stop', where: 'direct' }, (context) => {
    const { actor } = context;
    if (actor === undefined) return undefined;
    context.say({ person: actor.person.id }, 'stop.nothing', {});
    return 'handled';
  });
}
