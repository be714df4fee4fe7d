import type { Adapter, StepGiven, WireStep } from '../adapters/adapter.js';
import { isMedia } from '../attachments/attachment.js';
import type { KitAttachments } from '../attachments/kit-attachments.js';
import type { OutboxItem } from '../store/store.js';

/** What a step is given, and why it cannot be carried out; empty as long as it can. */
interface Given {
  readonly given: StepGiven | undefined;
  refused(): string;
  close?(): Promise<void>;
}

function none(reason: string): Given {
  return { given: undefined, refused: () => reason };
}

/** Looks up what a step needs besides itself: the bytes of the attachment, or where they went. */
export async function givenFor(
  needs: NonNullable<WireStep['needs']>,
  { action, uploaded }: OutboxItem,
  adapter: Adapter,
  attachments: Pick<KitAttachments, 'openFor'>,
): Promise<Given> {
  if (needs === 'uploaded') {
    if (uploaded === undefined) return none('the platform did not say where it put the file');
    return { given: { uploaded }, refused: () => '' };
  }
  const attachment = action.kind === 'message.send' ? action.attachment : undefined;
  if (attachment === undefined || !isMedia(attachment)) return none('there is no file to send');
  const opened = await attachments.openFor(adapter, attachment);
  if ('refused' in opened) return none(opened.refused);
  const { file, problem, close } = opened;
  return { given: { file }, refused: () => problem() ?? '', close };
}
