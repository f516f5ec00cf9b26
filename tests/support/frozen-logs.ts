import type { Draft } from '../../src/domain/events/events.ts'
import type { Runbook, Step } from '../../src/domain/flow/runbook.ts'
import { type EventId, type Instant, logIdFrom } from '../../src/domain/ids.ts'
import { canonicalText, type Json, utf8 } from '../../src/domain/json.ts'
import { hashHex, type Mode, type Purpose, type StoredEvent } from '../../src/domain/log/event.ts'
import { type Author, author, manualClock, seededRandom, testSigner } from './make-log.ts'

/**
 * How the logs of `tests/corpora/v1` were made. The files there are frozen and never written again;
 * this stands here so that anyone can see what they hold, and so that a change of the bytes this
 * build writes is noticed.
 */

const say = (ja: string, en: string) => ({ ja, en })

const base = (id: string, lane: string, title: { ja: string; en: string }) => ({
  id,
  phase: 'response',
  lane,
  role: 'duty',
  title,
  why: say('凍結した記録のため', 'For the frozen log'),
  do: [say('一つめ', 'First'), say('二つめ', 'Second')],
  dont: [],
  record: [],
  evidence: [],
  contacts: [],
  source: {
    ref: say('検査', 'Test'),
    confidence: 'inferred' as const,
    seen: 'seen' as const,
    asOf: '2026-11-21',
  },
  joinAll: false,
  perSystem: false,
  closing: false,
})

const steps: readonly Step[] = [
  {
    ...base('FZ-01', 'command', say('伝える', 'Tell')),
    type: 'step',
    next: ['FZ-D1', 'FZ-M1'],
    again: [],
  },
  {
    ...base('FZ-D1', 'command', say('攻撃か', 'Is it an attack')),
    type: 'decision',
    criteria: [],
    options: [],
    branches: [
      { id: 'yes', when: say('はい', 'Yes'), next: ['FZ-02'], again: [], safe: true },
      { id: 'no', when: say('いいえ', 'No'), next: ['FZ-03'], again: [], safe: false },
    ],
  },
  {
    ...base('FZ-M1', 'clinical', say('診療の水準', 'Level of care')),
    type: 'matrix',
    criteria: [],
    options: [],
    branches: [{ id: 'some', when: say('一部', 'Some'), next: ['FZ-03'], again: [], safe: true }],
    matrix: {
      rows: [
        { id: 'er', title: say('救急', 'Emergency') },
        { id: 'op', title: say('手術', 'Surgery') },
      ],
      values: [
        { id: 'go', title: say('続ける', 'Go on') },
        { id: 'stop', title: say('止める', 'Stop') },
      ],
    },
  },
  {
    ...base('FZ-02', 'tech', say('線を抜く', 'Pull the line')),
    type: 'step',
    perSystem: true,
    next: ['FZ-03'],
    again: ['FZ-02'],
  },
  {
    ...base('FZ-03', 'command', say('終える', 'End')),
    type: 'step',
    joinAll: true,
    next: [],
    again: [],
    closing: true,
  },
]

export const frozenRunbook: Runbook = {
  format: 'shodo/runbook/v1',
  id: 'frozen',
  version: '1.0.0',
  asOf: '2026-11-21',
  title: say('凍結', 'Frozen'),
  summary: say('', ''),
  entries: { incident: 'FZ-01', readiness: 'FZ-01' },
  phases: [{ id: 'response', title: say('対応', 'Response') }],
  lanes: [
    { id: 'command', letter: say('指', 'C'), title: say('指揮', 'Command') },
    { id: 'clinical', letter: say('診', 'P'), title: say('診療', 'Clinical') },
    { id: 'tech', letter: say('技', 'T'), title: say('技術', 'Technical') },
  ],
  roles: [{ id: 'duty', title: say('当直', 'On duty') }],
  steps,
}

const runbookBytes = utf8(canonicalText(frozenRunbook as unknown as Json))
const runbookHash = hashHex(runbookBytes)

export interface FrozenLog {
  readonly events: readonly StoredEvent[]
  readonly runbook: Uint8Array | null
}

