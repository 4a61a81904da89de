import type { Job } from './jobs.ts';
import { runJob } from './run-job.ts';

/** A process of its own, so that sending and timing do not use the event loop of the measured server. */
process.on('message', ({ id, job }: { id: number; job: Job }) => {
  runJob(job).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
