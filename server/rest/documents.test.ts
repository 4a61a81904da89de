import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { sendRaw } from '#server/testing/raw-http.ts';
import { errorCatalog } from '#shared/errors.ts';

test.for([
  ['/api/openapi.json', /^application\/json/],
  ['/api/postman.json', /^application\/json/],
  ['/api/export.schema.json', /^application\/schema\+json/],
  ['/api/docs', /^text\/html; charset=utf-8/],
  ['/api/docs.css', /^text\/css/],
] as const)('%s is sent under the policy of every page', async ([path, type], { server }) => {
  const answer = await sendRaw(server.url, path);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toMatch(type);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['content-security-policy']).toContain("script-src 'self';style-src 'self'");
  expect(answer.headers['content-security-policy']).not.toContain('unsafe');
});

test.for(['/api/docs/', '/api/DOCS', '/api/docs%2ecss', '/api/openapi.json/'])(
  '%s is no document',
  async (path, { server }) => {
    expect((await sendRaw(server.url, path)).status).toBe(404);
  },
);

test('the page needs no script, no inline style and nobody else', async ({ server }) => {
  const { body } = await sendRaw(server.url, '/api/docs');
  expect(body).not.toMatch(/<script|<style|\sstyle=|\son\w+=|(?:src|href)="(?:https?:)?\/\//);
});

test('the page has an anchor for the type of every problem', async ({ server }) => {
  const { body } = await sendRaw(server.url, '/api/docs');
  const codes = Object.keys(errorCatalog).filter((code) => code !== 'BATCH_REFUSED');
  expect(codes.filter((code) => !body.includes(`id="${code}"`))).toEqual([]);
});
