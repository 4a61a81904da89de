import { problemType } from '#server/errors/problem.ts';
import { requireDeclaredCodes } from '#server/testing/declared-codes.ts';
import type { AppErrorBody } from '#shared/errors.ts';

/** One answer of the API, whichever way it went. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The names of the cookies this answer set or cleared. */
  readonly setCookies: readonly string[];
  /** What the procedure or the route returned; its shape is the test's to assert. */
  readonly data: any; // oxlint-disable-line typescript/no-explicit-any -- a stranger's client knows no types
  /** The refusal of a procedure, or the problem of a route. */
  readonly error: (AppErrorBody & Partial<Record<string, unknown>>) | undefined;
  readonly body: string;
}

interface CallOptions {
  headers?: Record<string, string>;
  /** Sent in place of the jar. */
  cookies?: Record<string, string>;
}

export type TestBrowser = ReturnType<typeof createTestBrowser>;

/** A plain HTTP client with a cookie jar, which calls as a page of `origin` does. */
export function createTestBrowser(url: string, origin: string) {
  const jar = new Map<string, string>();

  async function send(path: string, init: Omit<RequestInit, 'headers'> & CallOptions = {}): Promise<Answer> {
    const cookies = init.cookies ? Object.entries(init.cookies) : [...jar];
    const response = await fetch(`${url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(cookies.length > 0 && { cookie: cookies.map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...init.headers,
      },
    });
    const body = await response.text();
    requireDeclaredCodes({ method: init.method ?? 'GET', path }, body);
    return { ...read(response, body), setCookies: keepCookies(jar, response.headers) };
  }

  return {
    jar,
    send,

    query(procedure: string, input?: unknown, options: CallOptions = {}): Promise<Answer> {
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return send(`/trpc/${procedure}${query}`, options);
    },

    /** Calls a route, `PUT /api/v1/users/me`. */
    rest(route: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
      const [method = '', path = ''] = route.split(' ');
      return send(path, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...options,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          origin,
          ...options.headers,
        },
      });
    },

    mutate(procedure: string, input?: unknown, options: CallOptions = {}): Promise<Answer> {
      return send(`/trpc/${procedure}`, {
        method: 'POST',
        ...(input !== undefined && { body: JSON.stringify(input) }),
        ...options,
        headers: { 'content-type': 'application/json', origin, ...options.headers },
      });
    },
  };
}

function read(response: Response, body: string): Omit<Answer, 'setCookies'> {
  const mediaType = response.headers.get('content-type') ?? '';
  const isProblem = mediaType.startsWith(problemType);
  const isJson = isProblem || mediaType.startsWith('application/json');
  const parsed = isJson && body !== '' ? JSON.parse(body) : undefined;
  if (isProblem) return { ...of(response), data: undefined, error: parsed, body };
  return {
    ...of(response),
    data: parsed?.error ? undefined : parsed?.result ? parsed.result.data : parsed,
    error: parsed?.error?.data?.app,
    body,
  };
}

const of = ({ status, headers }: Response) => ({ status, headers });

/** Takes over what the answer set, as a browser does; an expired cookie leaves the jar. */
function keepCookies(jar: Map<string, string>, headers: Headers): string[] {
  return headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const isCleared = attributes.some((attribute) => attribute === 'Expires=Thu, 01 Jan 1970 00:00:00 GMT');
    if (isCleared) jar.delete(name);
    else jar.set(name, pair.slice(pair.indexOf('=') + 1));
    return name;
  });
}
