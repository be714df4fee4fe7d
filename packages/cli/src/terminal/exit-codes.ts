/** How a command ends, for scripts: part of the contract of the command line. */
export const exitCodes = {
  /** All is well. */
  fine: 0,
  /** Something was found, or something went wrong while working. */
  findings: 1,
  /** The command was called in a way it does not understand. */
  usage: 2,
  /** The configuration cannot be used; 78 is `EX_CONFIG` of sysexits(3). */
  configuration: 78,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
