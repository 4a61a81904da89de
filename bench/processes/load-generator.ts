import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Job, JobResult } from '../load/jobs.ts';
import { stopChild } from './measured-process.ts';

export interface LoadGenerator {
  /** Several jobs may run at once. */
  run(job: Job): Promise<JobResult>;
  stop(): Promise<void>;
}

interface Answer {
  id: number;
  result?: JobResult;
  error?: string;
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(import.meta.dirname, '../load/load-process.ts'), { serialization: 'advanced' });
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return {
    async run(job) {
      const id = (lastId += 1);
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      child.send({ id, job });
      const { result, error } = await answered;
      if (!result) throw new Error(`the load could not be made: ${error}`);
      return result;
    },
    stop: () => stopChild(child),
  };
}
