/** A setting that stops the start: one line with the variable's name, never its value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly variable: string;

  constructor(variable: string, reason: string) {
    super(`${variable} ${reason}`);
    this.variable = variable;
  }
}
