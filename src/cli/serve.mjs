import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheControl, securityHeaders } from './headers.mjs'

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

/**
 * @param {string} root absolute
 * @param {string} base starts and ends with a slash
 * @param {string} target the request's target
 * @returns {{ path: string, file: string } | undefined} undefined: nothing of ours
 */
function locate(root, base, target) {
  let path
  try {
    // Decoded once, then joined and compared as a whole: no encoding of ".." can leave the folder.
    path = decodeURIComponent(new URL(target, 'http://localhost').pathname)
  } catch {
    return undefined
  }
  if (!path.startsWith(base) || path.includes('\0')) return undefined
  const relative = path.slice(base.length) || 'index.html'
  const file = resolve(root, relative)
  if (!file.startsWith(root + sep)) return undefined
  // Dot files are for hosts (.htaccess), never for visitors.
  if (relative.split(/[/\\]/).some((part) => part.startsWith('.'))) return undefined
  return { path: relative, file }
}

/**
 * Whatever cannot be looked at is not there: a file taken for a folder, a name that is too long.
 *
 * @param {string} file
 */
function statOf(file) {
  try {
    return statSync(file)
  } catch {
    return undefined
  }
}

/**
 * @param {string} root
 * @param {string} base
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function answer(root, base, request, response) {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const method = request.method ?? ''
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    return
  }
  const found = locate(root, base, request.url ?? '/')
  const stat = found && statOf(found.file)
  if (!found || !stat?.isFile()) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n')
    return
  }
  const etag = `"${stat.size.toString(16)}-${Math.trunc(stat.mtimeMs).toString(16)}"`
  response.setHeader('ETag', etag)
  response.setHeader('Cache-Control', cacheControl(found.path))
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end()
    return
  }
  response.writeHead(200, {
    'Content-Type': TYPES[extname(found.file)] ?? 'application/octet-stream',
    'Content-Length': stat.size,
  })
  if (method === 'HEAD') response.end()
  else
    createReadStream(found.file)
      .on('error', () => response.destroy())
      .pipe(response)
}

/**
 * @param {import('node:http').RequestListener} listener
 * @param {number} port
 * @param {string} host
 * @returns {Promise<import('node:http').Server>}
 */
function listen(listener, port, host) {
  const server = createServer(listener)
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => done(server))
  })
}

/**
 * A static server with the app's real security headers, for `npm start` and for the tests. It
 * listens on this machine only, on both of its addresses: browsers may take either for localhost,
 * and a port that is taken on one of them is taken.
 *
 * @param {{ dir: string, port?: number, base?: string }} options port 0: any free one
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serve({ dir, port = 0, base = '/' }) {
  const root = resolve(dir)
  /** @type {import('node:http').RequestListener} */
  const listener = (request, response) => answer(root, base, request, response)
  const servers = [await listen(listener, port, '127.0.0.1')]
  const address = servers[0]?.address()
  const bound = typeof address === 'object' && address ? address.port : port
  const close = async () => {
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
  }
  try {
    servers.push(await listen(listener, bound, '::1'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      await close()
      throw error
    }
    // No IPv6 on this machine.
  }
  return { url: `http://localhost:${bound}${base}`, port: bound, close }
}

// In a process of its own, so that a test can kill the server under a running app.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [dir = 'dist', port = '0', base = '/'] = process.argv.slice(2)
  console.log((await serve({ dir, port: Number(port), base })).url)
}
