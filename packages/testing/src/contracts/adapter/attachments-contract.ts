import {
  type Attachment,
  type AttachmentType,
  attachmentsOf,
  isMedia,
  type MediaType,
  plain,
} from '@kapwa/core';
import { expect, it } from 'vitest';
import { GROUP, type Probe } from './probe.js';
import { type SampleFile, sampleFile } from './sample-files.js';
import type { Subject } from './talk-contract.js';
import type { Place } from './under-test.js';

const mediaTypes: readonly MediaType[] = ['image', 'video', 'audio', 'document'];
const types: readonly AttachmentType[] = [...mediaTypes, 'location', 'contact'];

function samplesFor({ under }: Subject, type: MediaType): SampleFile {
  const limit = under.adapter.attachments?.[type];
  const sample = sampleFile(type, limit);
  if (sample === undefined)
    throw new Error(`The contract has no ${type} that this platform takes.`);
  return sample;
}

function anyOf(subject: Subject, type: AttachmentType): Attachment {
  if (type === 'location') return { type, latitude: -1.29, longitude: 36.82, name: 'Clinic' };
  if (type === 'contact') return { type, name: 'Nurse Grace', phones: ['+254700000009'] };
  return { type, from: { file: samplesFor(subject, type).mimeType } };
}

/** Sends in answer to the person; resolves with what the capability said. */
async function sends(probe: Probe, place: Place, attachment: Attachment): Promise<string> {
  let level = '';
  await probe.asks(place, 'Please', async (context) => {
    const group = place === 'group' ? GROUP : undefined;
    const to = group === undefined ? { person: context.actor?.person.id ?? '' } : { group };
    level = (await context.capability('message.send', group, attachment.type)).level;
    context.perform({ kind: 'message.send', to, text: plain('Look at this'), attachment });
  });
  await probe.rest();
  return level;
}

function sending(type: AttachmentType, place: Place, subject: () => Subject): void {
  it(`sends ${type} where it says that it can, and otherwise says why not (${place})`, async () => {
    const { probe, under } = subject();

    const level = await sends(probe, place, anyOf(subject(), type));

    expect(level).toBe(under.adapter.attachments?.[type] === undefined ? 'unsupported' : 'native');
    const outcome = probe.outcomes.at(-1);
    if (level !== 'native') {
      expect(outcome).toEqual({ kind: 'refused', reason: expect.stringMatching(/\S/) });
      return;
    }
    expect(outcome).toEqual({
      kind: 'sent',
      messages: expect.arrayContaining([expect.any(String)]),
    });
    expect((await under.written(place)).join(' ').trim()).toBe('Look at this');
    if (type === 'location' || type === 'contact' || under.filesFromBot === undefined) return;
    const files = (await under.filesFromBot(place)).map((bytes) => Buffer.from(bytes));
    expect(files).toEqual([Buffer.from(samplesFor(subject(), type).bytes)]);
  });
}

function receiving(type: MediaType, subject: () => Subject): void {
  it(`reports ${type} by reference and reads the bytes, where people can send it`, async () => {
    const { probe, under } = subject();
    if (under.sendsFile === undefined) return;
    const sample = samplesFor(subject(), type);
    // Sounds have no caption anywhere.
    const caption = type === 'audio' ? '' : 'Look at this';

    await under.sendsFile(type, sample, caption);
    await probe.rest();

    const event = probe.heard.at(-1);
    expect(event?.text.trim()).toBe(caption);
    expect(JSON.stringify(event).length).toBeLessThan(4096);
    const [attachment] = event === undefined ? [] : attachmentsOf(event);
    if (attachment === undefined || !isMedia(attachment)) throw new Error('no media was reported');
    expect(attachment.type).toBe(type);
    const opened = await probe.kit.openAttachment(attachment);
    if ('refused' in opened) throw new Error(opened.refused);
    const chunks: Uint8Array[] = [];
    for await (const chunk of opened.file.bytes) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(Buffer.from(sample.bytes));
  });
}

/** What pictures, documents and the like must be like: sent, reported and read, or said that not. */
export function attachmentsContract(hasGroups: boolean, subject: () => Subject): void {
  for (const type of types) {
    sending(type, 'direct', subject);
    if (hasGroups) sending(type, 'group', subject);
  }
  for (const type of mediaTypes) receiving(type, subject);
}
