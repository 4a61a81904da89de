import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Plugin } from 'vite';

export interface DoorOptions {
  /** The checkout, as Vite names it in `/@fs` paths: it may itself lie below a folder with a dot. */
  projectRoot: string;
  /** Where the API listens, and the paths that go there. It judges origins itself. */
  apiOrigin: string;
  apiPaths: readonly string[];
}

/** A restart of the API takes two seconds; one that failed to start is told instead of waited for. */
const apiWaitMilliseconds = 15_000;
const probeEveryMilliseconds = 100;
const probeTimeoutMilliseconds = 1000;

/** `/.env`, `/.git/config`: never a part of the pages. Vite keeps what it has bundled in `node_modules/.vite`. */
const hidden = /\/\.(?!vite\/)/;
const namesFile = /\.[A-Za-z0-9]+$/;

/** What `npm run dev` hands out, and to whom; which files at all, `server.fs` says. */
export function developmentDoor(options: DoorOptions): Plugin {
  return {
    name: 'quantpulse:development-door',
    apply: 'serve',
    configureServer(server) {
      // `npm run dev` prints the one address that people use.
      server.printUrls = () => undefined;
      server.middlewares.use((request, response, next) => {
        const isForApi = options.apiPaths.some((path) => request.url?.startsWith(path));
        if (isForApi) return void whenApiAnswers(options.apiOrigin, response, next);
        const status = refusalOf(request, options.projectRoot);
        if (status !== null) return refuse(response, status);
        next();
      });
      // After Vite's own answers: what has a file's name and is no file is missing, as in production.
      return () => {
        server.middlewares.use((request, response, next) => {
          const asked = pathOf(request.originalUrl) ?? '';
          if (request.url === '/index.html' && namesFile.test(asked)) return refuse(response, 404);
          next();
        });
      };
    },
  };
}

function refusalOf(request: IncomingMessage, projectRoot: string): number | null {
  const path = pathOf(request.url);
  if (path === null || /[\0\\]/.test(path)) return 400;
  const inside = path.startsWith(`/@fs${projectRoot}`) ? path.slice(`/@fs${projectRoot}`.length - 1) : path;
  if (hidden.test(inside)) return 404;
  if (isForeign(request)) return 403;
  // It starts a program on this machine: only these pages may, no link of another.
  const isOwn = request.headers['sec-fetch-site'] === 'same-origin';
  return path.startsWith('/__open-in-editor') && !isOwn ? 403 : null;
}

/** A page of elsewhere may lead here, and read nothing. A page on another port of this machine is such a one. */
function isForeign({ headers }: IncomingMessage): boolean {
  if (headers.origin !== undefined) return URL.parse(headers.origin)?.host !== headers.host;
  const site = headers['sec-fetch-site'];
  const isElsewhere = site === 'cross-site' || site === 'same-site';
  return isElsewhere && headers['sec-fetch-mode'] !== 'navigate';
}

function pathOf(url = '/'): string | null {
  try {
    return decodeURIComponent(url.split(/[?#]/)[0] ?? '');
  } catch {
    return null;
  }
}

/** Who asks while the API restarts gets its answer, a little later. */
async function whenApiAnswers(origin: string, response: ServerResponse, next: () => void): Promise<void> {
  const deadline = Date.now() + apiWaitMilliseconds;
  while (!(await answers(origin))) {
    if (response.closed) return;
    if (Date.now() > deadline) return refuse(response.setHeader('Retry-After', '2'), 503);
    await pause(probeEveryMilliseconds);
  }
  next();
}

/** An open port proves nothing: the kernel takes connections for a process that ends before it reads them. */
async function answers(origin: string): Promise<boolean> {
  const signal = AbortSignal.timeout(probeTimeoutMilliseconds);
  return fetch(`${origin}/healthz`, { signal }).then(
    ({ ok }) => ok,
    () => false,
  );
}

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain');
  response.end(
    status === 503 ? 'The API does not answer; the terminal of npm run dev says why\n' : `${status}\n`,
  );
}
