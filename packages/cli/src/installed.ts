import type { AnyPlugin } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { onboarding } from '@kapwa/plugin-onboarding';
import { recognition } from '@kapwa/plugin-recognition';

/** The plugins the kapwa command brings along, in the order people read about them. */
export const installedPlugins: readonly AnyPlugin[] = [onboarding, conduct, recognition];

/** The messengers it brings along, by the names `community.yaml` uses. */
export const installedAdapters: readonly string[] = ['playground', 'telegram', 'whatsapp'];
