export interface ProcessLock {
  share(pid: number): void;
  release(): void;
}

interface HeldBy {
  heldBy: number;
}

interface Waiting {
  name: string;
  onBusy: (pid: number, waitedMs: number) => void;
  everyMs?: number;
}

export function tryProcessLock(folder: string, name: string): ProcessLock | HeldBy;
export function withProcessLock<T>(
  folder: string,
  waiting: Waiting,
  work: (lock: ProcessLock) => Promise<T>,
): Promise<T>;
export function ownerText(pid?: number): string;
export function livePid(owners: string): number | undefined;
export function identityOf(pid: number): string | undefined;
export function commandOf(pid: number): string;
