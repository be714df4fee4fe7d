/**
 * Whether a link is one that the community allows.
 *
 * Host and path are compared as a whole or up to a border, so that allowing `chat.whatsapp.com/AbC`
 * does not allow `chat.whatsapp.com/AbCd`; the host without regard to case, a code with it.
 */
export function isAllowedLink(link: string, allowed: readonly string[] | undefined): boolean {
  if (allowed === undefined || allowed.length === 0) return false;
  const known = plainLink(link);
  return allowed.some((entry) => {
    const start = plainLink(entry);
    if (start === '' || !known.startsWith(start)) return false;
    return known.length === start.length || /^[/?#&]/.test(known.slice(start.length));
  });
}

function plainLink(link: string): string {
  const bare = link.trim().replace(/^(?:https?:\/\/)?(?:www\.)?/i, '');
  const host = /^[^/?#]*/.exec(bare)?.[0] ?? '';
  const path = bare.slice(host.length);
  return host.toLowerCase() + (path.endsWith('/') ? path.slice(0, -1) : path);
}
