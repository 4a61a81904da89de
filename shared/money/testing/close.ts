/** Whether a float is where a vector has it: 1e-12 relatively, or as near as `atLeast`. Null is equal to null alone. */
export function isClose(
  actual: number | null | undefined,
  expected: string | null | undefined,
  atLeast = 0,
): boolean {
  const [found, wanted] = [actual ?? null, expected ?? null];
  if (found === null || wanted === null) return found === wanted;
  return Math.abs(found - Number(wanted)) <= Math.max(1e-12 * Math.abs(Number(wanted)), atLeast);
}

/** Whether all rates are found, each within 1e-9 of its logarithm. */
export function areRates(found: readonly number[], logRates: readonly number[]): boolean {
  return (
    found.length === logRates.length &&
    found.every((rate, index) => Math.abs(Math.log1p(rate) - (logRates[index] ?? NaN)) < 1e-9)
  );
}