/** Two devices that write in turn, each naming what it knows of the other. */
function pen(seed: number, purpose: Purpose, mode: Mode, start: string) {
  const random = seededRandom(seed)
  const clock = manualClock(start)
  const log = logIdFrom(random.bytes(16))
  const authors = [1, 2].map((n) =>
    author({ log, signer: testSigner(seed + n), random, clock, purpose, mode }),
  )
  const known = new Map<Author, EventId>()
  const events: StoredEvent[] = []
  let lamport = 0
  const write = async (draft: Draft, device = 0): Promise<EventId> => {
    const self = authors[device]!
    const other = authors[1 - device]!
    const seen: EventId[] = []
    if (other.head && known.get(self) !== other.head.id) {
      seen.push(other.head.id)
      known.set(self, other.head.id)
    }
    const { parsed, ...event } = await self.write(draft, { seen, lamport })
    lamport = parsed.lamport
    events.push(event)
    clock.advance(61_234)
    return event.id
  }
  const join = (device: number): Promise<EventId> =>
    write(
      {
        type: 'device.joined',
        data: {
          key: testSigner(seed + device + 1).key,
          replaces: device === 0 ? null : authors[0]!.signer.device,
          app: '0.1.0+frozen',
        },
        text: device === 0 ? null : { holder: '記録係 山田' },
      },
      device,
    )
  return { write, join, events, now: (): Instant => clock.wall() }
}

const system = '5e'.repeat(16)
const person = 'a1'.repeat(16)
const other = 'b2'.repeat(16)

