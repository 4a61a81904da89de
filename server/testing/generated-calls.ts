import fc from 'fast-check';

/** A request of tRPC's wire as bytes go: nothing in it need be right. */
export interface GeneratedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const names = ['plain', 'nested.echo', 'nothing', 'change', 'teapot', 'bug'];
const oddNames = [
  '',
  'unknown',
  'nested',
  '__proto__',
  'constructor',
  'count',
  '%zz',
  'plain%2Cbug',
  'a/plain',
  '/plain',
  '\\x',
  'plain,',
];
const input = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    'null',
    '[]',
    '7',
    '"text"',
    '{"text":7}',
    '{"text":"й"}',
    '{"0":{"text":"a"},"1":{}}',
  ),
  fc
    .dictionary(fc.constantFrom('0', '1', '2', 'x'), fc.record({ text: fc.string() }))
    .map((one) => JSON.stringify(one)),
  fc.json({ maxDepth: 2 }),
);
const asQuery = fc.oneof(
  { weight: 3, arbitrary: input.map((text) => `input=${encodeURIComponent(text.toWellFormed())}`) },
  fc.constantFrom(
    '',
    'input',
    'input=%ff',
    'input=%7b',
    'input={}&input=7',
    'x=1#&input=7',
    'connectionParams={}',
  ),
  fc.constantFrom('connectionParams=null', 'connectionParams=7', 'lastEventId=1'),
);
const rarely = <Value>(usual: Value, ...odd: Value[]) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, fc.constantFrom(usual, ...odd));

/** Of the procedures that host.test.ts has, and of none. */
export const generatedCall: fc.Arbitrary<GeneratedCall> = fc
  .record({
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('GET', 'POST') },
      fc.constantFrom('HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
    ),
    paths: fc.array(
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names) }, fc.constantFrom(...oddNames)),
      { minLength: 1, maxLength: 4 },
    ),
    batch: fc.constantFrom('batch=1', 'batch=1', 'batch=0', 'batch', ''),
    query: asQuery,
    type: rarely(
      'application/json',
      '',
      'APPLICATION/JSON; charset=utf-8',
      'text/plain',
      'multipart/form-data',
      'application/octet-stream',
      'application/json, text/plain',
    ),
    accept: rarely('', 'application/jsonl', '*/*', 'text/event-stream', 'text/html, application/jsonl'),
    own: rarely('', 'application/jsonl', 'application/json'),
    body: input,
  })
  .map(({ method, paths, batch, query, type, accept, own, body }) => ({
    method,
    path: `/${paths.join(',')}?${[batch, query].filter(Boolean).join('&')}`,
    headers: {
      // The host does not look at the media type of a request without a body.
      ...(type && method !== 'GET' && { 'content-type': type }),
      ...(accept && { accept }),
      ...(own && { 'trpc-accept': own }),
    },
    body,
  }));
