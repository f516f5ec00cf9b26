import { useId, useState } from 'preact/hooks'
import { isUsual, type RhythmItem, rhythmOf } from '../../../domain/board/rhythm.ts'
import { timeOfDayFrom } from '../../../domain/time-of-day.ts'
import { useLanguage, useSession, useSessionState, useWords } from '../../context.ts'
import { rhythmText } from '../../text/rhythm.ts'
import { settingsRhythmText } from '../../text/settings-rhythm.ts'
import { Toggles } from '../chips.tsx'
import { Field } from './field.tsx'
import { Fold } from './fold.tsx'
import { SaveState, useForget, useKept, useSave } from './save.tsx'

/** 院内の一日: when care comes on an ordinary day, and by when HQ decides about it. */
export function SettingsRhythm() {
  const words = useWords(settingsRhythmText)
  const session = useSession()
  const readiness = useSessionState((state) => state.readiness)
  const items = rhythmOf(readiness.rhythm, null)
  const [fresh, setFresh] = useState<string | null>(null)
  const tentative = items.filter((item) => item.tentative).length
  return (
    <section class="settings-section">
      <h2>{words.title}</h2>
      <p class="quiet small">{words.lead}</p>
      <Fold title={words.title} value={words.count(items.length - tentative, tentative)}>
        <ul class="rows settings-rows">
          {items.map((item) => (
            <li key={item.item}>
              <ItemRow item={item} />
            </li>
          ))}
        </ul>
        <p class="quiet small">{words.holidays}</p>
        {fresh ? (
          <div class="settings-new">
            <h3>{words.add}</h3>
            <ItemForm key={fresh} item={blank(fresh)} onSaved={() => setFresh(null)} />
          </div>
        ) : (
          <button type="button" class="button outlined" onClick={() => setFresh(session.newId())}>
            {words.add}
          </button>
        )}
      </Fold>
    </section>
  )
}

const blank = (item: string): RhythmItem => ({
  ...{ item, at: '', days: [0, 1, 2, 3, 4, 5, 6], lead: 60, service: null },
  ...{ name: null, decide: null, tentative: true },
})

function useItemWords(item: RhythmItem): { readonly care: string; readonly decide: string } {
  const language = useLanguage()
  const usual = isUsual(item.item) ? rhythmText[item.item] : null
  return {
    care: item.name ?? usual?.care[language] ?? '',
    decide: item.decide ?? usual?.decide[language] ?? '',
  }
}

function ItemRow(props: { readonly item: RhythmItem }) {
  const { item } = props
  const words = useWords(settingsRhythmText)
  const { care } = useItemWords(item)
  const days =
    item.days.length === 7
      ? words.everyDay
      : item.days.map((day) => words.weekdays[day] ?? '').join('・')
  return (
    <Fold
      title={care}
      value={item.days.length === 0 ? words.notHere : words.at(item.at, item.lead)}
      note={[days, item.tentative ? words.tentative : words.own].filter(Boolean).join('・')}
    >
      <ItemForm item={item} />
    </Fold>
  )
}

function ItemForm(props: { readonly item: RhythmItem; readonly onSaved?: () => void }) {
  const { item, onSaved } = props
  const words = useWords(settingsRhythmText)
  const said = useItemWords(item)
  const fresh = item.at === ''
  const keys = ['name', 'at', 'lead', 'decide', 'days'].map(
    (field) => `rhythm:${fresh ? 'new' : item.item}:${field}`,
  ) as [string, string, string, string, string]
  const [name, setName] = useKept(keys[0], said.care)
  const [at, setAt] = useKept(keys[1], item.at.replace(':', ''))
  const [lead, setLead] = useKept(keys[2], `${item.lead}`)
  const [decide, setDecide] = useKept(keys[3], said.decide)
  const [dayText, setDayText] = useKept(keys[4], item.days.join(','))
  const { saving, save, reset } = useSave()
  const forget = useForget()
  const [wrong, setWrong] = useState(false)
  const stateId = useId()
  const days = dayText === '' ? [] : dayText.split(',').map(Number)
  const typed =
    (set: (text: string) => void) =>
    (text: string): void => {
      set(text)
      setWrong(false)
      reset()
    }
  const submit = async (off: boolean): Promise<void> => {
    const time = timeOfDayFrom(at)
    const digits = lead.normalize('NFKC').trim()
    if (
      name.trim() === '' ||
      time === null ||
      !/^\d{1,4}$/.test(digits) ||
      (!off && days.length === 0)
    ) {
      setWrong(true)
      return
    }
    const ok = await save({
      do: 'saveRhythm',
      item: item.item,
      at: time,
      days: off ? [] : days,
      lead: Number(digits),
      name: name.trim(),
      ...(item.service ? { service: item.service } : {}),
      ...(decide.trim() ? { decide: decide.trim() } : {}),
    })
    if (!ok) return
    forget(...keys)
    onSaved?.()
  }
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(false)
      }}
    >
      <Field label={words.name} value={name} onInput={typed(setName)} />
      <Field
        label={words.time}
        value={at}
        onInput={typed(setAt)}
        invalid={wrong}
        describedBy={stateId}
      />
      <Toggles
        label={words.days}
        options={words.weekdays.map((label, day) => ({ value: `${day}`, label }))}
        values={days.map(String)}
        onChange={(next) => typed(setDayText)([...next].sort().join(','))}
      />
      <Field label={words.leadMinutes} value={lead} onInput={typed(setLead)} />
      <Field label={words.decide} lines value={decide} onInput={typed(setDecide)} />
      <div class="settings-save" id={stateId}>
        <button type="submit" class="button outlined">
          {words.save}
        </button>
        {fresh ? null : (
          <button type="button" class="button text" onClick={() => void submit(true)}>
            {words.off}
          </button>
        )}
        {wrong ? (
          <p class="alert small" role="alert">
            {words.wrong}
          </p>
        ) : (
          <SaveState saving={saving} />
        )}
      </div>
    </form>
  )
}
