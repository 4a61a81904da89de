/** What Vite and its plugins need of ours: nothing by which somebody signs in somewhere. */
const ofBuilds =
  /^(?:PATH|HOME|TMPDIR|TMP|TEMP|LANG|LC_\w+|TZ|TERM|COLORTERM|CI|NO_COLOR|FORCE_COLOR|NODE_OPTIONS|QP_PARENT_PID)$/;
const ofTheServer = /^(?:AUTH_SECRET|DATABASE_|REDIS_URL|SMTP_URL|FIRST_ADMIN_|POSTGRES_|PG)/;

const only = (environment, isWanted) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => isWanted(name)));

/** For a build of the pages: whatever it inherits could end in a file that everybody may read. */
export function buildEnvironment(environment) {
  return only(environment, (name) => ofBuilds.test(name));
}

/** For npm, which may sign in at a registry under any name, but never at our database. */
export function withoutServerSecrets(environment) {
  return only(environment, (name) => !ofTheServer.test(name));
}
