/** The bytes of one HTTP/1.1 request, written by hand so that sending costs nothing. */
export function getRequest(path: string, headers: Record<string, string> = {}): string {
  return `GET ${path} HTTP/1.1\r\n${headerLines(headers)}\r\n`;
}

export function postRequest(path: string, body: unknown, headers: Record<string, string> = {}): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const length = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) };
  return `POST ${path} HTTP/1.1\r\n${headerLines({ ...length, ...headers })}\r\n${text}`;
}

function headerLines(headers: Record<string, string>): string {
  const all = { Host: 'localhost', Accept: 'application/json', 'User-Agent': userAgent, ...headers };
  return Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}

/** As long as a browser's user agent. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
