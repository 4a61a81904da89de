import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { complain, print } from '#server/cli/terminal.ts';
import { chooseCommon, listWithLayouts, readOwnWords } from './common-password-forms.ts';

/** Makes server/security/common-passwords.txt; `--verify` compares instead. See docs/dependencies.md. */
const source = {
  name: '@zxcvbn-ts/language-common',
  version: '4.1.3',
  file: 'src/passwords.json',
  sha256: 'f422773d94d630f27e08b26d7017e847bb1feb2a84809340e9c0b0c47b33e3f1',
};
const listFile = join(import.meta.dirname, '../../server/security/common-passwords.txt');
const ownFile = join(import.meta.dirname, 'common-passwords-own.txt');

try {
  const { values } = parseArgs({ options: { verify: { type: 'boolean' } } });
  const list = `${listWithLayouts([...chooseCommon(readSource()), ...ownWords()]).join('\n')}\n`;
  if (values.verify) verify(list);
  else writeFileSync(listFile, list);
  print(`${list.split('\n').length - 1} entries, ${Buffer.byteLength(list)} bytes`);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

function ownWords(): string[] {
  return readOwnWords(readFileSync(ownFile, 'utf8'));
}

function verify(list: string): void {
  if (readFileSync(listFile, 'utf8') !== list)
    throw new Error('common-passwords.txt is not what this script makes: run it without --verify');
}

/** Fetched by npm for the moment of this run: a project that has the list needs the package no more. */
function readSource(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'common-passwords-'));
  try {
    const install = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', [...install, `${source.name}@${source.version}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    return parseSource(readFileSync(join(folder, 'node_modules', source.name, source.file)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parseSource(bytes: Buffer): string[] {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== source.sha256) throw new Error(`${source.name}: ${source.file} is not the one we know`);
  return JSON.parse(bytes.toString('utf8'));
}
