import { createWorld, directChat, type Mark, playgroundAdapter } from '@kapwa/adapter-playground';
import { adapterContract } from '../../src/contracts.js';

const platform = { hasGroups: true, repeats: false, canLoseAnswers: true };

adapterContract('the playground adapter', platform, () => {
  const world = createWorld({
    people: [{ id: 'ana', name: 'Ana' }],
    groups: [{ id: 'north', title: 'North Area', members: ['ana'] }],
  });
  const chatOf = { group: { id: 'north', direct: false }, direct: directChat('ana') } as const;
  const sentBody = (body: unknown) => body as { text: string; marks: readonly Mark[] };

  return {
    adapter: playgroundAdapter(world),
    group: 'north',
    clock: world.clock,
    async writes(text, place) {
      world.write('ana', chatOf[place], text);
      await world.line.delivered();
    },
    async asksToJoin() {
      world.addPerson({ id: 'ben', name: 'Ben' });
      world.setApproval('north', true);
      world.useLink('ben', world.group('north')?.link ?? '');
      await world.line.delivered();
      return 'ben';
    },
    written: (place) =>
      world
        .messages()
        .filter(({ author, chat }) => author === world.bot.id && chat.id === chatOf[place].id)
        .map(({ text }) => text),
    async sendsFile(type, file, caption) {
      world.write('ana', chatOf.direct, caption, { attachment: { type, ...file } });
      await world.line.delivered();
    },
    filesFromBot: (place) =>
      world.messages().flatMap(({ author, chat, attachment }) => {
        const isHere = author === world.bot.id && chat.id === chatOf[place].id;
        const id = attachment !== undefined && 'id' in attachment ? attachment.id : '';
        return (isHere ? world.file(id)?.bytes : undefined) ?? [];
      }),
    losesAnswer: () => world.line.loseAnswers(1),
    stands: (message) => {
      const found = world.messages().find(({ id }) => id === message);
      return found !== undefined && found.deletedBy === undefined;
    },
    wordsOf: (step) => (step.op === 'send' ? sentBody(step.body).text : undefined),
  };
});
