import { lstatSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from '#server/config/config-error.ts';
import { nearestName } from '#server/config/nearest-name.ts';

/** The variables of a `.env`; none when there is no such file. A file that cannot be read whole stops the start. */
export function readEnvFile(path: string): Record<string, string | undefined> {
  return parseEnv(textOf(path));
}

/** Warnings about lines of a `.env` without effect. They hold no values, and no name that may be part of a secret. */
export function remarksOnEnvFile(path: string, known: readonly string[]): string[] {
  const lastLine = new Map<string, number>();
  return assignmentsOf(textOf(path)).flatMap(({ line, name, isOpen }) => {
    if (name === null) return [`.env line ${line} is no NAME=value, and is ignored`];
    if (isOpen) return [`.env line ${line}: the quote that begins the value has no end`];
    const before = lastLine.get(name);
    lastLine.set(name, line);
    const isKnown = known.includes(name) || ofCompose.test(name);
    if (isKnown)
      return before ? [`.env sets ${name} in lines ${before} and ${line}: the last one counts`] : [];
    const meant = nearestName(name, known);
    if (meant) return [`.env line ${line}: nothing reads this name; did you mean ${meant}?`];
    return [`.env line ${line}: nothing reads ${/^[A-Z][A-Z0-9_]{1,40}$/.test(name) ? name : 'this name'}`];
  });
}

/** docker compose reads the same file for settings of its own. */
const ofCompose = /^(?:POSTGRES_(?:USER|PASSWORD|DB)|HTTP_(?:PORT|BIND)|COMPOSE_\w+)$/;

interface Assignment {
  readonly line: number;
  readonly name: string | null;
  readonly isOpen: boolean;
}

/** Reads assignments as `util.parseEnv` does: a quoted value may span several lines. */
function assignmentsOf(text: string): Assignment[] {
  const found: Assignment[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]?.trim() ?? '';
    if (line === '' || line.startsWith('#')) continue;
    const equals = line.indexOf('=');
    const name = /^(?:export\s+)?([^\s=]+)$/.exec(line.slice(0, Math.max(equals, 0)).trim())?.[1] ?? null;
    const value = name === null ? '' : line.slice(equals + 1).trimStart();
    const quote = /^["'`]/.exec(value)?.[0] ?? '';
    const rest = value.slice(quote.length);
    const more = quote === '' || rest.includes(quote) ? 0 : linesUntil(quote, lines.slice(index + 1));
    found.push({ line: index + 1, name, isOpen: more === null });
    index += more ?? 0;
  }
  return found;
}

function linesUntil(quote: string, lines: readonly string[]): number | null {
  const end = lines.findIndex((line) => line.includes(quote));
  return end === -1 ? null : end + 1;
}

/** Editors on Windows add a byte order mark, write UTF-16 or end lines with CRLF: all are accepted. */
function textOf(path: string): string {
  const bytes = bytesOf(path);
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const encoding = isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replaceAll(/\r\n?/g, '\n');
  } catch {
    // Reported below, as a NUL is.
  }
  throw new ConfigError('.env', 'is not text in UTF-8 or UTF-16 with a byte order mark');
}

function bytesOf(path: string): Buffer {
  // A link to a missing file is a mistake; a missing `.env` is not.
  if (!lstatSync(path, { throwIfNoEntry: false })) return Buffer.alloc(0);
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError('.env', `cannot be read (${code ?? 'unknown error'})`);
  }
}
