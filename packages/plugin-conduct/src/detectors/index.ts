export type { Allowed, Detector, DetectorName } from './detector.js';
export { detectInviteLinks } from './invite-link/invite-link.js';
export { detectPhoneNumbers } from './phone-number/phone-number.js';
export { detectors } from './registry.js';
