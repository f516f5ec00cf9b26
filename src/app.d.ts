/** `<package version>+<8 hex of the SHA-256 of everything the build is made from>`. */
declare const __APP_VERSION__: string

interface ImportMeta {
  readonly env: { readonly DEV: boolean }
}

declare module '*.css'

/** A style sheet as text, for files that stand alone. */
declare module '*.css?inline' {
  const css: string
  export default css
}

/** The address of a file that is built to run as a worker. */
declare module '*?worker&url' {
  const url: string
  export default url
}
