import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { rootFolder } from '#server/config.ts';

/** What a command of the operator left when it had ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command for an operator's process: the script, what stands behind it, its environment and its input. */
export interface OperatorTask {
  readonly script: string;
  readonly parameters: string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly input: string;
}

/** Runs a command of the operator as npm does, in a process that starts and ends with it. */
export async function startOperatorCommand(
  command: string[],
  environment: NodeJS.ProcessEnv = {},
  input = '',
): Promise<Outcome> {
  const task = taskOf(command, environment, input);
  const child = spawn(process.execPath, [task.script, ...task.parameters], { env: task.environment });
  child.stdin.end(task.input);
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

const idle: ChildProcess[] = [];

/**
 * Runs a command of the operator in a process that keeps its modules. Loading them takes most of a command's time. Two
 * commands at once run in two processes.
 */
export async function runOperatorCommand(
  command: string[],
  environment: NodeJS.ProcessEnv = {},
  input = '',
): Promise<Outcome> {
  const task = taskOf(command, environment, input);
  const host = idle.pop() ?? startHost();
  host.ref();
  host.send(task);
  const waiting = new AbortController();
  const answer = once(host, 'message', waiting);
  const [outcome] = (await Promise.race([answer, failureOf(host, waiting)])) as [Outcome];
  waiting.abort();
  host.unref();
  idle.push(host);
  return outcome;
}

function taskOf([name = '', ...parameters]: string[], changes: NodeJS.ProcessEnv, input: string) {
  const environment = {
    ...process.env,
    NODE_ENV: 'test',
    AUTH_SECRET: 'a-secret-of-the-tests-0123456789',
    ...changes,
  };
  const script = join(rootFolder, `server/cli/${name}.ts`);
  return { script, parameters, environment, input } satisfies OperatorTask;
}

/** It ends when this process does, and keeps nobody waiting. */
function startHost(): ChildProcess {
  const host = fork(join(import.meta.dirname, 'operator-host.ts'), { execArgv: [] });
  host.channel?.unref();
  return host;
}

async function failureOf(host: ChildProcess, waiting: AbortController): Promise<never> {
  const [code] = (await once(host, 'exit', waiting)) as [number | null];
  throw new Error(`The operator's process ended with code ${code} in the middle of a command`);
}
