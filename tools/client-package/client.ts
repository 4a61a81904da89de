import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  splitLink,
  TRPCClientError,
  type TRPCClient,
  type TRPCLink,
} from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type {
  AppErrorBody,
  AppRouter,
  BearerTokens,
  RefusalCodes,
  UniversalCode,
} from '#client/lib/quantpulse-api.d.ts';
import { traitsOf } from '#shared/calls.ts';

/** The tokens of a session, as the server issued them. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Where tokens are kept. The default keeps them in memory, for as long as the program runs. */
export interface TokenStore {
  read(): Tokens | null;
  write(tokens: Tokens | null): void;
}

export interface ClientOptions {
  /** The server's address, such as `https://money.example`. */
  readonly url: string;
  readonly store?: TokenStore;
}

/**
 * A client that holds its own tokens. `tokens.register`, `tokens.issue` and a change of password keep them. Every other
 * call carries the access token, and renews it once for all calls that find it expired.
 */
export function createQuantPulse({ url, store = memoryStore() }: ClientOptions): TRPCClient<AppRouter> {
  const transport = { url: new URL('/trpc', url).href, headers: () => authorization(store) };
  return createTRPCClient<AppRouter>({
    links: [
      sessionLink(store, transport.url),
      splitLink({
        condition: ({ path }) => traitsOf(path).alone,
        true: httpLink(transport),
        false: httpBatchLink({ ...transport, maxItems: 10, methodOverride: 'POST' }),
      }),
    ],
  });
}

/** True for calls that the server refuses in a batch. */
export function goesAlone(path: string): boolean {
  return traitsOf(path).alone;
}

type Refusal<Path extends keyof RefusalCodes> = TRPCClientError<AppRouter> & {
  readonly data: { readonly app: AppErrorBody & { readonly code: RefusalCodes[Path] | UniversalCode } };
};

/** True where the server refused the call. The compiler then knows which codes are possible. */
export function isRefusal<Path extends keyof RefusalCodes>(
  error: unknown,
  _path: Path,
): error is Refusal<Path> {
  return error instanceof TRPCClientError && typeof error.data?.app?.code === 'string';
}

function memoryStore(): TokenStore {
  let kept: Tokens | null = null;
  return { read: () => kept, write: (tokens) => void (kept = tokens) };
}

function authorization(store: TokenStore): Record<string, string> {
  const tokens = store.read();
  return tokens ? { authorization: `Bearer ${tokens.accessToken}` } : {};
}

/** Keeps the tokens that answers bring, and renews an expired access token before a call is sent once more. */
function sessionLink(store: TokenStore, url: string): TRPCLink<AppRouter> {
  const renewer = createTRPCClient<AppRouter>({ links: [httpLink({ url })] });
  let renewal: Promise<boolean> | undefined;

  /** False when the session has ended: its tokens are forgotten then. */
  async function renew(spent: Tokens): Promise<boolean> {
    if (store.read()?.accessToken !== spent.accessToken) return true;
    try {
      const answer = await renewer.tokens.refresh.mutate({ refreshToken: spent.refreshToken });
      // Two programs with one token at once: the one that is late keeps its refresh token (RFC 6749 §6).
      store.write({
        accessToken: answer.accessToken,
        refreshToken: answer.refreshToken ?? spent.refreshToken,
      });
      return true;
    } catch (error) {
      if (!(error instanceof TRPCClientError) || error.data?.httpStatus !== 401) throw error;
      store.write(null);
      return false;
    }
  }

  /** Any number of calls that find the same token spent wait for one renewal. */
  async function renewOnce(spent: Tokens): Promise<boolean> {
    renewal ??= renew(spent);
    try {
      return await renewal;
    } finally {
      renewal = undefined;
    }
  }

  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const sent = store.read();
        let current: { unsubscribe(): void };

        function send(onRefused: (refused: TRPCClientError<AppRouter>) => void): void {
          current = next(op).subscribe({
            next(value) {
              keepTokens(store, op.path, value.result);
              observer.next(value);
            },
            error: onRefused,
            complete: () => observer.complete(),
          });
        }

        async function tryAgain(refused: TRPCClientError<AppRouter>): Promise<void> {
          if (!sent || !isExpired(refused, op.path)) return observer.error(refused);
          try {
            if (!(await renewOnce(sent))) return observer.error(refused);
            send((refusedAgain) => observer.error(refusedAgain));
          } catch (error) {
            observer.error(error instanceof TRPCClientError ? error : refused);
          }
        }

        send((refused) => void tryAgain(refused));
        return () => current.unsubscribe();
      });
}

function isExpired(error: TRPCClientError<AppRouter>, path: string): boolean {
  return traitsOf(path).needsSession && error.data?.app.code === 'UNAUTHENTICATED';
}

/** Answers of these calls bring the tokens of a new session, or end the one there was. */
function keepTokens(store: TokenStore, path: string, result: { data?: unknown }): void {
  if (!('data' in result)) return;
  if (traitsOf(path).cookies === 'end' || path === 'tokens.revoke') return store.write(null);
  const data = result.data as { tokens?: BearerTokens } & Partial<BearerTokens>;
  const issued = path.startsWith('tokens.')
    ? data
    : path === 'account.changePassword'
      ? data.tokens
      : undefined;
  if (!issued?.accessToken) return;
  const refreshToken = issued.refreshToken ?? store.read()?.refreshToken;
  if (refreshToken) store.write({ accessToken: issued.accessToken, refreshToken });
}
