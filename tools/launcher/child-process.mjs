import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { readOrNothing, statOf } from './process-lock.mjs';

/** A failure whose message is all the user needs: one line, no stack. */
export class ClearError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const watchEveryMs = 250;

/**
 * Runs a child to its end and gives its exit code. Signals go on to it; so does the death of our parent, as SIGTERM.
 * A child that may be killed at any moment has `killAfterMs` from the signal to its end.
 */
export function runChild(file, args, { onOutput, onStart, killAfterMs, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, options);
    const end = passSignalsTo(child, killAfterMs);
    child.stdout?.on('data', (chunk) => onOutput(String(chunk)));
    child.stderr?.on('data', (chunk) => onOutput(String(chunk)));
    child.on('spawn', () => onStart?.(child.pid));
    child.on('error', (error) => {
      end();
      reject(new ClearError(`Could not run ${file}: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      end();
      resolve(signal === null ? code : 128 + constants.signals[signal]);
    });
  });
}

function passSignalsTo(child, killAfterMs) {
  let deadline;
  const pass = (signal) => {
    child.kill(signal);
    if (killAfterMs !== undefined) deadline ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  };
  const endWatch = watchParent(() => pass('SIGTERM'));
  for (const signal of forwarded) process.on(signal, pass);
  return () => {
    endWatch();
    clearTimeout(deadline);
    for (const signal of forwarded) process.off(signal, pass);
  };
}

/**
 * Calls back once when the launcher that started this command is gone. The launcher tells its id in QP_PARENT_PID, so
 * that its death before this line is noticed too.
 */
export function watchLauncher(onDeath) {
  const launcher = Number(process.env.QP_PARENT_PID ?? process.ppid);
  // Our own children have another parent.
  delete process.env.QP_PARENT_PID;
  watchParent(onDeath, launcher);
}

/**
 * npm does not pass its SIGTERM to grandchildren: a changed parent id is the only sign that it is gone. npm runs a
 * script through `sh -c`. A shell that stays between npm and us outlives a killed npm. So its parent is watched as
 * well, where there is /proc; elsewhere our own parent alone.
 */
function watchParent(onDeath, parent = process.ppid) {
  const isShell = /^(sh|dash|bash|ash)$/.test(readOrNothing(`/proc/${parent}/comm`).trim());
  const grandparent = isShell && process.env.npm_lifecycle_event ? statOf(parent).parent : undefined;
  const watch = setInterval(() => {
    const isThere = process.ppid === parent && (!grandparent || statOf(parent).parent === grandparent);
    if (isThere) return;
    clearInterval(watch);
    onDeath();
  }, watchEveryMs);
  watch.unref();
  return () => clearInterval(watch);
}

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
