import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Blueprint, KapwaError, messageOf } from '@kapwa/core';
import { defaultScene } from './default-scene.js';
import { readScene } from './read-scene.js';
import type { Scene } from './scene.js';

/** The file a community keeps its scene in, beside community.yaml. */
export const sceneFile = 'scene.jsonl';

/** Reads the scene of a community, or makes one where it has none. */
export async function findScene(blueprint: Blueprint, folder: string | undefined): Promise<Scene> {
  if (folder === undefined) return defaultScene(blueprint);
  try {
    return readScene(await readFile(join(folder, sceneFile), 'utf8'), sceneFile);
  } catch (error) {
    if (error instanceof KapwaError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return defaultScene(blueprint);
    }
    throw new KapwaError('input.unreadable', `${sceneFile} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
