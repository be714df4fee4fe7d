import type { Detector, DetectorInput, Finding } from '../detector.js';
import { type Folded, fold, originalSpan } from '../normalise.js';
import { isAllowedLink } from './allowed-links.js';
import { decodeEscapes } from './decode-escapes.js';
import { type FoundHost, findHosts } from './find-hosts.js';
import type { FoundInvite } from './found-invite.js';
import { isPlaceholder, looksRandom } from './invite-code.js';
import { INVITE_SCHEMES, type InvitePath } from './invite-hosts.js';
import { lettersOf } from './letters.js';
import { findLooseCodes } from './loose-codes.js';
import { type ReadPath, readPath } from './read-path.js';
import { findShortenedInvites } from './shortened-links.js';
import { readSpokenHosts } from './transliterated-hosts.js';

/** More invitations than this in one message change nothing about what to do with it. */
const MOST_FINDINGS = 50;
/** Hosts that are read on for a path; a wall of bare hosts is not worth more. */
const MOST_HOSTS = 400;
const SCHEME_BEFORE = /(?:\b[a-z]{2,8}\s?:\s?\/\s?\/\s?)?(?:www\s?\.\s?)?$/i;
const LONGEST_SCHEME = 24;

/**
 * Finds links that let whoever has them into a group, a call or a member's chat: WhatsApp,
 * Telegram, Signal, Discord, Viber, Messenger, LINE and others (`invite-hosts.ts`).
 *
 * Also when they are written so that programs overlook them: blanks, `[.]`, "dot", look-alike or
 * spaced letters, percent-encoding, a code on the next line. A messenger's name, its help pages and
 * public addresses such as `t.me/<name>` are left alone. About 3 us for an ordinary message of 100
 * characters, linear in its length.
 */
export const detectInviteLinks: Detector = (input) => {
  const folded = readSpokenHosts(decodeEscapes(fold(input.text)));
  const found = [
    ...findHostInvites(folded.text),
    ...findSchemeInvites(folded.text),
    ...findShortenedInvites(folded.text),
    ...findLooseCodes(folded.text),
  ];
  return found.length === 0 ? [] : toFindings(found, folded, input);
};

function toFindings(
  found: readonly FoundInvite[],
  folded: Folded,
  input: DetectorInput,
): readonly Finding[] {
  const findings: Finding[] = [];
  let end = -1;
  for (const invite of [...found].sort((one, other) => one.start - other.start)) {
    if (findings.length >= MOST_FINDINGS) break;
    if (invite.start < end || isAllowedLink(invite.link, input.allow?.links)) continue;
    end = invite.end;
    findings.push({
      detector: 'invite-link',
      reason: invite.reason,
      severity: invite.severity,
      ...originalSpan(folded, invite.start, invite.end),
    });
  }
  return findings;
}

function findHostInvites(folded: string): FoundInvite[] {
  const invites: FoundInvite[] = [];
  let hosts = 0;
  for (const host of findHosts(folded, lettersOf(folded))) {
    hosts += 1;
    if (hosts > MOST_HOSTS || invites.length >= MOST_FINDINGS) break;
    const path = readPath(folded, host.end, host.spelled);
    if (path === undefined) continue;
    const kind = host.host.paths.find((known) => isInvite(host, path, known, folded));
    if (kind === undefined) continue;
    invites.push({
      start: startOfLink(folded, host.start),
      end: path.end,
      link: host.host.labels.join('.') + path.text,
      reason: kind.reason,
      severity: kind.severity,
    });
  }
  return invites;
}

function isInvite(host: FoundHost, path: ReadPath, kind: InvitePath, folded: string): boolean {
  const code = kind.path.exec(path.text)?.[1];
  if (code === undefined || isPlaceholder(code, path.bracketed)) return false;
  if (!path.written) return code.length >= 16 && looksRandom(code);
  if (isHostName(code, folded, path.end)) return false;
  if (host.plain && path.tight) return true;
  if (looksRandom(code)) return true;
  if (kind.telling) return host.dotted || path.tight;
  return host.dotted && host.evaded;
}

/** `chat.whatsapp.com / web.whatsapp.com`: what looks like a code is the next host of a list. */
function isHostName(code: string, folded: string, end: number): boolean {
  return /^[a-z-]+$/.test(code) && folded[end] === '.' && /[a-z]/.test(folded[end + 1] ?? '');
}

function startOfLink(folded: string, hostStart: number): number {
  const before = folded.slice(Math.max(0, hostStart - LONGEST_SCHEME), hostStart);
  return hostStart - (SCHEME_BEFORE.exec(before)?.[0].length ?? 0);
}

function* findSchemeInvites(folded: string): Generator<FoundInvite> {
  if (!folded.includes('://')) return;
  for (const { path, reason, severity } of INVITE_SCHEMES) {
    for (const match of folded.matchAll(path)) {
      const end = match.index + match[0].length;
      if (isPlaceholder(match[1] ?? '', false)) continue;
      yield { start: match.index, end, link: match[0], reason, severity };
    }
  }
}
