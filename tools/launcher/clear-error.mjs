/** A failure whose message is all the user needs: one line, no stack. */
export class ClearError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
