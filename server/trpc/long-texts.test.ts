import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect } from 'vitest';
import { appRouter } from '#server/router.ts';
import { withServer } from '#server/testing/fixtures.ts';
import { longTexts } from '#server/testing/long-texts.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { validInput } from '#server/testing/valid-input.ts';
import { proceduresOf, type ListedProcedure } from '#server/trpc/procedure-list.ts';

const maximumStallMilliseconds = 50;
const maximumAnswerMilliseconds = 200;
const maximumRefusalLetters = 2000;
const nanosecondsPerMillisecond = 1e6;
const newPassword = 'a quite unusual passphrase';

const test = withServer().extend('somebody', { scope: 'file' }, ({ server }) => registerPerson(server));

/** Every text of every input, and a field that no input has. */
const fields = proceduresOf(appRouter).flatMap((procedure) =>
  [...textFieldsOf(procedure), 'surprise'].map((name) => ({ path: procedure.path, name })),
);

function textFieldsOf({ input }: ListedProcedure): string[] {
  return Object.entries(input?.properties ?? {})
    .filter(([, property]) => typeof property === 'object' && property.type === 'string')
    .map(([name]) => name);
}

/** In a body, which holds more than a URL: queries are taken there too. */
function send(person: Person, path: string, input: object): Promise<Answer> {
  return person.browser.mutate(path, input, { cookies: Object.fromEntries(person.browser.jar) });
}

/** The quickest of eight: a text that stops the server stops it every time, a busy machine does not. */
async function expectQuickRefusal(person: Person, path: string, input: object): Promise<Answer> {
  let fewest = { stall: Infinity, took: Infinity };
  let answer: Answer | undefined;
  for (let count = 0; count < 8 && fewest.stall >= maximumStallMilliseconds / 2; count += 1) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const startedAt = performance.now();
    answer = await send(person, path, input);
    const took = performance.now() - startedAt;
    delay.disable();
    const stall = delay.max / nanosecondsPerMillisecond;
    if (stall < fewest.stall) fewest = { stall, took };
  }
  expect(fewest.stall).toBeLessThan(maximumStallMilliseconds);
  expect(fewest.took).toBeLessThan(maximumAnswerMilliseconds);
  expect(answer!.body.length).toBeLessThan(maximumRefusalLetters);
  return answer!;
}

describe.each(fields)('$path with a long $name', ({ path, name }) => {
  test.for(longTexts)(
    'a text of %s is refused quickly, by its length',
    async ([_what, text], { somebody }) => {
      const known = { email: 'somebody@example.org', password: newPassword, newPassword, version: 1 };
      const input = { ...validInput(path, known), [name]: text };
      const answer = await expectQuickRefusal(somebody, path, input);
      expect(answer.error?.code).not.toBe('UNAUTHENTICATED');
      expect(answer.status).toBeLessThan(500);
    },
  );
});

test.for([
  ['seven thousand', Object.fromEntries(Array.from({ length: 7000 }, (_, n) => [n.toString(36), 1]))],
  ['one with a name of 65,000 letters', { ['k'.repeat(65_000)]: 1 }],
] as const)('unknown fields are refused in few words: %s', async ([_what, input], { somebody }) => {
  const answer = await expectQuickRefusal(somebody, 'auth.login', input);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED' });
});
