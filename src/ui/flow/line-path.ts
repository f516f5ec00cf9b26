import type { Point } from './chart.ts'

/** The corners of a way as a path with rounded corners. */
export function linePath(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${at(first)}`
  rest.forEach((corner, i) => {
    const before = points[i] ?? corner
    const after = rest[i + 1]
    if (!after) {
      path += `L${at(corner)}`
      return
    }
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
    path += `L${at(toward(corner, before, r))}Q${at(corner)} ${at(toward(corner, after, r))}`
  })
  return path
}

/** A filled arrow head at the end of a way. */
export function headPath(points: readonly Point[], size: number): string {
  const tip = points.at(-1)
  const before = points.at(-2)
  if (!tip || !before) return ''
  const dx = Math.sign(tip.x - before.x)
  const dy = Math.sign(tip.y - before.y)
  const base = { x: tip.x - dx * size, y: tip.y - dy * size }
  const half = size * 0.55
  return `M${at(tip)}L${at({ x: base.x - dy * half, y: base.y - dx * half })}L${at({ x: base.x + dy * half, y: base.y + dx * half })}Z`
}

const round = (n: number): number => Math.round(n * 10) / 10
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)
function toward(from: Point, to: Point, by: number): Point {
  const all = distance(from, to)
  if (all === 0) return from
  return { x: from.x + ((to.x - from.x) * by) / all, y: from.y + ((to.y - from.y) * by) / all }
}
