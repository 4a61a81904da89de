import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPrompt } from '#server/cli/prompt.ts';

test('an answer that was piped before its question is read, though the pipe has ended since', async () => {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  const prompt = createPrompt(input as unknown as NodeJS.ReadStream, output);
  input.end('anna\na password\n');
  const name = await prompt.ask('Username: ');
  await turn();
  const password = await prompt.askHidden('Password (not shown): ');
  expect([name, password]).toEqual(['anna', 'a password']);
  expect(output.read()).toBe('Username: Password (not shown): \n');
  await expect(prompt.ask('The same again: ')).rejects.toThrow('No answer to "The same again:"');
});
