import type { Answer } from '#server/testing/test-browser.ts';

/**
 * Sends `count` calls at once. Those that found no hash slot (503, nothing counted) are sent again until each is
 * answered.
 */
export async function answerAll(count: number, send: (n: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  let waiting = Array.from({ length: count }, (_, n) => n);
  while (waiting.length > 0) {
    const round = await Promise.all(waiting.map(async (n) => ({ n, answer: await send(n) })));
    for (const { n, answer } of round) if (answer.status !== 503) answers[n] = answer;
    waiting = round.filter(({ answer }) => answer.status === 503).map(({ n }) => n);
  }
  return answers;
}
