import type { WayState } from '../../../domain/flow/map.ts'
import type { Standing } from '../../../domain/flow/standing.ts'
import type { FlowSayer } from '../../flow/words.ts'
import { StandingMark } from '../step/marks.tsx'

const standings: readonly Standing[] = ['open', 'done', 'skipped', 'notApplicable', 'notReached']
const ways: readonly WayState[] = ['taken', 'former', 'notTaken', 'notYet']

/** What the marks and the lines mean. */
export function FlowLegend(props: { readonly sayer: FlowSayer }) {
  const { words } = props.sayer
  return (
    <section class="flow-legend" aria-label={words.legend}>
      <ul>
        {standings.map((standing) => (
          <li key={standing}>
            <StandingMark standing={standing} />
            {words.standing[standing]}
          </li>
        ))}
      </ul>
      <ul>
        {ways.map((state) => (
          <li key={state}>
            <LineSample look={state} />
            {words.ways[state]}
          </li>
        ))}
        <li>
          <LineSample look="back taken" />
          {words.backLine}
        </li>
      </ul>
    </section>
  )
}

function LineSample(props: { readonly look: string }) {
  return (
    <svg class="flow flow-sample" width="36" height="12" aria-hidden="true">
      <g class={`flow-line ${props.look}`}>
        <path class="flow-stroke" d="M1 6H29" />
        <path class="flow-arrow" d="M35 6l-8 -4v8z" />
      </g>
    </svg>
  )
}
