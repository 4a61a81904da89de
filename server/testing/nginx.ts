import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { rootFolder } from '#server/config.ts';
import { freePort } from '#tools/app/port-probe.ts';

interface Settings {
  readonly TRUSTED_PROXY_HOPS?: string;
  readonly REQUESTS_PER_MINUTE_PER_IP?: string;
  readonly APP_ORIGIN?: string;
  readonly HSTS_INCLUDE_SUBDOMAINS?: string;
}

interface Front {
  /** Where calls are passed to. */
  readonly upstreamPort: number;
  readonly pagesFolder: string;
  /** What the image is told in Compose. */
  readonly settings?: Settings;
  /** How long it waits for a head; as shipped when unset. */
  readonly headerSeconds?: number;
  /** Lines for the site, beside those that ship. */
  readonly siteLines?: string;
}

export interface RunningNginx {
  readonly url: string;
  /** What the access log holds so far. */
  accessLog(): string;
  close(): Promise<void>;
}

/** Debian keeps it where ordinary accounts do not look. */
const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`;
const environment = { ...process.env, PATH: searchPath };

/** Why the shipped configuration cannot be tried here, or null when it can. */
export function nginxAbsence(): string | null {
  const { error } = spawnSync('nginx', ['-v'], { env: environment });
  return error ? 'nginx is not installed here' : null;
}

/** nginx with the configuration that ships, but for the paths and ports of this machine. */
export async function startNginx(front: Front): Promise<RunningNginx> {
  const { upstreamPort, pagesFolder, settings = {}, siteLines = '', headerSeconds = 10 } = front;
  const folder = mkdtempSync(join(tmpdir(), 'quantpulse-nginx-'));
  const port = await freePort();
  cpSync(join(rootFolder, 'nginx'), folder, { recursive: true });
  writeFileSync(
    join(folder, 'upstream.conf'),
    `upstream server { server 127.0.0.1:${upstreamPort} max_fails=0; keepalive 8; keepalive_timeout 4s; }\n`,
  );
  writeFileSync(join(folder, 'limits.conf'), limitsOf(settings));
  writeFileSync(join(folder, 'transport.conf'), writtenBy('transport.sh', settings));
  replace(join(folder, 'site.conf'), {
    'listen 80 default_server;': `listen 127.0.0.1:${port};\n${siteLines}`,
    '/usr/share/nginx/quantpulse': pagesFolder,
  });
  replace(join(folder, 'nginx.conf'), {
    'worker_processes auto;': `user ${userInfo().username};\ndaemon off;\nworker_processes 1;`,
    '/run/nginx/limits.conf': 'limits.conf',
    '/run/nginx/transport.conf': 'transport.conf',
    'client_header_timeout 10s;': `client_header_timeout ${headerSeconds}s;`,
    '/run/nginx.pid': join(folder, 'nginx.pid'),
    '/dev/stdout': join(folder, 'access.log'),
    '/dev/stderr warn': 'stderr notice',
    'http {': `http {\n${temporaryFolders(folder)}`,
  });
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { env: environment });
  await listening(nginx);
  return {
    url: `http://127.0.0.1:${port}`,
    accessLog: () => readFileSync(join(folder, 'access.log'), 'utf8'),
    async close() {
      const ended = new Promise((resolve) => nginx.once('close', resolve));
      nginx.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What nginx is told of a caller's limits. */
export function limitsOf(settings: Settings): string {
  return writtenBy('limits.sh', settings);
}

/** What the image writes before nginx starts. */
function writtenBy(name: string, settings: Settings): string {
  const script = join(rootFolder, 'nginx', name);
  const { status, stdout, stderr } = spawnSync('sh', [script, '-'], {
    env: { ...environment, ...settings },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** A line that is no longer there would leave the test with another configuration than it believes. */
function replace(file: string, lines: Record<string, string>): void {
  let text = readFileSync(file, 'utf8');
  for (const [shipped, here] of Object.entries(lines)) {
    if (!text.includes(shipped)) throw new Error(`${file} no longer says "${shipped}"`);
    text = text.replace(shipped, here);
  }
  writeFileSync(file, text);
}

/** The compiled-in ones belong to root. */
function temporaryFolders(folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join('\n');
}

/** Its sockets listen before the first worker starts; an nginx that ends instead has said why. */
function listening(nginx: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    nginx.once('error', reject);
    nginx.once('close', () => reject(new Error(`nginx ended: ${said}`)));
    nginx.stderr?.on('data', (data) => {
      said += String(data);
      if (said.includes('start worker process ')) resolve();
    });
  });
}
