import type { WaitPicture } from '../../../domain/drill/report.ts'

/** Injects and answers on paper: words to the left, the wait as a bar; rows break over pages whole. */
export function WaitTable(props: { readonly picture: WaitPicture }) {
  const { label, lead, endMs, ticks, rows } = props.picture
  const x = (ms: number): string => `${(1 + (ms / endMs) * 97).toFixed(2)}%`
  return (
    <figure class="dp-waits">
      <figcaption class="dp-small">{lead}</figcaption>
      <table aria-label={label}>
        <thead>
          <tr>
            <td />
            <td>
              <svg class="pic-bar" width="100%" height="16" aria-hidden="true">
                {ticks.map(({ atMs, label: minute }) => (
                  <text key={atMs} class="pic-axis" x={x(atMs)} y="12">
                    {minute}
                  </text>
                ))}
              </svg>
            </td>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              <td>
                <svg class="pic-bar" width="100%" height="16" aria-hidden="true">
                  {ticks.map(({ atMs }) => (
                    <line key={atMs} class="pic-tick" x1={x(atMs)} x2={x(atMs)} y1="0" y2="16" />
                  ))}
                  <g class={row.end === 'answered' ? 'pic-row answered' : 'pic-row'}>
                    <line class="pic-wait" x1={x(row.fromMs)} x2={x(row.toMs)} y1="8" y2="8" />
                    <circle class="pic-from" cx={x(row.fromMs)} cy="8" r="4" />
                    {row.end === 'answered' ? (
                      <line class="pic-to" x1={x(row.toMs)} x2={x(row.toMs)} y1="2" y2="14" />
                    ) : row.end === 'none' ? (
                      <text class="pic-cross" x={x(row.toMs)} y="13" text-anchor="end">
                        ✕
                      </text>
                    ) : null}
                  </g>
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
