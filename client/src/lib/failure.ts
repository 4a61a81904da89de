import { TRPCClientError } from '@trpc/client';
import {
  isErrorCode,
  type AppErrorBody,
  type ErrorCode,
  type ErrorParams,
  type FieldErrors,
} from '#shared/errors.ts';

/** The server opened a session, and this browser, or what stands between, dropped its cookies. */
export class CookiesLost extends Error {
  override name = 'CookiesLost';
}

/** The server understood and said no, with a code this build has a text for. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly fields: FieldErrors;
  readonly requestId: string;
  /** When trying again makes sense, by this browser's clock; null where waiting does not help. */
  readonly retryAt: number | null;
}

/** Why a call gave no result, as far as a person is concerned. */
export type Failure =
  | Refusal
  /** An answer without a code we know (a newer server), or a fault of this page. */
  | { readonly kind: 'unknown'; readonly requestId: string | null }
  /** The answer came, its cookies did not stay. */
  | { readonly kind: 'cookiesLost' }
  | { readonly kind: 'offline' }
  /** No answer of ours came back: refused, timed out, or another program's page. */
  | { readonly kind: 'unreachable' };

export function failureOf(error: unknown, isOnline = navigator.onLine): Failure {
  if (!(error instanceof TRPCClientError)) return { kind: 'unknown', requestId: null };
  if (error.cause instanceof CookiesLost) return { kind: 'cookiesLost' };
  if (error.data) return answeredFailure(appBodyOf(error));
  return isOnline ? { kind: 'unreachable' } : { kind: 'offline' };
}

/** The refusal with a known code, or null for every other failure. */
export function refusalOf(error: unknown): Refusal | null {
  const failure = failureOf(error, true);
  return failure.kind === 'refusal' ? failure : null;
}

/** True where no answer came: it says nothing about what was sent. */
export function isOfConnection(failure: Failure | null): boolean {
  return failure?.kind === 'offline' || failure?.kind === 'unreachable';
}

/** When trying again makes sense, by this browser's clock; null where waiting does not help. */
export function retryTimeOf(failure: Failure | null): number | null {
  return failure?.kind === 'refusal' ? failure.retryAt : null;
}

/** True for a refusal after which nothing is sent until its time. */
export function isWait(failure: Failure | null): failure is Refusal {
  return retryTimeOf(failure) !== null;
}

/** The number to report, where the text about the failure asks for it. */
export function requestIdToPassOn(failure: Failure): string | null {
  if (failure.kind === 'unknown') return failure.requestId;
  return failure.kind === 'refusal' && failure.code === 'UNEXPECTED' ? failure.requestId : null;
}

/** The HTTP status of a refusal, or null when no answer of ours came. */
export function statusOf(error: unknown): number | null {
  if (!(error instanceof TRPCClientError)) return null;
  const status: unknown = error.data?.httpStatus;
  return typeof status === 'number' ? status : null;
}

function answeredFailure(body: Partial<AppErrorBody> | null): Failure {
  const requestId = body?.requestId ?? null;
  if (!body || !isErrorCode(body.code)) return { kind: 'unknown', requestId };
  const { code, params = {}, fields = {} } = body;
  const wait = Number(params['retryAfterSeconds'] ?? 0);
  const retryAt = wait ? Date.now() + wait * 1000 : null;
  return { kind: 'refusal', code, params, fields, requestId: requestId ?? '', retryAt };
}

function appBodyOf(error: TRPCClientError<never>): Partial<AppErrorBody> | null {
  const body: unknown = error.data && (error.data as Record<string, unknown>).app;
  return typeof body === 'object' ? body : null;
}
