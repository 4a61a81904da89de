import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError } from '#server/cli/command.ts';

/** Asks the operator line by line. Answers may also come from a pipe, which echoes nothing. */
export function createPrompt(input: NodeJS.ReadStream = process.stdin, output: Writable = process.stderr) {
  let isHidden = false;
  const echo = new Writable({
    write(chunk, encoding, done) {
      if (!isHidden) output.write(chunk, encoding);
      done();
    },
  });
  const lines = createInterface({ input, output: echo, terminal: input.isTTY });
  const answers = lines[Symbol.asyncIterator]();
  let isAtEnd = false;
  lines.once('close', () => (isAtEnd = true));

  async function ask(question: string): Promise<string> {
    lines.setPrompt(question);
    // A pipe may have ended with answers that nobody has asked for yet.
    if (isAtEnd) echo.write(question);
    else lines.prompt();
    const answer = await answers.next();
    if (answer.done) throw new CommandError(`No answer to "${question.trim()}"`);
    return answer.value;
  }

  return {
    ask,

    /** Asks without showing what is typed. */
    async askHidden(question: string): Promise<string> {
      output.write(question);
      isHidden = true;
      try {
        return await ask(question);
      } finally {
        isHidden = false;
        output.write('\n');
      }
    },

    close(): void {
      lines.close();
    },
  };
}
