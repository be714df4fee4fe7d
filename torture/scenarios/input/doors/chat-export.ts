import fc from 'fast-check';
import { wallClock } from '../../../../packages/cli/src/chat-export/header/wall-clock.js';
import {
  type LineBatch,
  textLines,
} from '../../../../packages/cli/src/chat-export/source/text-lines.js';
import { surveyChat } from '../../../../packages/cli/src/chat-export/survey.js';
import { whatsappEntries } from '../../../../packages/cli/src/chat-export/whatsapp-entries.js';
import { type Door, damaged, text } from '../inputs.js';

const android = `04/03/2024, 07:58 - Sameer created group "North"
04/03/2024, 08:02 - Sameer: Good morning Area North
Three rules:
1. No names of patients.
04/03/2024, 08:05 - Grace: <Media omitted>
04/03/2024, 08:06 - Dr: Amina: @Grace thank you`;
const iphone = `[15/02/24, 9:00:02 AM] Supplies: \u200eSameer created group “Supplies”
[15/02/24, 9:02:10 AM] Sameer: Welcome
[15/02/24, 9:05:31 AM] ~ Ravi: \u200eimage omitted`;

async function* once<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

/** A chat that somebody has exported from their phone, and perhaps edited. */
export function chatExportDoor(): Door {
  const clock = wallClock('Africa/Nairobi');
  const lines = fc.array(fc.oneof(text, fc.constantFrom(...android.split('\n'))), { maxLength: 5 });
  const read = async (bytes: Uint8Array): Promise<LineBatch[]> => {
    const batches: LineBatch[] = [];
    for await (const batch of textLines(once(bytes), 'utf-8')) batches.push(batch);
    return batches;
  };
  async function* all(batches: readonly LineBatch[]): AsyncGenerator<LineBatch> {
    yield* batches;
  }
  return {
    name: 'chat export',
    inputs: fc.oneof(
      damaged(Buffer.from(android)),
      damaged(Buffer.from(iphone)),
      lines.map((some) => Buffer.from(some.join('\n'))),
    ),
    async take(input) {
      const batches = await read(input as Uint8Array);
      const survey = await surveyChat(all(batches));
      if (typeof survey === 'number') return undefined;
      let last = 0;
      const reading = { survey, dateOrder: survey.dateOrder, clock };
      for await (const { at, line } of whatsappEntries(all(batches), reading)) {
        if (!Number.isFinite(at)) return 'a message without a time';
        if (line <= last) return 'messages out of order';
        last = line;
      }
      return undefined;
    },
  };
}
