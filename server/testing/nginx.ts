import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { rootFolder } from '#server/config.ts';
import { freePort } from '#server/testing/free-port.ts';

interface Front {
  /** Where calls are passed to. */
  readonly upstreamPort: number;
  readonly pagesFolder: string;
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
export async function startNginx({ upstreamPort, pagesFolder }: Front): Promise<RunningNginx> {
  const folder = mkdtempSync(join(tmpdir(), 'quantpulse-nginx-'));
  const port = await freePort();
  cpSync(join(rootFolder, 'nginx'), folder, { recursive: true });
  writeFileSync(
    join(folder, 'upstream.conf'),
    `upstream server { server 127.0.0.1:${upstreamPort} max_fails=0; keepalive 8; keepalive_timeout 4s; }\n`,
  );
  replace(join(folder, 'site.conf'), {
    'listen 80 default_server': `listen 127.0.0.1:${port}`,
    '/usr/share/nginx/quantpulse': pagesFolder,
  });
  replace(join(folder, 'nginx.conf'), {
    'user nginx;': `user ${userInfo().username};\ndaemon off;`,
    'worker_processes auto;': 'worker_processes 1;',
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
