/** Stands in for the thread of readings: dies when it is told to. */
export default function run({ name }: { name: string }): unknown {
  if (name === 'die') process.exit(1);
  if (name === 'fail') throw new Error('failed');
  return { told: { revisions: '1/1', text: JSON.stringify(name) } };
}
