import type { Artefact } from '../../../domain/drill/scenario.ts'
import { useSay } from '../../context.ts'

/** A paper or a screen of the story, drawn from plain lines: it cannot be taken for a real one. */
export function DrillArtefact(props: { readonly artefact: Artefact; readonly drill: string }) {
  const { artefact } = props
  const say = useSay()
  return (
    <figure class={`artefact artefact-${artefact.kind}`}>
      <figcaption>
        <b class="artefact-drill">{props.drill}</b> {say(artefact.title)}
      </figcaption>
      <Contents artefact={artefact} />
    </figure>
  )
}

function Contents(props: { readonly artefact: Artefact }) {
  const { artefact } = props
  const say = useSay()
  switch (artefact.kind) {
    case 'callScript':
      return (
        <dl class="artefact-call">
          {artefact.exchanges.map(({ who, says }) => (
            <div key={says.ja}>
              <dt>{say(who)}</dt>
              <dd>{say(says)}</dd>
            </div>
          ))}
        </dl>
      )
    case 'slip':
      return (
        <dl class="artefact-slip">
          {artefact.rows.map(({ label, value }) => (
            <div key={label.ja}>
              <dt>{say(label)}</dt>
              <dd>{say(value)}</dd>
            </div>
          ))}
        </dl>
      )
    case 'ransomNote':
    case 'sign':
    case 'screen':
    case 'card':
      return (
        <div class="artefact-lines">
          {artefact.lines.map((line, i) => (
            <p key={i}>{say(line)}</p>
          ))}
        </div>
      )
  }
}
