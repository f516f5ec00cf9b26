import type { Document } from 'yaml'
import { isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Located } from './finding.ts'
import { offsetsIn } from './locate.ts'
import type { Position, Problem } from './problem.ts'
import { sortProblems } from './problem.ts'
import { type PositionOf, toProblem } from './wording.ts'

/** The two shipped runbooks are about 100 kB; a file past this is not a runbook. */
export const MAX_BYTES = 2 * 1024 * 1024
/** Aliases of aliases multiply (the "billion laughs"); the library stops at this many. */
export const MAX_ALIASES = 100

/** A file as plain data, and where each part of it stands in the text. */
export interface YamlSource {
  readonly data: unknown
  readonly problem: (located: Located) => Problem
  /** Where a path stands, for checks that word their own findings. */
  readonly positionOf: PositionOf
}

export type ParseResult =
  | { readonly ok: true; readonly source: YamlSource }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads YAML 1.2; whatever the text is, the answer is data or problems, never an exception. */
export function parseYaml(text: string, file: string): ParseResult {
  const start: Position = { line: 1, column: 1 }
  const atStart = (finding: Located['finding']): ParseResult => ({
    ok: false,
    problems: [toProblem({ finding, path: [] }, file, () => start)],
  })
  if (isTooLarge(text)) return atStart({ code: 'too-large', limit: MAX_BYTES })

  const lines = new LineCounter()
  let doc: Document
  let duplicates: readonly Problem[]
  try {
    // uniqueKeys compares every key with every other; two megabytes of keys would hang the page.
    doc = parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: false,
      stringKeys: true,
      prettyErrors: false,
      logLevel: 'error',
    })
    duplicates = duplicateKeys(doc).map(({ key, offset }) =>
      toProblem({ finding: { code: 'yaml-duplicate-key', key }, path: [key] }, file, () =>
        positionAt(lines, offset),
      ),
    )
  } catch {
    // Thousands of nested brackets end the stack of the recursive composer.
    return atStart({ code: 'yaml-too-deep' })
  }

  const syntax = [...doc.errors, ...doc.warnings].map((error) =>
    toProblem({ finding: { code: 'yaml-syntax', detail: error.message }, path: [] }, file, () =>
      positionAt(lines, error.pos[0]),
    ),
  )
  if (syntax.length + duplicates.length > 0) {
    return { ok: false, problems: sortProblems([...syntax, ...duplicates]) }
  }

  try {
    const data: unknown = doc.toJS({ maxAliasCount: MAX_ALIASES })
    const offsetOf = offsetsIn(doc)
    const positionOf: PositionOf = (path, part) => positionAt(lines, offsetOf(path, part))
    return {
      ok: true,
      source: { data, problem: (located) => toProblem(located, file, positionOf), positionOf },
    }
  } catch {
    return atStart({ code: 'yaml-aliases', limit: MAX_ALIASES })
  }
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

function duplicateKeys(doc: Document): { readonly key: string; readonly offset: number }[] {
  const found: { readonly key: string; readonly offset: number }[] = []
  visit(doc, {
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        if (seen.has(name)) found.push({ key: name, offset: key.range?.[0] ?? 0 })
        seen.add(name)
      }
    },
  })
  return found
}

/** Counted here rather than by `TextEncoder`: this room has neither DOM nor Node types. */
function isTooLarge(text: string): boolean {
  if (text.length > MAX_BYTES) return true
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes > MAX_BYTES
}
