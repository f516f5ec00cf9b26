import type { ZipFault } from './zip-problem.ts'

/**
 * Names that every system keeps as they are: relative, with `/` between, nothing that Windows, macOS
 * or a phone drops, folds or takes for something else.
 */

export const maxNameBytes = 512

/** Controls, marks that turn or hide what is read, characters without a meaning, and what Windows refuses. */
const forbidden = /[\p{C}\p{Zl}\p{Zp}<>"|?*]/u
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)/i

/** What is wrong with an entry's name, or null. */
export function nameFault(name: string): ZipFault | null {
  if (name === '') return 'name'
  if (name.includes('\\')) return 'backslash'
  if (name.startsWith('/')) return 'absolute'
  if (/^[A-Za-z]:/.test(name)) return 'drive'
  const parts = name.split('/')
  if (parts.includes('..')) return 'traversal'
  if (name.endsWith('/')) return 'notFile'
  if (name.includes(':') || forbidden.test(name)) return 'name'
  return parts.every(isPart) ? null : 'name'
}

const isPart = (part: string): boolean =>
  part !== '' && part !== '.' && !/^\s|[\s.]$/.test(part) && !device.test(part)

/** Names that some file system takes for one fold to the same text. Lower first: ẞ is ß, and both are SS. */
export const foldName = (name: string): string =>
  name.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC')

/** Remembers names; says which cannot stand beside those before. */
export function nameBook(): (name: string) => boolean {
  const files = new Set<string>()
  const folders = new Set<string>()
  return (name) => {
    const folded = foldName(name)
    const parts = folded.split('/')
    const above = parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'))
    const clash =
      files.has(folded) || folders.has(folded) || above.some((folder) => files.has(folder))
    files.add(folded)
    for (const folder of above) folders.add(folder)
    return !clash
  }
}
