export function watchLauncher(onDeath: () => void): void;
export function buildEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
export function withoutServerSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
