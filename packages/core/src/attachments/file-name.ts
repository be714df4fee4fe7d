/** The ending phones go by, by MIME type. Where a type has several, the first is the usual one. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'video/mp4': ['mp4', 'm4v'],
  'video/3gpp': ['3gp'],
  'video/quicktime': ['mov'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a', 'mp4'],
  'audio/aac': ['aac'],
  'audio/amr': ['amr'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'md'],
  'text/csv': ['csv'],
  'application/msword': ['doc'],
  'application/vnd.ms-excel': ['xls'],
  'application/vnd.ms-powerpoint': ['ppt'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
};

/** WhatsApp takes 240 characters; short names are read better anyway. */
const LONGEST = 120;

/** The MIME type a file's ending stands for; undefined for an ending nobody listed. */
export function typeByName(name: string): string | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.keys(endings).find((type) => endings[type]?.includes(ending));
}

/**
 * A name as it may be shown: no folders, nothing invisible that would turn its end around, not too
 * long, and with the ending of what the file really is.
 */
export function shownName(name: string, mimeType: string): string {
  const bare = (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replace(/^[\s.]+/, '')
    .trim();
  const known = endings[mimeType] ?? [];
  const ending = /\.([a-z0-9]{1,8})$/i.exec(bare)?.[1] ?? '';
  const isRight = known.length === 0 || known.includes(ending.toLowerCase());
  const kept = isRight ? ending : (known[0] ?? '');
  const stem = (isRight && ending !== '' ? bare.slice(0, -ending.length - 1) : bare) || 'file';
  const short = [...stem].slice(0, LONGEST).join('').trim();
  return kept === '' ? short : `${short}.${kept}`;
}
