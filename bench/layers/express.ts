import { parseArgs } from 'node:util';
import express from 'express';

/** The second layer: Express with an answer as long as that of `users.me`. */
const [port, length] = parseArgs({ allowPositionals: true }).positionals;
const body = JSON.stringify({ text: 'x'.repeat(Number(length)) });

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.get('/', (_request, response) => void response.type('json').send(body));
app.listen(Number(port), '127.0.0.1');
