import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ClearError } from './clear-error.mjs';
import { watchStarters } from './starters.mjs';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a child to its end and gives its exit code. Signals go on to it. So does the death of our parent, as SIGTERM:
 * npm does not pass its own SIGTERM to grandchildren, so a changed parent id is the only sign that it is gone. A child
 * that may be killed at any moment has `killAfterMs` from the signal to its end.
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
  const isOrphan = watchStarters();
  const watch = setInterval(() => {
    if (!isOrphan()) return;
    clearInterval(watch);
    pass('SIGTERM');
  }, 250);
  for (const signal of forwarded) process.on(signal, pass);
  return () => {
    clearInterval(watch);
    clearTimeout(deadline);
    for (const signal of forwarded) process.off(signal, pass);
  };
}
