import type { GroupMetadata, WASocket } from 'baileys';
import type { GroupSetting } from './socket-port.js';

/** WhatsApp's words for what the kit asks. */
export async function setInGroup(
  socket: WASocket,
  jid: string,
  setting: GroupSetting,
): Promise<void> {
  switch (setting.kind) {
    case 'posting':
      return socket.groupSettingUpdate(
        jid,
        setting.value === 'admins' ? 'announcement' : 'not_announcement',
      );
    case 'editing':
      return socket.groupSettingUpdate(jid, setting.value === 'admins' ? 'locked' : 'unlocked');
    case 'adding':
      return socket.groupMemberAddMode(
        jid,
        setting.value === 'admins' ? 'admin_add' : 'all_member_add',
      );
    case 'approval':
      return socket.groupJoinApprovalMode(jid, setting.value ? 'on' : 'off');
    case 'disappearing':
      return socket.groupToggleEphemeral(jid, setting.value);
    case 'name':
      return socket.groupUpdateSubject(jid, setting.value);
    case 'description':
      return socket.groupUpdateDescription(jid, setting.value);
  }
}

/** What is different about a group afterwards. */
export function changeBy(setting: GroupSetting): Partial<GroupMetadata> {
  switch (setting.kind) {
    case 'posting':
      return { announce: setting.value === 'admins' };
    case 'editing':
      return { restrict: setting.value === 'admins' };
    case 'adding':
      return { memberAddMode: setting.value === 'everyone' };
    case 'approval':
      return { joinApprovalMode: setting.value };
    case 'disappearing':
      return { ephemeralDuration: setting.value };
    case 'name':
      return { subject: setting.value };
    case 'description':
      return { desc: setting.value };
  }
}
