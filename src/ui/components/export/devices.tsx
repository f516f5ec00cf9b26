import { useState } from 'preact/hooks'
import { instantMs } from '../../../domain/instant.ts'
import { type ListedDevice, listDevices, mayVouch } from '../../../domain/people/device-list.ts'
import { shortDevice } from '../../../domain/people/device-names.ts'
import { useLanguage, useNow, useOpen, useSession, useWords } from '../../context.ts'
import { timeNear } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { devicesText } from '../../text/devices.ts'

/** Which devices write into the record, how much of each is here, and which of them are ours. */
export function ExportDevices() {
  const words = useWords(devicesText)
  const language = useLanguage()
  const session = useSession()
  const now = useNow(true)
  const open = useOpen()
  const devices = listDevices(open.state, open.device)
  const others = devices.some(({ own }) => !own)
  const taken = session.copies.lastTaken(open.id)
  const vouches = mayVouch(open.state, open.device)
  const joined = open.state.members.has(open.device)
  return (
    <section class="export-section">
      <h2>{words.title}</h2>
      <p>{others ? words.apart : words.alone}</p>
      {others ? (
        <p class="small">
          {taken
            ? words.taken(timeNear(instantMs(taken.at), now, language), taken.added)
            : words.neverTaken}
        </p>
      ) : null}
      {joined && !vouches ? <p class="warning">{words.notConfirmed}</p> : null}
      {others ? (
        <ul class="rows device-rows">
          {devices.map((device) => (
            <li key={device.device}>
              <Device device={device} vouches={vouches} />
            </li>
          ))}
        </ul>
      ) : null}
      <a class="button outlined device-receive" href={hashOf({ at: 'import' })}>
        {words.receive}
      </a>
    </section>
  )
}

function Device(props: { readonly device: ListedDevice; readonly vouches: boolean }) {
  const words = useWords(devicesText)
  const language = useLanguage()
  const now = useNow(true)
  const { device, holder, own, standing, lastSeq, lastMs, forks, replaces } = props.device
  const short = shortDevice(device)
  const facts = [
    words.entries(lastSeq),
    lastMs === null || own ? '' : words.heard(timeNear(lastMs, now, language)),
    replaces ? words.replaces(shortDevice(replaces)) : '',
  ].filter(Boolean)
  return (
    <div class="device">
      <p class="device-name">
        <b>{holder ?? words.noName}</b> <span class="quiet small">{short}</span>
        {own ? <span class="device-mark">{words.thisDevice}</span> : null}
        <span class={`device-mark device-${standing}`}>{words.standing[standing]}</span>
      </p>
      <p class="small">{facts.join('・')}</p>
      {forks > 0 ? <p class="small device-forks">{words.forks(forks)}</p> : null}
      {props.vouches && !own ? <Acts device={props.device} who={holder ?? short} /> : null}
    </div>
  )
}

/** What a confirmed device can say of another one; each is an entry of the record. */
function Acts(props: { readonly device: ListedDevice; readonly who: string }) {
  const words = useWords(devicesText)
  const session = useSession()
  const [retiring, setRetiring] = useState(false)
  const { device, standing, lastSeq } = props.device
  const admit = (): void => void session.record({ do: 'admitDevice', device })
  if (standing === 'retired')
    return (
      <div class="export-answers">
        <button
          type="button"
          class="button text"
          aria-label={words.backFor(props.who)}
          onClick={admit}
        >
          {words.back}
        </button>
      </div>
    )
  if (!retiring)
    return (
      <div class="export-answers">
        {standing === 'unconfirmed' ? (
          <button
            type="button"
            class="button outlined"
            aria-label={words.confirmFor(props.who)}
            onClick={admit}
          >
            {words.confirm}
          </button>
        ) : null}
        <button
          type="button"
          class="button text"
          aria-label={words.retireFor(props.who)}
          onClick={() => setRetiring(true)}
        >
          {words.retire}
        </button>
      </div>
    )
  return (
    <div class="export-form export-sure">
      <p>{words.retireLead(lastSeq)}</p>
      <div class="export-answers">
        <button
          type="button"
          class="button outlined"
          onClick={() => {
            setRetiring(false)
            void session.record({ do: 'retireDevice', device, lastSeq })
          }}
        >
          {words.retireYes}
        </button>
        <button type="button" class="button text" onClick={() => setRetiring(false)}>
          {words.cancel}
        </button>
      </div>
    </div>
  )
}