/** One event of every type that an incident knows, and the corners of each. */
async function incident(mode: Mode, seed: number): Promise<FrozenLog> {
  const { write, join, events, now } = pen(seed, 'incident', mode, '2021-10-31T00:31:00.000+09:00')
  const exact = () => ({ at: now(), precision: 'exact' as const })
  const unknown = { at: null, precision: 'unknown' as const }
  const plain = {
    kind: null,
    means: null,
    certainty: null,
    patientSafety: false,
    stamp: false,
    step: null,
  }
  const run = { step: 'FZ-01', run: 1, system: null }
  await join(0)
  await write({
    type: 'incident.opened',
    data: {
      runbook: { id: 'frozen', version: '1.0.0', hash: runbookHash },
      detection: { at: '2021-10-30T08:30:00.000-07:00', precision: 'about' },
    },
    text: { name: '凍結したインシデント' },
  })
  await write({
    type: 'role.taken',
    data: { person, roles: ['duty'] },
    text: { name: '当直 佐藤' },
  })
  const first = await write({
    type: 'note.recorded',
    data: {
      ...plain,
      occurred: { at: '2021-10-31T00:05:00.000+09:00', precision: 'about' },
      kind: 'info',
      means: 'phone',
      certainty: 'hearsay',
      patientSafety: true,
      step: 'FZ-01',
    },
    text: {
      body: 'プリンタが英文を印刷\n「=1+1」\t😮',
      from: '3階病棟',
      to: '当直 佐藤',
      by: '佐藤',
    },
  })
  const stamp = await write({
    type: 'note.recorded',
    data: { ...plain, occurred: exact(), stamp: true },
    text: null,
  })
  await write({
    type: 'entry.texted',
    data: { target: stamp },
    text: { body: '止まった時刻', by: '佐藤' },
  })
  await write({
    type: 'item.checked',
    data: { ...run, item: 1, checked: true },
    text: null,
  })
  await write({
    type: 'step.recorded',
    data: {
      ...run,
      outcome: 'done',
      occurred: exact(),
      items: [0, 1],
      byOther: true,
      reason: null,
    },
    text: { body: '伝えた', by: '夜勤師長' },
  })
  await join(1)
  const answer = await write(
    {
      type: 'decision.recorded',
      data: {
        step: 'FZ-D1',
        run: 1,
        system: null,
        branch: 'no',
        outcome: 'done',
        occurred: unknown,
        provisional: true,
        bases: ['vendorSays', 'noInfo'],
        replaces: [],
      },
      text: { by: '当直医' },
    },
    1,
  )
  await write({
    type: 'decision.recorded',
    data: {
      step: 'FZ-D1',
      run: 1,
      system: null,
      branch: 'yes',
      outcome: 'done',
      occurred: exact(),
      provisional: false,
      bases: ['seenMyself'],
      replaces: [answer],
    },
    text: { by: '病院長', body: '見直した' },
  })
  await write({
    type: 'decision.recorded',
    data: {
      step: 'FZ-M1',
      run: 1,
      system: null,
      branch: null,
      outcome: 'skipped',
      occurred: exact(),
      provisional: false,
      bases: [],
      matrix: { er: 'stop', op: 'go' },
      replaces: [],
    },
    text: null,
  })
  await write({ type: 'system.named', data: { system }, text: { name: '電子カルテ' } })
  await write({
    type: 'step.opened',
    data: { step: 'FZ-02', system },
    text: { reason: '系統ごとに行う' },
  })
  await write(
    {
      type: 'step.recorded',
      data: {
        step: 'FZ-02',
        run: 1,
        system,
        outcome: 'skipped',
        occurred: exact(),
        items: [],
        byOther: false,
        reason: 'unsafe',
      },
      text: null,
    },
    1,
  )
  await write({
    type: 'entry.corrected',
    data: { target: first, occurred: { at: '2021-10-31T00:07:00.000+09:00', precision: 'exact' } },
    text: { body: 'プリンタ2台が英文を印刷', reason: '数え直し', by: '佐藤' },
  })
  const open = await write({
    type: 'note.recorded',
    data: { ...plain, occurred: exact(), kind: 'unresolved' },
    text: { body: '予備の回線' },
  })
  await write({ type: 'entry.resolved', data: { target: open }, text: { body: '切った' } })
  const wrong = await write({
    type: 'note.recorded',
    data: { ...plain, occurred: exact() },
    text: { body: '別の病院のこと' },
  })
  await write({ type: 'entry.struck', data: { target: wrong }, text: { reason: '間違い' } })
  const call = await write({
    type: 'call.placed',
    data: { contact: 'police', simulated: mode === 'drill' },
    text: { name: '警察', ...(mode === 'live' ? { number: '0300000000' } : {}), by: '佐藤' },
  })
  await write({
    type: 'call.resulted',
    data: { call, result: 'answered', callBackAt: '2021-10-31T09:00:00.000+09:00' },
    text: { spokeTo: '当直の方', body: '受け付けた', number: '受理 12', by: '佐藤' },
  })
  await write({
    type: 'clock.jumped',
    data: { from: '2021-10-31T00:50:00.000+09:00', to: '2021-10-31T00:40:00.000+09:00' },
    text: null,
  })
  await write({
    type: 'clock.gap',
    data: { from: '2021-10-31T00:50:00.000+09:00', to: '2021-10-31T01:40:00.000+09:00' },
    text: null,
  })
  await write({
    type: 'app.resumed',
    data: { version: '0.1.1', previousVersion: '0.1.0+frozen' },
    text: null,
  })
  await write({
    type: 'incident.amended',
    data: { breachKnownAt: '2021-11-02T09:00:00.000+09:00' },
    text: { name: '改めた名前', reason: '漏えいが分かった' },
  })
  await write({ type: 'incident.closed', data: { how: 'falseAlarm' }, text: { reason: '試し' } })
  await write({ type: 'incident.reopened', data: {}, text: null })
  return { events, runbook: runbookBytes }
}

/** The log of a hospital's own facts: people, their order, contacts. */
async function readiness(): Promise<FrozenLog> {
  const { write, join, events } = pen(2043, 'readiness', 'live', '2026-11-21T09:00:00.000+09:00')
  await join(0)
  await write({ type: 'hospital.described', data: {}, text: { name: '凍結記念病院' } })
  await write({
    type: 'person.saved',
    data: { person, roles: ['duty', 'safety-lead'] },
    text: { name: '佐藤', number: '内線 201' },
  })
  await write({ type: 'person.saved', data: { person: other, roles: [] }, text: { name: '鈴木' } })
  await write({ type: 'chain.ordered', data: { people: [other, person] }, text: null })
  await write({ type: 'person.removed', data: { person: other }, text: null })
  await write({
    type: 'contact.saved',
    data: { contact: 'vendor', verified: '2026-11-20T10:00:00.000+09:00' },
    text: { name: '保守会社', number: '000-0000-0000', note: '夜間は留守番電話' },
  })
  return { events, runbook: null }
}

