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
    await expect(findCommunityFile(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'config.missing',
      message: expect.stringContaining('There is no folder'),
    });
  });

  it('is not misled by a folder of that name', async () => {
    const folder = await folderWith();
    await mkdir(join(folder, 'community.yaml'));

    await expect(findCommunityFile(folder)).rejects.toMatchObject({ code: 'config.missing' });
  });
});
