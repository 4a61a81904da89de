import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server of somebody else's, whose page forges requests and whose answers set whatever cookies it is asked for. */
export interface Attacker {
  /** Its page under one of the names of this machine, which sets these cookies (whole lines) on the way. */
  pageAt(host: string, cookies?: readonly string[]): string;
  close(): void;
}

export async function startAttacker(): Promise<Attacker> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://attacker');
    response.setHeader('Set-Cookie', searchParams.getAll('cookie'));
    response.setHeader('Content-Type', 'text/html');
    response.end(page);
  });
  await once(server.listen(0), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    pageAt(host, cookies = []) {
      const query = new URLSearchParams(cookies.map((cookie): [string, string] => ['cookie', cookie]));
      return `http://${host}:${port}/?${query.toString()}`;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A form posts JSON by a text/plain field whose name and value join to one JSON text. */
const page = `<!doctype html><title>Win a phone</title><link rel="icon" href="data:,"><body><script>
function submitForm({ action, enctype, body }) {
  const form = Object.assign(document.createElement('form'), { action, enctype, method: 'POST' });
  const [name, value] = [body.slice(0, -1), body.slice(-1)];
  form.append(Object.assign(document.createElement('input'), { name, value }));
  document.body.append(form);
  form.submit();
}
async function forge({ url, type, body }) {
  const options = { method: 'POST', credentials: 'include', headers: { 'content-type': type }, body };
  const nothing = () => 'nothing';
  const read = await fetch(url, options).then((answer) => 'read ' + answer.status, nothing);
  await fetch(url, { ...options, mode: 'no-cors' }).catch(nothing);
  navigator.sendBeacon(url, new Blob([body], { type }));
  return read;
}
function read(url) {
  return fetch(url, { credentials: 'include' }).then((answer) => answer.text(), () => 'nothing');
}
function frame(url) {
  return new Promise((resolve) => {
    const element = Object.assign(document.createElement('iframe'), { src: url });
    element.addEventListener('load', () => resolve(window.frames.length));
    document.body.append(element);
  });
}
</script>`;
