import type { ExaminedCopy } from '../../../domain/exchange/log-copy.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { ChainNews } from '../../../domain/log/union.ts'
import { holderOf, shortDevice } from '../../../domain/people/device-names.ts'
import { useLanguage, useWords } from '../../context.ts'
import { dateTime, timeNear } from '../../format.ts'
import type { FoundCopy } from '../../read-copies.ts'
import { importFoundText } from '../../text/import-found.ts'
import { ModeMark } from '../mode-mark.tsx'

/** Which incident it is, live or drill, and how much of it is new here. */
export function ImportHead(props: { readonly found: FoundCopy }) {
  const words = useWords(importFoundText)
  const language = useLanguage()
  const { examined, fresh } = props.found
  const { after, copy, here, plan, stored, refusal } = examined
  const entries = plan.fresh.length
  const onlyHere = stored - plan.known
  const at = after.detection?.at ?? after.openedAt
  return (
    <div class="import-head">
      <p class="import-name">
        <ModeMark mode={copy.mode} />
        <b>{after.name ?? words.nameless}</b>
      </p>
      {at ? <p class="quiet small">{dateTime(instantMs(at), language)}</p> : null}
      {copy.mode === 'drill' ? <p>{words.drill}</p> : null}
      {here === 'absent' ? <p>{words.absent}</p> : null}
      {here === 'deleted' ? <p class="warning">{words.deleted}</p> : null}
      {refusal && refusal !== 'hole' ? null : entries > 0 || here !== 'present' ? (
        <ul class="import-counts">
          <li class="import-fresh">{words.fresh(entries)}</li>
          {fresh.length > 0 ? <li class="import-fresh">{words.photos(fresh.length)}</li> : null}
          {plan.known > 0 ? <li>{words.known(plan.known)}</li> : null}
          {onlyHere > 0 ? <li>{words.onlyHere(onlyHere)}</li> : null}
        </ul>
      ) : (
        <p class="import-fresh" role="status">
          {fresh.length > 0
            ? words.onlyPhotos(fresh.length)
            : onlyHere > 0
              ? words.older(onlyHere)
              : words.nothing}
        </p>
      )}
    </div>
  )
}

/** Who brought what. */
export function ImportChains(props: { readonly examined: ExaminedCopy }) {
  const words = useWords(importFoundText)
  return (
    <div class="import-who">
      <h2 class="label">{words.who}</h2>
      <ul class="rows">
        {props.examined.plan.chains.map((chain) => (
          <li key={chain.device}>
            <Chain chain={chain} examined={props.examined} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Chain(props: { readonly chain: ChainNews; readonly examined: ExaminedCopy }) {
  const words = useWords(importFoundText)
  const language = useLanguage()
  const { chain, examined } = props
  const { after, own: device } = examined
  const lastMs = instantMs(chain.lastAt)
  const newest = after.lastAt ? instantMs(after.lastAt) : lastMs
  const own = chain.device === device
  const confirmed = own || after.members.get(chain.device)?.admitted === true
  return (
    <div class="import-chain">
      <span>
        <b>{holderOf(after, chain.device) ?? words.noName}</b>{' '}
        <span class="quiet small">{shortDevice(chain.device)}</span>
      </span>
      <span class="small">
        {own ? <span class="device-mark">{words.thisDevice}</span> : null}
        {own || chain.heardBefore ? null : <span class="device-mark">{words.firstTime}</span>}
        {confirmed ? null : <span class="device-mark">{words.unconfirmed}</span>}
        <span>{chain.fresh > 0 ? words.brings(chain.fresh) : words.bringsNone}</span>
        <span class="quiet">{words.last(timeNear(lastMs, newest, language))}</span>
      </span>
    </div>
  )
}
