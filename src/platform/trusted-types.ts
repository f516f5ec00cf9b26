interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptUrlPolicy
}

let policy: ScriptUrlPolicy | undefined

/**
 * The only way a URL becomes a script (a worker, the service worker) under
 * `require-trusted-types-for 'script'`. The CSP allows the name `shodo` once, so this is the one
 * place that creates the policy; it lets nothing but this app's own files pass. Where Trusted Types
 * do not exist, the address itself is returned.
 */
export function trustedScriptUrl(url: string | URL): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
  const { href } = new URL(url, document.baseURI)
  if (!factory) return own(href)
  policy ??= factory.createPolicy('shodo', { createScriptURL: own })
  // The DOM types of this TypeScript do not know TrustedScriptURL; the APIs take it as a string.
  return policy.createScriptURL(href) as string
}

function own(href: string): string {
  if (new URL(href).origin !== location.origin) throw new TypeError(`not our script: ${href}`)
  return href
}
