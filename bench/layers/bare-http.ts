import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

/** The first layer: node:http with an answer as long as that of `users.me`. */
const [port, length] = parseArgs({ allowPositionals: true }).positionals;
const body = JSON.stringify({ text: 'x'.repeat(Number(length)) });

createServer((_request, response) => {
  response.setHeader('Content-Type', 'application/json');
  response.end(body);
}).listen(Number(port), '127.0.0.1');
