import { remarksOnEnvFile } from '#server/config/env-file.ts';
import { nearestName } from '#server/config/nearest-name.ts';

export interface SettingsSeen {
  readonly envFile: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Every variable this build reads. */
  readonly known: readonly string[];
}

/** A shorter name in a shell's environment that resembles one of ours probably belongs to another program. */
const shortestOfOurs = 9;
const usualPort = '3000';

/** Warnings for the start: settings that nothing reads, and cookies shared between ports. */
export function remarksOn(appOrigin: string, { envFile, environment, known }: SettingsSeen): string[] {
  const ours = known.filter((name) => name.length >= shortestOfOurs);
  const misspelt = Object.keys(environment).flatMap((name) => {
    const meant = known.includes(name) ? undefined : nearestName(name, ours, 1);
    return meant ? [`the environment sets ${name}, which nothing reads; did you mean ${meant}?`] : [];
  });
  return [...remarksOnEnvFile(envFile, known), ...misspelt, ...remarkOnCookies(appOrigin)];
}

/** Cookies ignore ports (RFC 6265 §8.5). An app at the usual port is probably the only one and gets no warning. */
function remarkOnCookies(appOrigin: string): string[] {
  const { protocol, hostname, port } = new URL(appOrigin);
  if (protocol === 'https:' || port === usualPort) return [];
  return [`Signing in here signs out of other instances on ${hostname}: cookies ignore ports`];
}
