import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Job, JobResult } from '../load/jobs.ts';
import { stopChild } from './child-answers.ts';

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

type Take = (answer: Omit<Answer, 'id'>) => void;

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(import.meta.dirname, '../load/load-process.ts'), { serialization: 'advanced' });
  const waiting = new Map<number, Take>();
  let lastId = 0;
  child.on('message', ({ id, ...answer }: Answer) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  child.on('exit', () => {
    for (const take of waiting.values()) take({ error: 'the process that makes it has ended' });
  });
  return {
    async run(job) {
      if (!child.connected) throw new Error('the process that makes the load has ended');
      const id = (lastId += 1);
      const answered = new Promise<Omit<Answer, 'id'>>((resolve) => waiting.set(id, resolve));
      child.send({ id, job });
      const { result, error } = await answered;
      if (!result) throw new Error(`the load could not be made: ${error}`);
      return result;
    },
    stop: () => stopChild(child),
  };
}
