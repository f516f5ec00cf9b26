/**
 * The one source of the security headers: the local server, the header files for hosts and the
 * `<meta>` in the page are all made from here.
 */

const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types shodo',
]

export const csp = DIRECTIVES.join('; ')

/** For hosts that cannot set headers. Browsers ignore and warn about frame-ancestors in a meta. */
export const cspForMeta = DIRECTIVES.filter((d) => !d.startsWith('frame-ancestors')).join('; ')

/** @type {Readonly<Record<string, string>>} */
export const securityHeaders = {
  'Content-Security-Policy': csp,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(self), screen-wake-lock=(self), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), accelerometer=(), gyroscope=(), magnetometer=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const IMMUTABLE = 'public, max-age=31536000, immutable'
const REVALIDATE = 'no-cache'

/** @param {string} path relative to the app's folder */
export function cacheControl(path) {
  return path.startsWith('assets/') ? IMMUTABLE : REVALIDATE
}

const lines = Object.entries(securityHeaders)

/**
 * Ready configuration, by path inside dist. Browsers must revalidate everything but `assets/`,
 * whose names carry their hash.
 *
 * @returns {Record<string, string>}
 */
export function hostFiles() {
  const json = [
    ...lines.map(([key, value]) => ({ key, value })),
    { key: 'Cache-Control', value: REVALIDATE },
  ]
  const immutable = [{ key: 'Cache-Control', value: IMMUTABLE }]
  return {
    _headers: `/*\n${lines.map(([k, v]) => `  ${k}: ${v}\n`).join('')}  Cache-Control: ${REVALIDATE}\n\n/assets/*\n  ! Cache-Control\n  Cache-Control: ${IMMUTABLE}\n`,
    '.htaccess': `AddType application/manifest+json .webmanifest
AddType text/javascript .js
<IfModule mod_headers.c>
${lines.map(([k, v]) => `  Header always set ${k} "${v}"\n`).join('')}  Header set Cache-Control "${REVALIDATE}"
  <If "%{REQUEST_URI} =~ m#/assets/#">
    Header set Cache-Control "${IMMUTABLE}"
  </If>
</IfModule>
`,
    'hosting/nginx-headers.conf': `# Inside the server block: include nginx-headers.conf;
${lines.map(([k, v]) => `add_header ${k} "${v}" always;\n`).join('')}add_header Cache-Control $shodo_cache always;
# In the http block:
#   map $uri $shodo_cache { default "${REVALIDATE}"; ~/assets/ "${IMMUTABLE}"; }
`,
    'hosting/vercel.json': `${JSON.stringify(
      {
        headers: [
          { source: '/(.*)', headers: json },
          { source: '/assets/(.*)', headers: immutable },
        ],
      },
      null,
      2,
    )}\n`,
    'hosting/firebase.json': `${JSON.stringify(
      {
        hosting: {
          public: 'dist',
          ignore: ['hosting/**', '.htaccess', '_headers'],
          headers: [
            { source: '**', headers: json },
            { source: 'assets/**', headers: immutable },
          ],
        },
      },
      null,
      2,
    )}\n`,
  }
}
