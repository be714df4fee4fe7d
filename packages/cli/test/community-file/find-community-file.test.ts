import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCommunityFile } from '../../src/community-file/find-community-file.js';
import { folderWith } from '../temporary-folder.js';

describe('finding the file of a community', () => {
  it.each(['community.yaml', 'community.yml'])('finds %s in a folder', async (name) => {
    const folder = await folderWith({ [name]: '' });

    expect(await findCommunityFile(folder)).toBe(join(folder, name));
  });

  it('prefers community.yaml', async () => {
    const folder = await folderWith({ 'community.yml': '', 'community.yaml': '' });

    expect(await findCommunityFile(folder)).toBe(join(folder, 'community.yaml'));
  });

  it('takes a file that is named itself', async () => {
    const folder = await folderWith({ 'ours.yaml': '' });

    expect(await findCommunityFile(join(folder, 'ours.yaml'))).toBe(join(folder, 'ours.yaml'));
  });

  it('says what is missing where there is none', async () => {
    const folder = await folderWith();

    await expect(findCommunityFile(folder)).rejects.toMatchObject({
      code: 'config.missing',
      message: expect.stringContaining(`There is no community.yaml in ${folder}.`),
    });
  });

  it('says that a place is not there', async () => {
    const folder = await folderWith();

    await expect(findCommunityFile(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'input.not-found',
      message: `There is no folder ${join(folder, 'nowhere')}. Check its name.`,
    });
    await expect(findCommunityFile(join(folder, 'our.yaml'))).rejects.toMatchObject({
      code: 'input.not-found',
      message: `There is no file ${join(folder, 'our.yaml')}. Check its name.`,
    });
  });

  it.each([
    ['community.yaml.txt', 'There is community.yaml.txt: rename it to community.yaml.'],
    ['community (1).yaml', 'There is community (1).yaml: rename it to community.yaml.'],
    [
      'community.docx',
      'There is community.docx: save it as plain text, by the name community.yaml.',
    ],
  ])('knows %s, as editors and downloads name it', async (name, words) => {
    const folder = await folderWith({ [name]: '' });

    await expect(findCommunityFile(folder)).rejects.toMatchObject({
      code: 'config.missing',
      message: expect.stringContaining(words),
    });
  });

  it('is not misled by a folder of that name', async () => {
    const folder = await folderWith();
    await mkdir(join(folder, 'community.yaml'));

    await expect(findCommunityFile(folder)).rejects.toMatchObject({ code: 'config.missing' });
  });
});
