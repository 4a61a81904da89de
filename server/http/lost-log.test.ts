import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { startServerProcess, type ServerProcess } from '#server/testing/server-process.ts';

/** What the kernel keeps of a pipe, and what the process keeps after that, are less than this many lines. */
const manyLines = 3000;
/** Below the nine seconds after which server/main.ts ends the process by force. */
const forcedEndMillis = 8000;
const longPath = `/${'x'.repeat(299)}`;

/** Sixteen at a time, each within five seconds: a request that waits for the log fails the test. */
async function askFor(url: string, count: number): Promise<void> {
  let answered = 0;
  const ask = async (): Promise<void> => {
    while (answered < count) {
      answered += 1;
      const { status } = await fetch(url, { signal: AbortSignal.timeout(5000) });
      expect(status).toBe(404);
    }
  };
  await Promise.all(Array.from({ length: 16 }, ask));
}

async function millisToStop(server: ServerProcess): Promise<number> {
  const startedAt = performance.now();
  expect(await server.stop()).toBe(0);
  return performance.now() - startedAt;
}

/** A pipe that is open at both ends and read by nobody yet. */
function openPipe(): { path: string; end: number } {
  const folder = mkdtempSync(join(tmpdir(), 'quantpulse-pipe-'));
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const end = openSync(path, 'r+');
  onTestFinished(() => {
    closeSync(end);
    rmSync(folder, { recursive: true });
  });
  return { path, end };
}

/** Reads the pipe until it has said `text`. */
async function readUntil(path: string, text: string): Promise<string> {
  const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void reader.kill());
  for await (const line of createInterface(reader.stdout)) if (line.includes(text)) return line;
  throw new Error(`the log never said "${text}"`);
}

// Thousands of requests: a busy machine takes its time.

test('a log on a full disk does not stop the server', async () => {
  const full = openSync('/dev/full', 'w');
  const server = await startServerProcess(full);
  closeSync(full);
  await askFor(server.url + longPath, 500);
  expect(await millisToStop(server)).toBeLessThan(forcedEndMillis);
});

test('a log into a pipe whose reader is gone does not stop the server', async () => {
  const server = await startServerProcess('reader gone');
  await askFor(server.url + longPath, 500);
  expect(await millisToStop(server)).toBeLessThan(forcedEndMillis);
});

test('a log into an unread pipe does not stop the server, which later reports the lost lines', async () => {
  const { path, end } = openPipe();
  const server = await startServerProcess(end);
  await askFor(server.url + longPath, manyLines);
  const line = await readUntil(path, 'log lines were lost');
  expect(JSON.parse(line).lost).toBeGreaterThan(0);
  expect(await millisToStop(server)).toBeLessThan(forcedEndMillis);
});

test('a log into a pipe that nobody reads does not keep the server from closing', async () => {
  const server = await startServerProcess(openPipe().end);
  await askFor(server.url + longPath, 1000);
  expect(await millisToStop(server)).toBeLessThan(forcedEndMillis);
});
