import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { problemType } from '#server/errors/problem.ts';
import type { AppErrorBody } from '#shared/errors.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Every value of every header, by its name in small letters, as many times as it was sent. */
  readonly allHeaders: ReadonlyMap<string, readonly string[]>;
  /** As a browser reads it: decompressed. */
  readonly body: string;
  /** The refusal, in whichever of the two shapes it came. */
  readonly error: AppErrorBody | undefined;
}

interface RawOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** The address it comes from: Linux answers on all of 127.0.0.0/8. */
  localAddress?: string;
}

/** One request on a connection of its own, with the path and the headers exactly as given. fetch would tidy both. */
export async function sendRaw(url: string, path: string, options: RawOptions = {}): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const { body: sent, ...rest } = options;
  const outgoing = request({ hostname, port, path, agent: false, ...rest });
  outgoing.end(sent);
  const [incoming] = await once(outgoing, 'response');
  const { statusCode: status, headers, headersDistinct } = incoming;
  const body = decompress(await buffer(incoming), headers['content-encoding']);
  const allHeaders = new Map(Object.entries<string[]>(headersDistinct));
  const mediaType = headers['content-type'] ?? '';
  const isProblem = mediaType.startsWith(problemType);
  const isJson = mediaType.startsWith('application/json') && body !== '';
  return {
    status,
    headers,
    allHeaders,
    body,
    get error() {
      if (isProblem) return JSON.parse(body);
      return isJson ? JSON.parse(body).error?.data?.app : undefined;
    },
  };
}

function decompress(bytes: Buffer, encoding: string | undefined): string {
  if (encoding === 'br' && bytes.length > 0) return brotliDecompressSync(bytes).toString();
  if (encoding === 'gzip' && bytes.length > 0) return gunzipSync(bytes).toString();
  return bytes.toString();
}

/** Bytes as they are; what came back until the server closed the connection. */
export async function exchangeBytes(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  return text(socket);
}
