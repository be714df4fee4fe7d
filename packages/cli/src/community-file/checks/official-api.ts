import { type CloudFinding, inspectCloud } from '@kapwa/adapter-whatsapp';
import type { Blueprint } from '@kapwa/core';
import type { Settings } from '../../server/settings.js';
import { cloudMissing, cloudToInspect } from '../../whatsapp/cloud-settings.js';
import { driverOf, hasWhatsapp } from '../../whatsapp/whatsapp-settings.js';
import type { Finding } from './finding.js';

/** How long WhatsApp is waited for, ms. */
const PATIENCE = 10_000;

/** Whether there is anything to ask the official API about. */
function isSetUp(settings: Settings, blueprint: Blueprint): boolean {
  return (
    hasWhatsapp(settings, blueprint) &&
    driverOf(settings, blueprint.adapters) !== 'linked-device' &&
    cloudMissing(settings).length === 0
  );
}

function findingOf({ level, template, message, fix }: CloudFinding): Finding {
  return template === undefined
    ? { level, path: [], place: '.env', message, fix }
    : { level, path: ['templates', template], message, fix };
}

/** What WhatsApp's official API says of the settings, where it is set up; asks over the network. */
export async function checkOfficialApi(
  settings: Settings,
  blueprint: Blueprint,
): Promise<readonly Finding[]> {
  if (!isSetUp(settings, blueprint)) return [];
  const { templates = [] } = blueprint.community;
  const asked = { ...cloudToInspect(settings), timeout: PATIENCE };
  return (await inspectCloud(asked, templates)).map(findingOf);
}
