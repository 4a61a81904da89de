import type { SpawnOptions } from 'node:child_process';

export function runChild(file: string, args: readonly string[], options: SpawnOptions): Promise<number>;
export function watchLauncher(onDeath: () => void): void;
export function buildEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
export function withoutServerSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
