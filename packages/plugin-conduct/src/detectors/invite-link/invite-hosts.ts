import type { Severity } from '../detector.js';

/** One kind of link that lives on a host. */
export interface InvitePath {
  /** Matched against the path as read (`/joinchat/AbC`); group 1 is the code. */
  readonly path: RegExp;
  readonly reason: string;
  readonly severity: Severity;
  /** The path itself gives the invitation away, so a code may look like an ordinary word. */
  readonly telling?: boolean;
}

/** A host on which invitations live, label by label. */
export interface InviteHost {
  readonly labels: readonly string[];
  readonly paths: readonly InvitePath[];
}

/**
 * Where invitations live, and how bad it is to pass one on.
 *
 * `high`: whoever has the link is in the group. `medium`: it opens a call, a channel or a chat that
 * shows a member's number. `low`: it leads to one person or service who can still say no.
 *
 * Left out on purpose, because they are public addresses and open no closed door: `t.me/<name>`,
 * `facebook.com/groups/<name>`, `m.me/<name>`, meeting links (Zoom, Meet, Teams). A rule about
 * links in general belongs to the detector `link`.
 */
export const INVITE_HOSTS: readonly InviteHost[] = [
  host('chat.whatsapp.com', [
    link(/^\/(?:invite\/)?([\w-]{3,})/i, 'whatsapp-group-link', 'high'),
    link(/^\/?\?code=([\w-]{3,})/i, 'whatsapp-group-link', 'high', true),
  ]),
  host('web.whatsapp.com', [
    link(/^\/accept\/?\?code=([\w-]{3,})/i, 'whatsapp-group-link', 'high', true),
    link(/^\/send\/?\?[\w=&%+-]*?phone=([\w%+-]{5,})/i, 'whatsapp-chat-link', 'medium', true),
  ]),
  host('api.whatsapp.com', [
    link(/^\/send\/?\?[\w=&%+-]*?phone=([\w%+-]{5,})/i, 'whatsapp-chat-link', 'medium', true),
    link(/^\/message\/([\w-]{4,})/i, 'whatsapp-chat-link', 'medium', true),
  ]),
  host('call.whatsapp.com', [
    link(/^\/(?:voice|video)\/([\w-]{4,})/i, 'whatsapp-call-link', 'medium', true),
  ]),
  host('whatsapp.com', [
    link(/^\/channel\/([\w-]{4,})/i, 'whatsapp-channel-link', 'medium', true),
    link(/^\/invite\/([\w-]{4,})/i, 'whatsapp-group-link', 'high', true),
  ]),
  host('wa.me', [
    link(/^\/(\+?\d[\d-]{4,})/, 'whatsapp-chat-link', 'medium', true),
    link(/^\/(?:message|qr|c)\/(\+?[\w-]{4,})/i, 'whatsapp-chat-link', 'medium', true),
  ]),
  host('wa.link', [link(/^\/([\w-]{4,})/, 'whatsapp-chat-link', 'medium')]),
  ...['t.me', 'telegram.me', 'telegram.dog'].map((name) =>
    host(name, [
      link(/^\/joinchat\/([\w-]{3,})/i, 'telegram-invite', 'high', true),
      // `+` and 7 to 15 digits is somebody's phone number; the detector `phone-number` has it.
      link(/^\/\+(?!\d{7,15}(?:\D|$))([\w-]{3,})/, 'telegram-invite', 'high', true),
      link(/^\/addlist\/([\w-]{3,})/i, 'telegram-invite', 'high', true),
    ]),
  ),
  host('signal.group', [link(/^\/?#([\w=+-]{3,})/, 'signal-group-link', 'high', true)]),
  host('signal.link', [link(/^\/call\/?#([\w=+-]{3,})/i, 'signal-call-link', 'medium', true)]),
  host('signal.me', [link(/^\/?#(?:p|eu)\/([\w=+-]{5,})/i, 'signal-contact-link', 'low', true)]),
  host('discord.gg', [link(/^\/(?:invite\/)?([\w-]{2,})/i, 'discord-invite', 'high')]),
  ...['discord.com', 'discordapp.com'].map((name) =>
    host(name, [link(/^\/invite\/([\w-]{2,})/i, 'discord-invite', 'high', true)]),
  ),
  host('dsc.gg', [link(/^\/([\w-]{2,})/, 'discord-invite', 'high')]),
  host('invite.viber.com', [
    link(/^\/?\?[\w=&%+-]*?g2?=([\w%+-]{3,})/i, 'viber-group-link', 'high', true),
  ]),
  host('vb.me', [link(/^\/([\w-]{3,})/, 'viber-group-link', 'high')]),
  host('m.me', [link(/^\/(?:j|ch|cm)\/([\w~:-]{3,})/i, 'messenger-group-link', 'high', true)]),
  host('messenger.com', [link(/^\/j\/([\w~:-]{3,})/i, 'messenger-group-link', 'high', true)]),
  host('ig.me', [link(/^\/j\/([\w~:-]{3,})/i, 'instagram-group-link', 'high', true)]),
  host('line.me', [
    link(/^\/(?:r\/)?ti\/g2?\/([\w@%-]{3,})/i, 'line-group-link', 'high', true),
    link(/^\/(?:r\/)?ti\/p\/([\w@%~-]{3,})/i, 'line-contact-link', 'low', true),
  ]),
  host('open.kakao.com', [link(/^\/o\/([\w-]{3,})/i, 'kakao-group-link', 'high', true)]),
  host('zalo.me', [link(/^\/g\/([\w-]{3,})/i, 'zalo-group-link', 'high', true)]),
  host('join.slack.com', [link(/^\/t\/([\w-]+\/[\w~/-]+)/i, 'slack-invite', 'high', true)]),
  host('groupme.com', [link(/^\/join_group\/([\w/-]{3,})/i, 'groupme-invite', 'high', true)]),
  host('simplex.chat', [
    link(/^\/(?:contact|invitation|g)\/?#([\w/?%=&+-]{3,})/i, 'simplex-invite', 'high', true),
  ]),
];

/**
 * Links that open a messenger without any web host, as they are written on buttons and QR codes.
 * Group 1 is the code.
 */
export const INVITE_SCHEMES: readonly InvitePath[] = [
  link(/\btg:\/\/join\/?\?invite=([\w-]{3,64})/gi, 'telegram-invite', 'high'),
  link(/\btg:\/\/addlist\/?\?slug=([\w-]{3,64})/gi, 'telegram-invite', 'high'),
  link(/\bwhatsapp:\/\/chat\/?\?code=([\w-]{3,64})/gi, 'whatsapp-group-link', 'high'),
  link(/\bwhatsapp:\/\/send\/?\?phone=([\w%+-]{5,32})/gi, 'whatsapp-chat-link', 'medium'),
  link(/\bviber:\/\/(?:forward|pa|add|chat)\/?\?([\w%+=&-]{3,64})/gi, 'viber-contact-link', 'low'),
  link(/\bline:\/\/ti\/g2?\/([\w@%-]{3,64})/gi, 'line-group-link', 'high'),
  link(/\bdiscord:\/\/[\w/.-]{0,40}invite\/([\w-]{2,64})/gi, 'discord-invite', 'high'),
];

function host(name: string, paths: readonly InvitePath[]): InviteHost {
  return { labels: name.split('.'), paths };
}

function link(path: RegExp, reason: string, severity: Severity, telling = false): InvitePath {
  return { path, reason, severity, telling };
}
