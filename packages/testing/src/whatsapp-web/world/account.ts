/** Somebody with WhatsApp on a phone. */
export interface Account {
  /** The digits of the hidden id (LID), which never change. */
  readonly id: string;
  /** The digits of the phone number, E.164 without the plus. */
  readonly number: string;
  readonly name: string;
  /** Others see the hidden id only. */
  hidesNumber: boolean;
  /** Whom the privacy settings keep from being added to a group: answered 403 with an invite. */
  refusesBeingAdded: boolean;
}
