import { remarksOnEnvFile } from '#server/config/env-file.ts';
import { nearestName } from '#server/config/nearest-name.ts';

export interface SettingsSeen {
  readonly envFile: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Every variable this build reads. */
  readonly known: readonly string[];
}

/** In a shell's environment a shorter name that resembles one of ours is likely somebody else's. */
const shortestOfOurs = 9;
const usualPort = '3000';

/** What an operator should hear at the start though nothing is wrong: settings that nobody reads, shared cookies. */
export function remarksOn(appOrigin: string, { envFile, environment, known }: SettingsSeen): string[] {
  const ours = known.filter((name) => name.length >= shortestOfOurs);
  const misspelt = Object.keys(environment).flatMap((name) => {
    const meant = known.includes(name) ? undefined : nearestName(name, ours, 1);
    return meant ? [`the environment sets ${name}, which nothing reads; did you mean ${meant}?`] : [];
  });
  return [...remarksOnEnvFile(envFile, known), ...misspelt, ...remarkOnCookies(appOrigin)];
}

/** RFC 6265 §8.5: cookies know no ports. One at the usual port is likely the only one, and is told nothing. */
function remarkOnCookies(appOrigin: string): string[] {
  const { protocol, hostname, port } = new URL(appOrigin);
  if (protocol === 'https:' || port === usualPort) return [];
  return [`Signing in here signs out of other instances on ${hostname}: cookies ignore ports`];
}
