import type { NamedDetector } from './detector.js';
import { detectInviteLinks } from './invite-link/invite-link.js';
import { detectPhoneNumbers } from './phone-number/phone-number.js';

/** Every detector there is, in the order in which reports list them. Add new ones here. */
export const detectors: readonly NamedDetector[] = [
  { name: 'invite-link', detect: detectInviteLinks },
  { name: 'phone-number', detect: detectPhoneNumbers },
];
