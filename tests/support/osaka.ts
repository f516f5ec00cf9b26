import type { Command } from '../../src/domain/commands/command.ts'
import type { EventId, Instant } from '../../src/domain/ids.ts'
import type { Session } from '../../src/session/session.ts'

/**
 * The 大阪 case of 2022-10-31 as its crisis HQ would have kept it on the board: published times where
 * there are any (duties-cases F2), the rest invented and so marked in the words.
 */

export const osakaStart = '2022-10-31T06:41:00.000+09:00' as Instant

interface Said {
  readonly at: string
  /** Later acts name it. */
  readonly label?: string
  readonly act: Command | ((id: (label: string) => EventId) => Command)
}

const day = (text: string): Instant => `2022-${text}:00.000+09:00` as Instant
const exact = (text: string) => ({ at: day(text), precision: 'exact' as const })
const record = '11'.repeat(16)
const meals = '22'.repeat(16)
const images = '33'.repeat(16)
const read = '44'.repeat(16)

type Tongue = 'ja' | 'en'

/** What was said, in order; every text in one language. */
function minutes(language: Tongue): readonly Said[] {
  const t = (ja: string, en: string): string => (language === 'ja' ? ja : en)
  const director = t('病院長', 'Director')
  const duty = t('当直医', 'Duty doctor')
  const it = t('情報企画室', 'IT office')
  const lab = t('検査科長', 'Head of laboratory')
  const clerk = t('事務局長', 'Chief clerk')
  return [
    {
      at: '10-31T06:45',
      act: { do: 'takeRole', name: it, roles: ['csirt', 'sysop'] },
    },
    {
      at: '10-31T06:50',
      act: { do: 'startDuty', name: duty, roles: ['duty'], occurred: exact('10-30T20:00') },
    },
    {
      at: '10-31T07:00',
      act: {
        do: 'changeSystem',
        system: record,
        state: 'unknown',
        name: t('電子カルテ', 'Medical records'),
        body: t('一部の端末で開かない', 'Does not open on some PCs'),
      },
    },
    {
      at: '10-31T07:10',
      act: {
        do: 'decideStep',
        step: 'CL-D0',
        branch: 'limit',
        provisional: true,
        by: duty,
        bases: ['patientSafety'],
        body: t('検査と輸血の照合ができない', 'Tests and blood cannot be matched'),
      },
      label: 'emergency',
    },
    {
      at: '10-31T07:25',
      act: {
        do: 'changeSystem',
        system: meals,
        state: 'isolated',
        name: t('給食（委託先との線）', 'Meals (line to the caterer)'),
        occurred: exact('10-31T07:20'),
        by: it,
        body: t('委託元の指示で遮断', 'Cut on the caterer’s word'),
      },
    },
    {
      at: '10-31T08:32',
      act: {
        do: 'changeSystem',
        system: record,
        state: 'stopped',
        by: director,
        body: t(
          'サーバに英文。全ファイル暗号化',
          'English text on the server; all files encrypted',
        ),
      },
    },
    {
      at: '10-31T08:40',
      act: {
        do: 'decideStep',
        step: 'CL-D1',
        branch: 'limited',
        by: director,
        matrix: {
          emergency: 'stop',
          'new-outpatient': 'stop',
          'booked-outpatient': 'limit',
          admission: 'stop',
          'elective-surgery': 'stop',
          'emergency-surgery': 'limit',
          delivery: 'run',
          icu: 'limit',
          dialysis: 'run',
          transfusion: 'limit',
          laboratory: 'limit',
          meals: 'limit',
        },
        body: t('緊急以外の手術と外来を止める', 'Stop surgery and outpatients but for emergencies'),
      },
    },
    {
      at: '10-31T09:05',
      act: {
        do: 'note',
        kind: 'unresolved',
        body: t('翌日の予約の一覧が出ない', 'No list of tomorrow’s bookings'),
      },
      label: 'bookings',
    },
    {
      at: '10-31T09:10',
      act: (id) => ({
        do: 'assignEntry',
        target: id('bookings'),
        owner: clerk,
        due: day('10-31T17:00'),
      }),
    },
    {
      at: '10-31T09:30',
      act: {
        do: 'note',
        kind: 'unresolved',
        body: t('血液の在庫と型が画面で見えない', 'Blood stock and types cannot be seen'),
      },
      label: 'blood',
    },
    {
      at: '10-31T09:32',
      act: (id) => ({
        do: 'assignEntry',
        target: id('blood'),
        owner: lab,
        due: day('10-31T10:30'),
      }),
    },
    {
      at: '10-31T10:00',
      act: {
        do: 'planMeeting',
        at: day('10-31T12:00'),
        place: t('大会議室', 'Large meeting room'),
      },
      label: 'plan',
    },
    {
      at: '10-31T10:15',
      act: {
        do: 'setGate',
        gate: 'a'.repeat(32),
        at: day('10-31T12:30'),
        decideBy: day('10-31T11:30'),
        care: t('透析の午後の組', 'Afternoon dialysis'),
        decide: t(
          '前回の条件を紙で出せる人と、他院へ頼む人を分ける',
          'Who can be treated on paper, who goes elsewhere',
        ),
        service: 'dialysis',
      },
    },
    { at: '10-31T12:00', act: (id) => ({ do: 'beginMeeting', plan: id('plan') }), label: 'first' },
    {
      at: '10-31T12:12',
      act: {
        do: 'note',
        kind: 'decision',
        means: 'meeting',
        by: director,
        body: t('身代金は払わない。返信もしない', 'No ransom, no answer'),
      },
      label: 'ransom',
    },
    {
      at: '10-31T12:20',
      act: {
        do: 'note',
        kind: 'unresolved',
        means: 'meeting',
        body: t('会見の時刻と話す人', 'Time and speaker of the press conference'),
      },
      label: 'press',
    },
    {
      at: '10-31T12:40',
      act: (id) => ({
        do: 'endMeeting',
        begun: id('first'),
        decided: [id('ransom')],
        open: [id('press')],
        next: day('10-31T14:00'),
      }),
    },
    {
      at: '10-31T12:45',
      act: {
        do: 'settleGate',
        gate: 'a'.repeat(32),
        at: day('10-31T12:30'),
        how: 'decided',
        by: director,
        body: t('全員を紙で行う。二人で照合', 'All on paper, checked in pairs'),
      },
    },
    {
      at: '10-31T20:50',
      act: (id) => ({
        do: 'resolveEntry',
        target: id('press'),
        body: t('20:00に行った', 'Held at 20:00'),
      }),
    },
    {
      at: '10-31T21:00',
      act: {
        do: 'note',
        kind: 'decision',
        by: director,
        body: t(
          '11/1は休診。入口と駅に掲示する',
          'Closed on 1 Nov; notices at the door and station',
        ),
      },
      label: 'closed',
    },
    {
      at: '11-01T08:30',
      act: (id) => ({ do: 'resolveEntry', target: id('emergency'), by: director }),
    },
    {
      at: '11-01T11:00',
      act: {
        do: 'changeSystem',
        system: images,
        state: 'readOnly',
        name: t('画像（PACS）', 'Imaging (PACS)'),
        by: it,
        body: t('隔離した端末で見るだけ', 'View only, on an isolated PC'),
      },
    },
    {
      at: '11-01T13:00',
      act: {
        do: 'changeSystem',
        system: read,
        state: 'running',
        name: t('簡易参照（DACS）', 'Read-only copy (DACS)'),
        by: it,
      },
    },
    {
      at: '11-01T17:30',
      act: (id) => ({ do: 'resolveEntry', target: id('closed'), body: t('終えた', 'Done') }),
    },
    {
      at: '11-01T18:00',
      act: {
        do: 'changeService',
        service: 'emergency',
        level: 'limited',
        by: director,
        body: t('かかりつけの再診だけ受ける', 'Known patients only'),
        reviewAt: day('11-02T09:00'),
      },
    },
    {
      at: '11-01T20:00',
      act: {
        do: 'startDuty',
        name: clerk,
        roles: ['executive', 'admin'],
      },
    },
    {
      at: '11-01T21:00',
      act: {
        do: 'startDuty',
        name: t('看護部長', 'Head nurse'),
        roles: ['clinical_lead'],
      },
    },
    {
      at: '11-01T22:00',
      act: {
        do: 'endMeeting',
        occurred: exact('11-01T21:30'),
        next: day('11-02T11:00'),
        place: t('大会議室', 'Large meeting room'),
      },
    },
    {
      at: '11-02T05:10',
      act: {
        do: 'note',
        kind: 'unresolved',
        body: t('転院を頼んだ3病院の返事', 'Answers of three hospitals about transfers'),
      },
      label: 'transfer',
    },
    {
      at: '11-02T05:12',
      act: (id) => ({
        do: 'assignEntry',
        target: id('transfer'),
        owner: t('看護部長', 'Head nurse'),
        due: day('11-02T08:00'),
      }),
    },
    {
      at: '11-02T05:30',
      act: {
        do: 'countBreach',
        group: 'patients',
        precision: 'atMost',
        persons: 85_000,
        body: t('サーバの登録数（公表なし・想定）', 'Records on the server (assumed)'),
      },
    },
    {
      at: '11-02T05:45',
      act: {
        do: 'changeService',
        service: 'chemotherapy',
        level: 'stopped',
        provisional: true,
        by: duty,
        bases: ['noInfo'],
      },
    },
  ]
}

/** Plays it into a session up to a time (`11-02T06:00`); gives the incident's log. */
export async function playOsaka(
  session: Session,
  setTime: (at: Instant) => void,
  options: {
    readonly until?: string
    readonly mode?: 'live' | 'drill'
    readonly language?: Tongue
  } = {},
): Promise<string> {
  const { until = '99', mode = 'live', language = 'ja' } = options
  const ids = new Map<string, EventId>()
  const known = (label: string): EventId => {
    const id = ids.get(label)
    if (!id) throw new Error(`nothing is labelled ${label}`)
    return id
  }
  setTime(osakaStart)
  const { log } = await session.startIncident({
    runbookId: 'hospital',
    mode,
    detection: { at: day('10-31T06:40'), precision: 'about' },
    name: language === 'ja' ? '大阪 2022-10-31' : 'Osaka 2022-10-31',
  })
  for (const { at, act, label } of minutes(language)) {
    if (at > until) break
    setTime(day(at))
    const result = await session.record(typeof act === 'function' ? act(known) : act)
    if (!result.ok) throw new Error(`${at}: ${JSON.stringify(result)}`)
    const id = result.ids.at(-1)
    if (label && id) ids.set(label, id)
  }
  return log
}
