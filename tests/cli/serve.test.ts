import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csp } from '../../src/cli/headers.mjs'
import { serve } from '../../src/cli/serve.mjs'

const folder = mkdtempSync(join(tmpdir(), 'shodo-serve-'))
let server: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  const dir = join(folder, 'dist')
  mkdirSync(join(dir, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'dist-secret'))
  for (const [path, text] of Object.entries({
    'secret.txt': 'secret',
    'dist-secret/secret.txt': 'secret',
    'dist/index.html': '<!doctype html>',
    'dist/.htaccess': 'secret',
    'dist/sw.js': '1',
    'dist/manifest.webmanifest': '{}',
    'dist/assets/a-1234.js': '2',
    'dist/assets/b.json': '{}',
    'dist/icon.svg': '<svg/>',
  })) {
    writeFileSync(join(folder, path), text)
  }
  server = await serve({ dir, base: '/app/' })
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** fetch() tidies paths up before it sends them; an attacker does not. */
function raw(path: string, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const sent = request({ port: server.port, host: '127.0.0.1', path, method }, (response) => {
        let body = ''
        response.on('data', (chunk) => {
          body += chunk
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        )
      })
      sent.on('error', reject).end()
    },
  )
}

test.each([
  ['', 'text/html; charset=utf-8', 'no-cache'],
  ['index.html?x=1', 'text/html; charset=utf-8', 'no-cache'],
  ['sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
  ['manifest.webmanifest', 'application/manifest+json; charset=utf-8', 'no-cache'],
  ['icon.svg', 'image/svg+xml', 'no-cache'],
  ['assets/a-1234.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ['assets/b.json', 'application/json; charset=utf-8', 'public, max-age=31536000, immutable'],
])('%s is served with its type and its caching', async (path, type, caching) => {
  const { status, headers } = await raw(`/app/${path}`)
  expect({ status, type: headers['content-type'], caching: headers['cache-control'] }).toEqual({
    status: 200,
    type,
    caching,
  })
})

test.each([
  '/app/../secret.txt',
  '/app/..%2fsecret.txt',
  '/app/%2e%2e/secret.txt',
  '/app/..%5csecret.txt',
  '/app/%2e%2e%2fdist-secret/secret.txt',
  '/app//etc/passwd',
  '/app/%00',
  '/app/%zz',
  '/app/.htaccess',
  '/app/assets',
  '/app/nothing',
  '/app/index.html/nothing',
  `/app/${'long'.repeat(100)}`,
  '/',
  '//',
  '/application',
])('%s is not found', async (path) => {
  const { status, body } = await raw(path)
  expect({ status, body }).toEqual({ status: 404, body: 'Not found\n' })
})

test('every answer carries the security headers', async () => {
  for (const { headers } of [
    await raw('/app/'),
    await raw('/nothing'),
    await raw('/app/', 'PUT'),
  ]) {
    expect(headers).toMatchObject({
      'content-security-policy': csp,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers['permissions-policy']).toContain('camera=(self)')
    expect(headers['permissions-policy']).toContain('microphone=()')
  }
})

test('HEAD has no body, other methods are refused, an unchanged file is not sent again', async () => {
  expect(await raw('/app/sw.js', 'HEAD')).toMatchObject({ status: 200, body: '' })
  expect((await raw('/app/sw.js', 'POST')).status).toBe(405)
  const first = await fetch(`${server.url}sw.js`)
  const again = await fetch(`${server.url}sw.js`, {
    headers: { 'If-None-Match': first.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
})

test('a taken port is an error', async () => {
  await expect(serve({ dir: folder, port: server.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})
