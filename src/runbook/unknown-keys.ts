import type { Located } from './finding.ts'
import { isRecord } from './loose.ts'
import { nearest } from './nearest.ts'
import type { Path } from './problem.ts'

/** As much of a valibot schema as it takes to walk it; every valibot schema fits. */
export interface Shape {
  readonly type: string
  readonly entries?: Readonly<Record<string, Shape>>
  readonly item?: Shape
  readonly wrapped?: Shape
  readonly options?: readonly unknown[]
  readonly key?: string
  readonly literal?: unknown
}

/**
 * Every key the schema does not know, with the nearest one it does. valibot itself stops at the
 * first unknown key of an object, and does not say which keys it knows. A list where an object
 * belongs is found here too: to valibot a list is an object with all its keys missing.
 */
export function findUnknownKeys(shape: Shape, data: unknown, path: Path = []): Located[] {
  switch (shape.type) {
    case 'exact_optional':
      return shape.wrapped ? findUnknownKeys(shape.wrapped, data, path) : []
    case 'array': {
      const { item } = shape
      if (!item || !Array.isArray(data)) return []
      return data.flatMap((value: unknown, index) => findUnknownKeys(item, value, [...path, index]))
    }
    case 'variant': {
      if (Array.isArray(data)) return [listForObject(path)]
      const option = isRecord(data) ? chooseOption(shape, data) : undefined
      return option ? findUnknownKeys(option, data, path) : []
    }
    case 'strict_object': {
      if (Array.isArray(data)) return [listForObject(path)]
      return shape.entries && isRecord(data) ? inObject(shape.entries, data, path) : []
    }
    default:
      return []
  }
}

function inObject(
  entries: Readonly<Record<string, Shape>>,
  data: Readonly<Record<string, unknown>>,
  path: Path,
): Located[] {
  const known = Object.keys(entries)
  return Object.keys(data).flatMap((key) => {
    const entry = Object.hasOwn(entries, key) ? entries[key] : undefined
    if (entry) return findUnknownKeys(entry, data[key], [...path, key])
    return [{ finding: unknownKey(key, known), path: [...path, key], part: 'key' as const }]
  })
}

function unknownKey(key: string, known: readonly string[]): Located['finding'] {
  const base = { code: 'unknown-key', key, nearest: nearest(key, known) ?? '', known } as const
  if ((key === 'next' || key === 'again') && known.includes('branches')) {
    return { ...base, nearest: 'branches', misplaced: 'next-in-decision' }
  }
  if ((key === 'branches' || key === 'matrix') && known.includes('again')) {
    return { ...base, nearest: 'type', misplaced: 'branches-in-step' }
  }
  return base
}

function chooseOption(shape: Shape, data: Readonly<Record<string, unknown>>): Shape | undefined {
  const { key, options } = shape
  if (key === undefined || !options) return undefined
  return options.filter(isShape).find((option) => {
    const discriminator = option.entries?.[key]
    const literal = discriminator?.wrapped ?? discriminator
    return Object.hasOwn(data, key)
      ? literal?.literal === data[key]
      : discriminator?.type === 'exact_optional'
  })
}

function isShape(value: unknown): value is Shape {
  return isRecord(value) && typeof value.type === 'string'
}

function listForObject(path: Path): Located {
  return { finding: { code: 'wrong-type', expected: 'Object', received: 'Array' }, path }
}