/** The evidence register: everything that may be said of an item, and the least; two devices. */
async function custody(): Promise<FrozenLog> {
  const { write, join, events, now } = pen(
    2044,
    'incident',
    'live',
    '2021-10-31T02:00:00.000+09:00',
  )
  const exact = () => ({ at: now(), precision: 'exact' as const })
  const [first, second, third] = ['e1', 'e2', 'e3'].map((byte) => byte.repeat(16)) as [
    string,
    string,
    string,
  ]
  await join(0)
  await write({
    type: 'incident.opened',
    data: { runbook: { id: 'frozen', version: '1.0.0', hash: runbookHash }, detection: exact() },
    text: null,
  })
  const photo = await write({
    type: 'file.attached',
    data: {
      ...{ file: 'f1'.repeat(32), size: 12_345, mime: 'image/jpeg', kind: 'photo' },
      ...{ target: null, occurred: exact(), kept: true },
    },
    text: { name: 'IMG_0001.jpg' },
  })
  await write({
    type: 'evidence.registered',
    data: {
      ...{ evidence: first, number: '01', kind: 'server', power: 'on', sha256: null },
      occurred: { at: '2021-10-31T01:30:00.000+09:00', precision: 'about' },
      clock: {
        shown: '2021-10-31T01:57:52.000+09:00',
        reference: '2021-10-31T02:00:00.000+09:00',
        source: 'speakingClock',
      },
      acquired: { at: null, precision: 'unknown' },
      step: 'FZ-01',
    },
    text: {
      ...{ label: 'ファイルサーバ', maker: '甲社', model: 'S-1', serial: '0012-3' },
      ...{ host: 'FS01', ip: '192.0.2.10', mac: '00:00:5E:00:53:01', place: '1階' },
      ...{ foundBy: '佐藤', screen: '脅迫文\n橙のランプ', acquiredBy: '鈴木', witness: '佐藤' },
      ...{ method: '稼働のまま', tool: '道具 1.2', digest: 'MD5 00', seal: '封-1' },
      ...{ storage: '金庫', body: '触れていない', by: '佐藤' },
    },
  })
  await join(1)
  await write(
    {
      type: 'evidence.registered',
      data: { evidence: second, number: 'AW-01', kind: 'other', occurred: exact() },
      text: { label: '何か' },
    },
    1,
  )
  await write({
    type: 'evidence.registered',
    data: {
      ...{ evidence: third, number: '02', kind: 'photo', occurred: exact() },
      ...{ sha256: 'f1'.repeat(32), entry: photo, source: first },
    },
    text: { label: 'IMG_0001.jpg' },
  })
  await write(
    {
      type: 'evidence.amended',
      data: {
        ...{ evidence: second, kind: 'usb', found: exact(), power: null, clock: null },
        ...{ acquired: null, sha256: 'ab'.repeat(32) },
      },
      text: { label: 'USBメモリ', serial: '', reason: '見直した', by: '鈴木' },
    },
    1,
  )
  const wrong = await write({
    type: 'evidence.moved',
    data: { items: [first], how: 'disposed', occurred: { at: null, precision: 'unknown' } },
    text: null,
  })
  await write({ type: 'entry.struck', data: { target: wrong }, text: { reason: '押し間違い' } })
  for (const how of ['sealed', 'stored', 'handedOver', 'unsealed', 'returned'] as const)
    await write(
      {
        type: 'evidence.moved',
        data: { items: how === 'handedOver' ? [first, second] : [first], how, occurred: exact() },
        text: {
          ...{ from: '鈴木', to: '県警', purpose: '解析', condition: '電源入', seal: '封-2' },
          ...{ storage: '署', body: '受領書あり', by: '鈴木' },
        },
      },
      1,
    )
  return { events, runbook: runbookBytes }
}

/** The live incident after somebody blacked out what was typed in one entry. */
async function redacted(): Promise<FrozenLog> {
  const { events, runbook } = await incident('live', 2041)
  return {
    runbook,
    events: events.map((event, i) => (i === 3 ? { ...event, text: null, textSalt: null } : event)),
  }
}

export const frozenLogs: Readonly<Record<string, () => Promise<FrozenLog>>> = {
  'incident-live': () => incident('live', 2041),
  'incident-drill': () => incident('drill', 2042),
  'incident-redacted': redacted,
  readiness,
}

/** Types that came later, each set in a folder of its own. */
export const frozenLater: Readonly<Record<string, () => Promise<FrozenLog>>> = {
  'v1-evidence/register': custody,
}
