import type { MaintenanceService } from '#server/jobs/maintenance.service.ts';
import type { DeliveryService } from '#server/identity/mail/delivery.service.ts';
import type { TotpKeys } from '#server/identity/factors/totp-keys.service.ts';
import type { Logger } from '#server/logger.ts';
import type { HasherShare } from '#server/identity/passwords/hasher-share.service.ts';
import type { SecurityCountsService } from '#server/identity/audit/security-counts.service.ts';

const sweepMillis = 10 * 60_000;

/** Sweeps at intervals until it is stopped; a failed sweep is logged and repeated at the next interval. */
export function startSweeper({ sweep }: MaintenanceService, log: Logger): () => void {
  const timer = setInterval(() => {
    sweep()
      .then((removed) => removed > 0 && log.info({ removed }, 'swept'))
      .catch((error: unknown) => log.warn({ err: error }, 'sweep failed'));
  }, sweepMillis);
  timer.unref();
  return () => clearInterval(timer);
}

const keyMillis = 24 * 60 * 60_000;

/**
 * Encrypts the secrets of second factors under the current key. At the start, since a new key comes with one. Each day,
 * for those that another replica has sealed meanwhile. Warns of what no given key opens.
 */
export function startTotpKeys({ renew }: TotpKeys, log: Logger): () => Promise<void> {
  async function attempt(): Promise<void> {
    try {
      const { renewed, lost } = await renew();
      if (renewed > 0) log.info({ renewed }, 'secrets of second factors are under the current key');
      if (lost > 0) log.warn({ lost }, 'no given key opens these secrets of second factors');
    } catch (error) {
      log.warn({ err: error }, 'secrets of second factors could not be read');
    }
  }
  let running = attempt();
  const timer = setInterval(() => void (running = attempt()), keyMillis);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

const countMillis = 10_000;

/** Writes the counts at intervals, and once more when it is stopped. Counts of a failed write go with the next. */
export function startCountFlush({ flush }: SecurityCountsService, log: Logger): () => Promise<void> {
  const attempt = () =>
    flush().catch((error: unknown) => log.warn({ err: error }, 'security events could not be counted'));
  const timer = setInterval(() => void attempt(), countMillis);
  timer.unref();
  return () => {
    clearInterval(timer);
    return attempt();
  };
}

const mailMillis = 10_000;

/** Sends the mails that are due at intervals. Stopped, it waits for the mail that is under way. */
export function startMailDelivery({ deliver, stop }: DeliveryService): () => Promise<void> {
  const timer = setInterval(() => void deliver(), mailMillis);
  timer.unref();
  void deliver();
  return async () => {
    clearInterval(timer);
    await stop();
  };
}

const shareMillis = 60_000;
/** Until a count succeeds the share is a guess, so a failed one is soon repeated. */
const shareRetryMillis = 2000;

/** Counts the accounts of each hasher: now, which is waited for, and at intervals until it is stopped. */
export async function startHasherShare({ refresh }: HasherShare, log: Logger): Promise<() => Promise<void>> {
  let isStopped = false;
  let hasFailed = false;
  let isTold = false;
  let timer: NodeJS.Timeout | undefined;
  let running = attempt();

  async function attempt(): Promise<void> {
    try {
      const canCheckAll = await refresh();
      if (!canCheckAll && !isTold) log.error('some passwords are of argon2id: they need Node 24.7 or newer');
      isTold = !canCheckAll;
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log.warn({ err: error }, 'the hashers of the accounts could not be counted');
      hasFailed = true;
    }
    if (isStopped) return;
    timer = setTimeout(() => void (running = attempt()), hasFailed ? shareRetryMillis : shareMillis);
    timer.unref();
  }

  await running;
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
