export {
  type Allowed,
  type Detector,
  type DetectorInput,
  type DetectorName,
  type Finding,
  MATCHED_LENGTH,
  type NamedDetector,
  type Severity,
} from './detector.js';
export { detectInviteLinks } from './invite-link/invite-link.js';
export { type Folded, fold, originalSpan } from './normalise.js';
export { detectPhoneNumbers } from './phone-number/phone-number.js';
export { detectors } from './registry.js';
