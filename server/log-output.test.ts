import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogOutput, type LogOutput } from '#server/log-output.ts';

const bound = 100;

/** Holds what it is given until `takeAll`; while it is full it fails every line, as a full disk does. */
function createSink() {
  const taken: string[] = [];
  const held: (() => void)[] = [];
  const state = { isFull: false };
  const sink = new Writable({
    decodeStrings: false,
    // As Node's standard output: an error is told, and the stream goes on.
    destroy(error, done) {
      done(error);
      (Reflect.get(this, '_undestroy') as () => void).call(this);
    },
    write(line: string, _encoding, done) {
      held.push(() => {
        if (!state.isFull) taken.push(line);
        done(state.isFull ? new Error('ENOSPC') : null);
      });
    },
  });
  async function takeAll(): Promise<void> {
    for (let take = held.shift(); take; take = held.shift()) {
      take();
      await new Promise(setImmediate);
    }
  }
  return { sink, taken, state, takeAll };
}

/** `count` lines of twenty bytes. */
function writeLines(output: LogOutput, count: number): void {
  for (let number = 0; number < count; number += 1) output.write(`line ${number}`.padEnd(19, '.') + '\n');
}

const lossesIn = (lines: string[]) =>
  lines.filter((line) => line.startsWith('{')).map((line) => (JSON.parse(line) as { lost: number }).lost);

test('the log buffer stays under its bound; lines beyond it are dropped and counted once', async () => {
  const { sink, taken, takeAll } = createSink();
  const output = createLogOutput(sink, bound);
  writeLines(output, 20);
  expect(sink.writableLength).toBeLessThanOrEqual(bound);
  await takeAll();
  expect(taken.filter((line) => line.startsWith('line'))).toHaveLength(5);
  expect(lossesIn(taken)).toEqual([15]);
  writeLines(output, 1);
  await takeAll();
  expect(lossesIn(taken)).toEqual([15]);
});

test('lines that a full disk refused are reported when it has room again', async () => {
  const { sink, taken, state, takeAll } = createSink();
  const output = createLogOutput(sink, bound);
  state.isFull = true;
  writeLines(output, 1);
  await takeAll();
  writeLines(output, 1);
  await takeAll();
  state.isFull = false;
  writeLines(output, 1);
  await takeAll();
  expect(lossesIn(taken)).toEqual([2]);
});

test('waiting for the end is short when nobody reads the log', async () => {
  const { sink } = createSink();
  const output = createLogOutput(sink, bound);
  writeLines(output, 20);
  await new Promise<void>((resolve) => output.flush(resolve));
  expect(sink.writableLength).toBe(bound);
});
