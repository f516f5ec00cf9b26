import type { Document, Pair, YAMLMap } from 'yaml'
import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml'
import type { Path } from './problem.ts'

type Offset = (path: Path, part: 'key' | 'value') => number

/**
 * Where a path stands in the text. A path that goes further than the file does (a missing key)
 * gives the place of the last part that is there.
 */
export function offsetsIn(doc: Document): Offset {
  // Maps are indexed once: a file of a hundred thousand wrong keys asks a hundred thousand times.
  const indexes = new Map<YAMLMap, ReadonlyMap<unknown, Pair>>()
  const pairAt = (map: YAMLMap, key: string | number): Pair | undefined => {
    const index = indexes.get(map) ?? indexOf(map)
    indexes.set(map, index)
    return index.get(key)
  }
  return (path, part) => {
    let node: unknown = doc.contents
    let offset = startOf(node) ?? 0
    for (const [depth, key] of path.entries()) {
      const container: unknown = isAlias(node) ? node.resolve(doc) : node
      if (isMap(container)) {
        const pair = pairAt(container, key)
        if (!pair) return offset
        const keyOnly = part === 'key' && depth === path.length - 1
        node = keyOnly ? pair.key : pair.value
        offset = startOf(node) ?? startOf(pair.key) ?? offset
      } else if (isSeq(container) && typeof key === 'number') {
        node = container.items[key]
        offset = startOf(node) ?? offset
      } else {
        return offset
      }
    }
    return offset
  }
}

function indexOf(map: YAMLMap): ReadonlyMap<unknown, Pair> {
  return new Map(map.items.map((pair) => [isScalar(pair.key) ? pair.key.value : undefined, pair]))
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
