/** Variables of the container itself, and those that Compose and Docker read from `.env`. */
const ofTheContainer =
  /^(?:PATH|HOME|HOSTNAME|PWD|OLDPWD|SHLVL|_|TERM|LANG|(?:NODE|YARN)_VERSION|(?:COMPOSE|DOCKER|BUILDKIT|BUILDX)_.*)$/;
/** Values that the image sets: repeating them in `.env` changes nothing. */
const ofTheImage: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  HOST: '0.0.0.0',
  PORT: '3000',
};

/**
 * The names in `.env` that nothing in the stack reads: misspelt ones, and those for a server without Compose.
 * `environment` is that of a container which received all of `.env`.
 */
export function unusedSettings(compose: string, environment: NodeJS.ProcessEnv): string[] {
  const used = settingsOf(compose);
  return Object.entries(environment)
    .filter(([name, value]) => value !== '' && ofTheImage[name] !== value)
    .map(([name]) => name)
    .filter((name) => !used.has(name) && !ofTheContainer.test(name))
    .toSorted();
}

/** The names that docker-compose.yml takes from `.env`: `${NAME…}`, and a name without a value. */
export function settingsOf(compose: string): Set<string> {
  const lines = compose.split('\n').filter((line) => !line.trimStart().startsWith('#'));
  const found = lines.flatMap((line) => [
    ...[...line.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(([, name]) => name),
    /^ +([A-Z_]+):$/.exec(line)?.[1],
  ]);
  return new Set(found.filter((name) => name !== undefined));
}
