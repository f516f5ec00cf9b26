import { decisionWords } from '../../../domain/board/decision-words.ts'
import type { OpenItem } from '../../../domain/board/open-items.ts'
import { useLanguage, useNow, useOpen, useWords } from '../../context.ts'
import { duration, timeNear } from '../../format.ts'
import { useOccurredTime } from '../../occurred-time.ts'
import { boardText } from '../../text/board.ts'
import { speechWords } from '../../text/board-speech.ts'
import { hqText } from '../../text/hq.ts'
import { recordWords } from '../../text/record.ts'
import { stepsText } from '../../text/steps.ts'
import { useBoard, useGateWords, useServiceName } from '../../use-board.ts'
import { useSpeech } from '../../use-speech.ts'
import { useItemWords } from './open.tsx'
import { PaperFacts } from './paper.tsx'

/** So many fit with room to write on one sheet. */
const decisionsShown = 4
const openShown = 4
/** Half-width characters of an open item, some two lines; the whole of it is in the log. */
const openWidth = 130
/** Lines to write on, 8 mm apart. */
const decisionLines = 4
const openLines = 3

/**
 * 決定・未決・次回 on one A4: what holds now, late by how much, the clocks of the law, and lines for
 * what is decided at the table.
 */
export function MeetingPaper() {
  const words = useWords(hqText)
  const board = useWords(boardText)
  const record = useWords(recordWords)
  const language = useLanguage()
  const now = useNow(true)
  const { state } = useOpen()
  const steps = useWords(stepsText)
  const whole = useBoard()
  const { gates, services, decisions, open, meetings } = whole
  const { titles } = speechWords(state, language)
  const deadlines = useSpeech(whole).find(({ title }) => title === titles.deadlines)
  const gate = useGateWords()
  const service = useServiceName()
  const item = useItemWords()
  const when = useOccurredTime()
  const at = (ms: number): string => timeNear(ms, now, language)
  const coming = [...(gates.next ? [gates.next] : []), ...gates.later].slice(0, 2)
  const halted = services.filter((row) => row.now && row.now.levels[0] !== 'running')
  const alike = new Map<string, string[]>()
  for (const level of ['stopped', 'limited'] as const)
    for (const row of halted) {
      const { now: word } = row
      if (word?.levels.at(-1) !== level) continue
      const said = word.levels.map((known) => board.level[known]).join(board.or)
      const name = `${service(row)}${word.provisional ? words.aside(board.provisional) : ''}`
      alike.set(said, [...(alike.get(said) ?? []), name])
    }
  const running = services.filter((row) => row.now?.levels[0] === 'running')
  const unsaid = services.filter((row) => row.now === null)
  const said = (known: OpenItem): string =>
    known.what === 'callAgain' && known.entry.call
      ? board.callAgain(
          known.entry.to ?? record.redacted,
          `${when(known.entry)} ${record.callResult[known.entry.call.result]}`,
          known.entry.body ?? '',
        )
      : item(known)
  const late = (ms: number | null): string =>
    ms === null || ms >= now ? '' : words.aside(steps.late(duration(now - ms, language)))
  return (
    <>
      <PaperFacts />
      <p class="paper-meeting-no">{words.meetingNo}</p>
      <dl class="paper-write">
        {[words.place, words.chair, words.scribe, words.present].map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd />
          </div>
        ))}
      </dl>
      <section class="paper-part">
        <h2>{board.gateTitle}</h2>
        <ul>
          {coming.map((next) => {
            const { care, decide } = gate(next)
            return (
              <li key={next.id}>
                <b>
                  {at(next.atMs)} {care}
                </b>
                {next.tentative ? words.aside(board.gateTentative) : ''}
                {decide ? ` ${decide}` : ''}
                {next.decideByMs === null ? '' : ` ${board.gateDecideBy(at(next.decideByMs))}`}
                {late(next.decideByMs)}
              </li>
            )
          })}
        </ul>
      </section>
      <div class="paper-sides">
        <section class="paper-part">
          <h2>{board.services}</h2>
          {halted.length === 0 ? (
            <p>
              {running.length === 0
                ? words.nothingYet
                : unsaid.length === 0
                  ? words.allRunning
                  : words.noneHalted}
            </p>
          ) : null}
          {[...alike].map(([level, names]) => (
            <p key={level}>
              {level}: {names.join(board.comma)}
            </p>
          ))}
          {running.length > 0 && unsaid.length + halted.length > 0 ? (
            <p>
              {board.level.running}: {running.map(service).join(board.comma)}
            </p>
          ) : null}
          {unsaid.length > 0 && unsaid.length < services.length ? (
            <p>
              {board.undecided}: {unsaid.map(service).join(board.comma)}
            </p>
          ) : null}
        </section>
        {deadlines ? (
          <section class="paper-part">
            <h2>{deadlines.title}</h2>
            <ul>
              {deadlines.sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
      <section class="paper-part">
        <h2>{words.decided}</h2>
        <ul>
          {decisions.slice(0, decisionsShown).map(({ entry, provisional }) => {
            const { question, answer } = decisionWords(entry, state, record)
            return (
              <li key={entry.id}>
                {when(entry)} {question ? `${question}: ${answer}` : answer}
                {entry.by ? words.aside(entry.by) : ''}
                {provisional ? words.aside(board.provisional) : ''}
              </li>
            )
          })}
        </ul>
        {decisions.length > decisionsShown ? (
          <p>{words.more(decisions.length - decisionsShown)}</p>
        ) : null}
        <h3>{words.newDecisions}</h3>
        <Rules count={decisionLines} />
      </section>
      <section class="paper-part">
        <h2>{words.open}</h2>
        <ul>
          {open.slice(0, openShown).map((known) => (
            <li key={known.entry.id}>
              ☐ {brief(said(known), language)}
              {words.aside(known.owner ? board.owner(known.owner) : board.noOwner)}
              {known.dueMs === null ? '' : ` ${record.board.due(at(known.dueMs))}`}
              {late(known.dueMs)}
            </li>
          ))}
        </ul>
        {open.length > openShown ? <p>{words.more(open.length - openShown)}</p> : null}
        <h3>{words.newOpen}</h3>
        <Rules count={openLines} />
      </section>
      <section class="paper-part paper-next">
        <h2>{words.next}</h2>
        {meetings.next ? (
          <p>
            <b>{at(meetings.next.atMs)}</b> {meetings.next.place ?? ''}
          </p>
        ) : null}
        <div class="paper-end">
          <p class="paper-blank">{words.nextMeeting}</p>
          <p class="paper-sign">{words.signed}</p>
        </div>
      </section>
    </>
  )
}

function brief(text: string, language: 'ja' | 'en'): string {
  const characters = [...text.replaceAll('\n', ' ')]
  const most = language === 'ja' ? openWidth / 2 : openWidth
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

function Rules(props: { readonly count: number }) {
  return (
    <div class="paper-rules" aria-hidden="true">
      {Array.from({ length: props.count }, (_, i) => (
        <div key={i} />
      ))}
    </div>
  )
}
