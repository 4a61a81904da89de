// Every command begins here. It makes sure of a Node that can run this project and of the lock file's packages. Then
// it runs the command. No dependencies, and nothing Node 20 cannot parse: it runs before both exist.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEnvironment, ClearError, runChild } from './child-process.mjs';
import { commands, usageOfAll, usageOf } from './commands.mjs';
import { chooseNode, installPackages } from './packages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

async function main([name, ...args]) {
  if (name === undefined || isHelp(name)) return print(usageOfAll());
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new ClearError(`Unknown command "${name}"; one of: ${Object.keys(commands).join(', ')}`);
  if (!command.printsOwnHelp && args.some(isHelp)) return print(usageOf(name));
  if (!command.takesArguments && args.length > 0)
    throw new ClearError(`"${command.usage}" takes no arguments, and was given: ${args.join(' ')}`);
  refuseUnfitFolder();
  const node = await chooseNode(root);
  await installPackages(root, node);
  return runChild(node, [...command.run, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: name === 'build' ? buildEnvironment(commandEnvironment(node)) : commandEnvironment(node),
  });
}

function isHelp(arg) {
  return arg === '--help' || arg === '-h';
}

/** Seen to fail in a folder named so. A backslash never comes this far: Node itself refuses such a module, by its path. */
const unbearable = [
  { sign: '#', tool: 'Vite takes what follows for a part of a URL' },
  { sign: '?', tool: 'Vite takes what follows for a part of a URL' },
  { sign: '*', tool: 'Node takes it for a pattern in the imports of package.json' },
  { sign: '\n', tool: "PostgreSQL's tools refuse it" },
  { sign: '\r', tool: "PostgreSQL's tools refuse it" },
];

/** A folder that a tool of ours cannot bear is told before anything is installed into it. */
function refuseUnfitFolder() {
  const found = unbearable.find(({ sign }) => root.includes(sign));
  if (found === undefined) return;
  throw new ClearError(
    `The path of this folder has ${JSON.stringify(found.sign)} in it (${JSON.stringify(root)}): ${found.tool}. Rename or move it`,
  );
}

/** Node 22 strips types with a warning on every start; `npx` and shebangs must find the chosen Node too. */
function commandEnvironment(node) {
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` };
  env.QP_PARENT_PID = String(process.pid);
  // Node reads it before the first file: what is compiled once, with its types stripped, is not compiled again.
  env.NODE_COMPILE_CACHE ??= join(root, 'build', 'compile-cache');
  const isNode22 = node === process.execPath && process.versions.node.startsWith('22.');
  if (isNode22) env.NODE_OPTIONS = `${env.NODE_OPTIONS ?? ''} --disable-warning=ExperimentalWarning`.trim();
  return env;
}

function print(text) {
  process.stdout.write(`${text}\n`);
  return 0;
}

// What is written to a full disk or to a closed pipe is lost. Node would end the process over it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof ClearError || error.syscall !== undefined;
  process.stderr.write(`${isExpected ? error.message : error.stack}\n`);
  process.exitCode = error.exitCode ?? 1;
}
