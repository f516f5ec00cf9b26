import { listDevices } from '../../../domain/people/device-list.ts'
import { shortDevice } from '../../../domain/people/device-names.ts'
import { useLanguage, useNow, useOpen, useWords } from '../../context.ts'
import { timeNear } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { devicesText } from '../../text/devices.ts'

/** The board is no newer than what was taken in: said while other devices write too. */
export function BoardExchange() {
  const words = useWords(devicesText)
  const language = useLanguage()
  const now = useNow(true)
  const open = useOpen()
  const others = listDevices(open.state, open.device).filter(
    ({ own, standing, lastMs }) => !own && standing !== 'retired' && lastMs !== null,
  )
  if (others.length === 0 || open.state.closed) return null
  const heard = others.map(({ device, holder, lastMs }) =>
    words.nudge(holder ?? shortDevice(device), timeNear(lastMs ?? 0, now, language)),
  )
  return (
    <p class="small board-exchange">
      {words.nudgeLead}{' '}
      <a href={hashOf({ at: 'incident', log: open.id, tab: 'export' })}>
        {heard.join(words.nudgeEnd)}
      </a>
    </p>
  )
}
