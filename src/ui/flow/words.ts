import type { FlowExit, FlowMap, FlowStep } from '../../domain/flow/map.ts'
import type { Text } from '../../domain/flow/runbook.ts'
import type { Standing } from '../../domain/flow/standing.ts'
import type { MapWords } from '../text/map.ts'
import type { BoxWords } from './boxes.ts'
import type { FlowEdge, FlowPart } from './flow-edges.ts'

/** What the steps of a map say, in one language; the picture, the rails and the list agree on it. */
export interface FlowSayer {
  readonly map: FlowMap
  readonly words: MapWords
  readonly say: (text: Text) => string
}

const standingOrder: readonly Standing[] = [
  'open',
  'done',
  'skipped',
  'notApplicable',
  'notReached',
]

/** 済 ×2; いまここ・自分 */
export function stateWords({ words }: FlowSayer, step: FlowStep): string {
  const state = words.standing[step.standing]
  const whose = step.standing === 'open' && step.mine ? [state, words.mine] : [state]
  const times = step.runs > 1 ? ` ${words.times(step.runs)}` : ''
  return `${words.listed(whose)}${times}`
}

/** 3系統（いま1・済2）; null for a step that was not yet done system by system. */
export function systemWords({ words }: FlowSayer, step: FlowStep): string | null {
  if (step.systems.length === 0) return null
  const parts = standingOrder.flatMap((standing) => {
    const count = step.systems.filter((system) => system.standing === standing).length
    return count === 0 ? [] : [words.count(standing, count)]
  })
  return words.systems(step.systems.length, parts)
}

/** 対外 EX-08・EX-09 へ, for lines that lead out of the picture or into it. */
export function otherPart(
  sayer: FlowSayer,
  edges: readonly FlowEdge[],
  end: 'from' | 'to',
): string | null {
  const { map, words, say } = sayer
  const byPhase = new Map<string, Set<string>>()
  for (const edge of edges) {
    const phase = map.step.get(edge[end])?.step.phase ?? ''
    byPhase.set(phase, (byPhase.get(phase) ?? new Set()).add(edge[end]))
  }
  if (byPhase.size === 0) return null
  const said = [...byPhase].map(([phase, ids]) => {
    const title = map.runbook.phases.find(({ id }) => id === phase)?.title
    return words[end](title ? say(title) : phase, words.listed([...ids]))
  })
  return words.phrased(said)
}

export function boxWords(sayer: FlowSayer, part: FlowPart, step: FlowStep): BoxWords {
  const { words, say } = sayer
  const { id } = step.step
  const systems = systemWords(sayer, step)
  return {
    state: stateWords(sayer, step),
    title: say(step.step.title),
    arriving: otherPart(
      sayer,
      part.arriving.filter(({ to }) => to === id),
      'from',
    ),
    notes: [
      ...(step.step.joinAll ? [{ kind: 'join' as const, text: words.joinAll }] : []),
      ...(systems === null ? [] : [{ kind: 'systems' as const, text: systems }]),
      ...(step.divided ? [{ kind: 'divided' as const, text: words.divided }] : []),
    ],
    exits: step.exits.flatMap((way, exit) => {
      const out = part.leaving.filter((edge) => edge.from === id && edge.exit === exit)
      const leaving = otherPart(sayer, out, 'to')
      const when = way.when === null ? '' : say(way.when)
      return when === '' && leaving === null ? [] : [{ exit, when, leaving }]
    }),
  }
}

export function laneWords({ map, say }: FlowSayer, step: FlowStep): string {
  const lane = map.runbook.lanes.find(({ id }) => id === step.step.lane)
  return lane ? say(lane.title) : ''
}

/** How an answer stands, beside its words; empty while nothing was answered. */
export function exitStateWords({ words }: FlowSayer, way: FlowExit): string {
  switch (way.state) {
    case 'taken':
      return words.chosen
    case 'former':
      return words.chosenBefore
    case 'notTaken':
      return words.notChosen
    case 'notYet':
      return ''
  }
}
