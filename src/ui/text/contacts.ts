import type { CallResult } from '../../domain/events/events.ts'
import type { Confidence, Seen } from '../../domain/flow/runbook.ts'
import type { Reach } from '../../domain/people/contact-hours.ts'

/** Words about calling: the contacts screen, the contacts of a step, and every phone number. */
interface ContactsText {
  readonly title: string
  readonly night: string
  readonly nightFold: (count: number) => string
  readonly chain: string
  readonly chainUnset: string
  readonly setUp: string
  readonly own: string
  readonly ownMissing: string
  readonly register: string
  readonly national: string
  readonly loading: string
  readonly extension: string
  readonly call: string
  readonly drillCall: string
  readonly drillRule: string
  readonly calledByHand: string
  readonly unregistered: string
  readonly published: string
  readonly noPhone: string
  readonly mail: string
  readonly web: string
  readonly reach: Record<Reach, string>
  readonly needed: string
  readonly details: string
  readonly atHand: string
  readonly hours: string
  readonly caution: string
  readonly registered: string
  readonly hospitalNote: string
  readonly source: string
  readonly verify: string
  readonly verified: (date: string) => string
  readonly unverified: string
  readonly asOf: (date: string) => string
  readonly seen: Record<Seen, string>
  readonly confidence: Record<Confidence, string>
  readonly lastCall: (time: string) => string
  readonly waiting: string
  readonly calledBack: (time: string) => string
  readonly resultTitle: (name: string) => string
  readonly placedAt: (time: string) => string
  readonly resultLabel: string
  readonly result: Record<CallResult, string>
  readonly heard: string
  readonly memo: string
  readonly spokeTo: string
  readonly receipt: string
  readonly callBack: string
  readonly callBackAt: (time: string) => string
  readonly callBackWrong: string
  readonly inMinutes: (minutes: number) => string
  readonly recordResult: string
  readonly savingResult: string
  readonly notCalled: string
  readonly notCalledReason: string
}

export const contactsText: { readonly ja: ContactsText; readonly en: ContactsText } = {
  ja: {
    title: '連絡先',
    night: '夜の表示',
    nightFold: (count) => `夜は電話しないところ（${count}）`,
    chain: '院内の電話順',
    chainUnset: '電話順が設定されていません。院内の連絡表を見ます。',
    setUp: '電話順を設定する',
    own: 'この病院の連絡先',
    ownMissing: '番号が未登録の連絡先は、契約書か連絡表で探します。',
    register: '登録する',
    national: '公的な窓口',
    loading: '連絡先を読んでいます…',
    extension: '内線',
    call: '電話する',
    drillCall: '電話する（訓練）',
    drillRule: '訓練です。電話はかけません。相手役は進行役、いなければ隣の人です。',
    calledByHand: 'かけたと記録する',
    unregistered: '番号が未登録',
    published: '公表の番号',
    noPhone: '電話の窓口はありません',
    mail: 'メール',
    web: 'Web',
    reach: { open: '今つながる', closed: '時間外', unknown: '受付時間 不明' },
    needed: '今の手順で使う',
    details: '用意する物・出どころ',
    atHand: '手元に用意する物',
    hours: '受付時間',
    caution: '注意',
    registered: '登録した番号',
    hospitalNote: '病院のメモ',
    source: '出どころ',
    verify: '要確認',
    verified: (date) => `番号を確かめた日 ${date}`,
    unverified: '番号は未確認',
    asOf: (date) => `${date} 時点`,
    seen: {
      seen: '原典を見た',
      recalled: '原典は見ていない（知識から）',
      uncertain: '確かでない',
    },
    confidence: {
      official: '公式の資料',
      secondary: '二次の資料',
      field: '現場の知識',
      inferred: '推定',
    },
    lastCall: (time) => `${time} に電話`,
    waiting: '結果が未記入',
    calledBack: (time) => `折返し ${time}`,
    resultTitle: (name) => `${name}への電話の結果`,
    placedAt: (time) => `${time} にかけた`,
    resultLabel: '結果',
    result: { answered: '出た', noAnswer: '出ない', busy: '話し中' },
    heard: '聞いたこと（患者名は書かない）',
    memo: 'メモ（留守電など。患者名は書かない）',
    spokeTo: '相手の名前・部署',
    receipt: '受付番号',
    callBack: '折返しの時刻（4桁）',
    callBackAt: (time) => `次の ${time}`,
    callBackWrong: '時刻は0000から2359の4桁で入れます。',
    inMinutes: (minutes) => `${minutes}分後`,
    recordResult: '結果を記録する',
    savingResult: '結果を保存しています…',
    notCalled: 'かけなかった',
    notCalledReason: 'かけなかった',
  },
  en: {
    title: 'Contacts',
    night: 'Night view',
    nightFold: (count) => `Not to be phoned at night (${count})`,
    chain: 'Hospital telephone order',
    chainUnset: 'No telephone order is set. Look at the hospital contact list.',
    setUp: 'Set the telephone order',
    own: 'Contacts of this hospital',
    ownMissing: 'Find missing numbers in the contract or on the contact list.',
    register: 'Register',
    national: 'Public desks',
    loading: 'Reading the contacts…',
    extension: 'ext.',
    call: 'Call',
    drillCall: 'Call (drill)',
    drillRule: 'This is a drill. Dial nobody. The facilitator answers, or the person beside you.',
    calledByHand: 'Record as called',
    unregistered: 'No number registered',
    published: 'Published number',
    noPhone: 'No telephone desk',
    mail: 'Mail',
    web: 'Web',
    reach: { open: 'Open now', closed: 'Closed now', unknown: 'Hours unknown' },
    needed: 'Used by a step now open',
    details: 'What to have ready, source',
    atHand: 'Have ready',
    hours: 'Hours',
    caution: 'Note',
    registered: 'Registered number',
    hospitalNote: 'Hospital note',
    source: 'Source',
    verify: 'To be verified',
    verified: (date) => `Number verified on ${date}`,
    unverified: 'Number not verified',
    asOf: (date) => `as of ${date}`,
    seen: {
      seen: 'original read',
      recalled: 'original not read (from knowledge)',
      uncertain: 'uncertain',
    },
    confidence: {
      official: 'official',
      secondary: 'secondary source',
      field: 'field knowledge',
      inferred: 'inferred',
    },
    lastCall: (time) => `Called at ${time}`,
    waiting: 'result not written',
    calledBack: (time) => `calls back ${time}`,
    resultTitle: (name) => `Result of the call to ${name}`,
    placedAt: (time) => `Called at ${time}`,
    resultLabel: 'Result',
    result: { answered: 'Answered', noAnswer: 'No answer', busy: 'Busy' },
    heard: 'What they said (no patient names)',
    memo: 'Memo (no patient names)',
    spokeTo: 'Name or desk spoken to',
    receipt: 'Receipt number',
    callBack: 'Calls back at (four digits)',
    callBackAt: (time) => `next ${time}`,
    callBackWrong: 'Enter the time as four digits, 0000 to 2359.',
    inMinutes: (minutes) => `In ${minutes} min`,
    recordResult: 'Record the result',
    savingResult: 'Saving the result…',
    notCalled: 'I did not call',
    notCalledReason: 'Not called',
  },
}
