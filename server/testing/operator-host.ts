import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { OperatorTask } from './operator.ts';

let count = 0;

/** Each command's own module is evaluated anew; those that it imports are kept. */
process.on('message', (task: OperatorTask) => {
  void run(task).then((outcome) => process.send?.(outcome));
});
process.once('disconnect', () => process.exit());

async function run({ script, parameters, environment, input }: OperatorTask) {
  count += 1;
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  process.argv = [process.execPath, script, ...parameters];
  process.exitCode = undefined;
  Object.defineProperty(process, 'stdin', { value: Readable.from([Buffer.from(input)]), configurable: true });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    process[name].write = (chunk: string | Uint8Array) => {
      said[name] += String(chunk);
      return true;
    };
  await import(`${pathToFileURL(script).href}?run=${count}`);
  // A process of its own would take these along.
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  return { code: exitCode(), ...said };
}

/** What the command has set; a function, because the compiler believes that nobody sets it in between. */
function exitCode(): number {
  return Number(process.exitCode ?? 0);
}
