/** A service all of whose calls are answered later anyway. */
type Answering = { readonly [name: string]: (...given: never[]) => Promise<unknown> }

/**
 * A service whose code is read beside the first paint instead of before it: each call waits for it.
 * `names` are its calls, so that the compiler says when one is missing.
 */
export function later<T extends object>(
  loading: Promise<T>,
  names: { readonly [K in keyof T]: T[K] extends Answering[string] ? true : never },
): T {
  // Its failure is told by the first call.
  loading.catch(() => undefined)
  const calls = Object.keys(names).map((name) => [
    name,
    async (...given: never[]) => ((await loading) as unknown as Answering)[name]?.(...given),
  ])
  return Object.fromEntries(calls) as T
}
