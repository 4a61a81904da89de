import { request as httpRequest, type IncomingMessage } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  /** Every value of every header, by its name in small letters, as many times as it was sent. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

interface RawRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** The address it comes from: Linux answers on all of 127.0.0.0/8. */
  readonly from?: string;
}

/** Sends the path as it stands: `fetch` would resolve dot segments and fold headers that came twice. */
export function rawRequest(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body, from }: RawRequest = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const where = { hostname, port, path, agent: false, ...(from !== undefined && { localAddress: from }) };
    const request = httpRequest({ ...where, method, headers });
    request.on('error', reject);
    request.on('response', (response) => void readAnswer(response).then(resolve, reject));
    request.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const headers = new Map<string, string[]>();
  for (let index = 0; index < response.rawHeaders.length; index += 2) {
    const name = response.rawHeaders[index]!.toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), response.rawHeaders[index + 1]!]);
  }
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString() };
}
