import type { WaitPicture } from '../../../domain/drill/report.ts'

const width = 640
const rowHeight = 44
const top = 30
const left = 8
const right = 8

/** Injects and answers along the drill clock; the waits are what is seen first. */
export function DrillPicture(props: { readonly picture: WaitPicture }) {
  const { label, lead, endMs, ticks, rows } = props.picture
  const x = (ms: number): number => left + (ms / endMs) * (width - left - right)
  const height = top + rows.length * rowHeight + 8
  return (
    <figure class="drill-picture">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick.atMs}>
            <line class="pic-tick" x1={x(tick.atMs)} x2={x(tick.atMs)} y1={22} y2={height} />
            <text
              class="pic-axis"
              x={x(tick.atMs)}
              y={16}
              text-anchor={tick.atMs === 0 ? 'start' : 'middle'}
            >
              {tick.label}
            </text>
          </g>
        ))}
        {rows.map((row, i) => {
          const y = top + i * rowHeight
          return (
            <g key={row.id} class={row.end === 'answered' ? 'pic-row answered' : 'pic-row'}>
              <line class="pic-wait" x1={x(row.fromMs)} x2={x(row.toMs)} y1={y + 30} y2={y + 30} />
              <circle class="pic-from" cx={x(row.fromMs)} cy={y + 30} r={5} />
              {row.end === 'answered' ? (
                <path class="pic-to" d={`M${x(row.toMs)} ${y + 23}v14`} />
              ) : row.end === 'none' ? (
                <path class="pic-none" d={`M${x(row.toMs) - 10} ${y + 25}l10 10m0 -10l-10 10`} />
              ) : null}
              <text class="pic-name" x={left} y={y + 18}>
                {row.label}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption class="small">{lead}</figcaption>
    </figure>
  )
}
