// The one door to every command: it makes sure of a Node that can run this project and of the packages of the
// lock file, then runs the command. No dependencies, and nothing Node 20 cannot parse: it runs before both exist.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEnvironment } from './child-environment.mjs';
import { chooseNode } from './choose-node.mjs';
import { commands, takesOptions, usageOfAll, usageOf } from './commands.mjs';
import { ClearError } from './clear-error.mjs';
import { refuseUnfitFolder } from './folder-name.mjs';
import { installPackages } from './install-packages.mjs';
import { runChild } from './run-child.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

async function main([name, ...args]) {
  if (name === undefined || name === '--help' || name === '-h') return say(usageOfAll());
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new ClearError(`Unknown command "${name}"; one of: ${Object.keys(commands).join(', ')}`);
  if (!command.printsOwnHelp && args.some((arg) => arg === '--help' || arg === '-h'))
    return say(usageOf(name));
  if (!command.printsOwnHelp && !takesOptions(command) && args.length > 0)
    throw new ClearError(`"${command.usage}" takes no arguments, and was given: ${args.join(' ')}`);
  refuseUnfitFolder(root);
  const node = await chooseNode(root);
  await installPackages(root, node);
  return runChild(node, [...command.run, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: name === 'build' ? buildEnvironment(commandEnvironment(node)) : commandEnvironment(node),
  });
}

/** Node 22 strips types with a warning on every start; `npx` and shebangs must find the chosen Node too. */
function commandEnvironment(node) {
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` };
  env.QP_PARENT_PID = String(process.pid);
  const isNode22 = node === process.execPath && process.versions.node.startsWith('22.');
  if (isNode22) env.NODE_OPTIONS = `${env.NODE_OPTIONS ?? ''} --disable-warning=ExperimentalWarning`.trim();
  return env;
}

function say(text) {
  process.stdout.write(`${text}\n`);
  return 0;
}

// What is said to a full disk or to a reader that is gone is lost; Node would end the process over it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof ClearError || error.syscall !== undefined;
  process.stderr.write(`${isExpected ? error.message : error.stack}\n`);
  process.exitCode = error.exitCode ?? 1;
}
