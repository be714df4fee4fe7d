import { canary } from '../canaries.js';

const { name, number } = canary.listed;

/** The file of a community with an admin in it, and one group, on the messengers that are given. */
export function communityYaml({
  sameer,
  north,
  more = '',
}: {
  readonly sameer: Readonly<Record<string, string>>;
  readonly north: Readonly<Record<string, string>>;
  readonly more?: string;
}): string {
  const accounts = { ...sameer, whatsapp: `+${number}` };
  return `
community:
  key: health-workers
  name: Health workers
  purpose: Care for families together
  timeZone: Africa/Nairobi
  countries: [KE]
rules:
  - key: be-kind
    text: { en: Be kind to one another. }
people:
  sameer: { name: ${name}, roles: [community-admin], accounts: ${JSON.stringify(accounts)} }
groups:
  north: { name: Area North, kind: general, purpose: Visits, admins: [sameer], chat: ${JSON.stringify(north)} }
morePlugins: [./tactless.mjs]
plugins:
  conduct: { detectors: { invite-link: delete, phone-number: observe } }
  onboarding: {}
  recognition: {}
  tactless: {}
${more}`;
}

/** A plugin as nobody should write it: when it fails it repeats what it was told, and by whom. */
export const tactless = `
export const tactless = {
  name: 'tactless',
  setup(kit) {
    kit.on('message.received', {}, (context, event) => {
      if (!event.text.includes('${canary.givenUp}')) return;
      throw new Error(event.from.name + ' (' + event.from.id + ') wrote: ' + event.text);
    });
  },
};
`;

/** As a file .env. */
export function envFile(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([setting, value]) => `${setting}='${value}'`)
    .join('\n');
}
