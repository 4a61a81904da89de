/** Written in by the build, from package.json. */
declare const QUANTPULSE_VERSION: string;

/** Which version of the pages this is. */
export const version = QUANTPULSE_VERSION;
