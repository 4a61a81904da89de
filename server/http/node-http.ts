/** Node's HTTP module. An `import` reads all that it exports, the client of WebSockets too: 45 ms of a start. */
export const { createServer, IncomingMessage, ServerResponse, STATUS_CODES } =
  process.getBuiltinModule('node:http');
