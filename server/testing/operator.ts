import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { rootFolder } from '#server/config.ts';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the operator as npm does, in a process of its own. `input` is what is piped in. */
export async function runOperatorCommand(
  command: string[],
  environment: NodeJS.ProcessEnv = {},
  input = '',
): Promise<Outcome> {
  const [name = '', ...parameters] = command;
  const child = spawn(process.execPath, [join(rootFolder, `server/cli/${name}.ts`), ...parameters], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      AUTH_SECRET: 'a-secret-of-the-tests-0123456789',
      ...environment,
    },
  });
  child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}
