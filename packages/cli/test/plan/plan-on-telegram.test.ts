import { type FakeTelegram, startFakeTelegram } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { register as apply } from '../../src/commands/apply.js';
import { register as plan } from '../../src/commands/plan.js';
import { runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';

/** North on Telegram, with Sameer and Grace as admins, and a file that wants only them to edit it. */
async function north() {
  const telegram: FakeTelegram = await startFakeTelegram();
  onTestFinished(() => telegram.close());
  const [sameer, grace] = [telegram.person('Sameer'), telegram.person('Grace')];
  const community = { id: 7, name: 'Health workers' };
  const group = telegram.group('North', { owner: sameer });
  group.add(grace);
  group.promote(grace);
  group.addBot('all');
  group.inCommunity(community);
  const cwd = await folderWith({
    'community.yaml': `community:
  key: health
  name: Health workers
  purpose: Care
  timeZone: Africa/Nairobi
people:
  sameer: { name: Sameer, roles: [community-admin], accounts: { telegram: "${sameer.id}" } }
  grace: { name: Grace, roles: [community-admin], accounts: { telegram: "${grace.id}" } }
groups:
  north:
    name: North
    editing: admins
    adding: admins
    admins: [sameer, grace]
    chat: { telegram: "${group.id}" }
`,
    '.env': `TELEGRAM_TOKEN=${telegram.token}\nTELEGRAM_API_ROOT=${telegram.apiRoot}\n`,
  });
  const kapwa = async (...args: readonly string[]) => {
    const shell = recordedShell({ cwd });
    const code = await runCommandLine(args, { version: '0', commands: [plan, apply] }, shell);
    return { code, out: shell.out };
  };
  return { telegram, group, sameer, grace, kapwa };
}

// Real sockets: slow where many tests run side by side.
describe('who may do what in a group of Telegram', { timeout: 120_000 }, () => {
  it('is planned and put right, and nothing is left then', async () => {
    const { group, kapwa } = await north();
    group.permit({ can_change_info: true });

    const before = await kapwa('plan');
    const applied = await kapwa('apply');
    const after = await kapwa('plan');

    expect(before.code).toBe(1);
    expect(before.out).toContain(`North
  bot     everybody can change its name, description and picture; only admins should
          let only admins change its name, description and picture
  bot     everybody can add people; only admins should
          let only admins add people
`);
    expect(applied).toMatchObject({ code: 0, out: expect.stringContaining('done    North') });
    expect(group.permissions).toMatchObject({
      can_change_info: false,
      can_invite_users: false,
      can_send_messages: true,
    });
    expect(after.code).toBe(0);
  });

  it('is handed to an admin where the bot lost the right to set it, and the plan says to whom', async () => {
    const { group, kapwa } = await north();
    group.setBotRights(['can_delete_messages', 'can_invite_users']);

    const applied = await kapwa('apply');
    const after = await kapwa('plan');

    expect(applied.out).toMatch(/asked +North: let only admins add people/);
    expect(after.code).toBe(1);
    expect(after.out).toMatch(
      / admins +everybody can add people; only admins should\n +(Sameer|Grace) was asked, and the bot waits/,
    );
    expect(group.permissions.can_invite_users).toBe(true);
  });
});
