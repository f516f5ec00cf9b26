/** `README.txt` of an evidence bundle: both languages in one file, whoever opens it. */
export interface BundleFacts {
  readonly drill: boolean
  readonly name: string | null
  readonly log: string
  readonly exportedAt: string
  readonly app: string
  /** The check number of the checkpoint made at this export; null where none could be made. */
  readonly digits: string | null
  /** Whether the verifier is in it. */
  readonly verifier: boolean
  /** Texts that are not in it: blacked out of this copy, or erased. */
  readonly redacted: number
  /** Events of the log, as a verifier counts them. */
  readonly events: number
  /** Lines of the chronology, as report and tables count them. */
  readonly lines: number
}

const ja = ({
  drill,
  name,
  log,
  exportedAt,
  app,
  digits,
  verifier,
  redacted,
  events,
  lines,
}: BundleFacts): readonly string[] => [
  drill ? '【訓練】 初動 Shodo 証拠一式' : '初動 Shodo 証拠一式',
  ...(drill ? ['訓練の記録です。実際の出来事ではありません。'] : []),
  '',
  `インシデント  ${name ?? '名前なし'}`,
  `記録ID        ${log}`,
  `書き出し      ${exportedAt}（${app}）`,
  ...(digits ? [`照合番号      ${digits}`] : []),
  `件数          報告書と経過の表は${lines}行、log.jsonl と検証器は${events}件。`,
  '              訂正・追記、端末の参加、項目の印は、行を作らずに1件と数えるものがあるためです。',
  ...(redacted > 0
    ? [
        `墨消し・消去  文${redacted}か所。その文だけが入っていません。記録の順序・時刻・署名はそのまま確かめられます。`,
      ]
    : []),
  '',
  'まず読むもの',
  '  report.html        報告書。ブラウザで開きます。ネットワークは要りません。印刷できます。',
  '                     証拠台帳（番号・受渡しの履歴）もこの中にあります。登録があるときだけです。',
  '',
  '入っているもの',
  '  log.jsonl          記録そのもの。一行が一件で、ハッシュと署名が付いています。これが証拠です。',
  '  files/             写真・ファイルを受け取ったままの形で。名前は中身の SHA-256 です。',
  '  damaged/           端末の中で壊れていた写真・ファイル（あるときだけ）',
  '  checkpoints/       外に渡した照合番号の元になる、署名付きの照合点',
  '  manifest.json      目録。すべてのファイルの SHA-256 と大きさ',
  '  manifest.sig       目録への署名',
  '  chronology.xlsx    経過の表と証拠台帳（Excel）。log.jsonl から作ったもの',
  '  chronology.csv     同じ表（CSV、UTF-8）',
  '  timesketch.jsonl   同じ内容を Timesketch に読み込む形にしたもの',
  ...(verifier ? ['  verify.html        検証器（1つのファイル）'] : []),
  '',
  '確かめ方',
  '  1. この ZIP を、書き出されたままの形で保管してください。作り直すと確かめられなくなります。',
  '  2. 検証器 verify.html は、記録を出した側からではなく Shodo の配布元から手に入れ、SHA-256 を',
  '     公開された値と比べてから使ってください。',
  '  3. verify.html をブラウザで開き、この ZIP を選びます。外で控えた照合番号があれば入れます。',
  '',
  '分からないこと',
  '  だれが書いたか、書かれたことが本当か、端末の時計が正しかったかは、この検査では分かりません。',
  '  末尾が切り取られていないことは、外で控えた照合番号と比べて初めて分かります。',
]

const en = ({
  drill,
  name,
  log,
  exportedAt,
  app,
  digits,
  verifier,
  redacted,
  events,
  lines,
}: BundleFacts): readonly string[] => [
  drill ? '[DRILL] Shodo evidence bundle' : 'Shodo evidence bundle',
  ...(drill ? ['This is the record of a drill. It did not happen.'] : []),
  '',
  `Incident       ${name ?? 'no name'}`,
  `Record ID      ${log}`,
  `Exported       ${exportedAt} (${app})`,
  ...(digits ? [`Check number   ${digits}`] : []),
  `Counts         ${lines} lines in the report and the tables, ${events} entries in log.jsonl and for a`,
  '               verifier: corrections, devices that joined, ticks are entries without a line of their own.',
  ...(redacted > 0
    ? [
        `Blacked out    Texts that are not in it, struck or erased: ${redacted}. All else can be verified.`,
      ]
    : []),
  '',
  'Read first',
  '  report.html        The report. Opens in any browser, without a network; prints on A4.',
  '                     The evidence register and its chain of custody are in it, if anything was registered.',
  '',
  'What is here',
  '  log.jsonl          The record itself, one entry a line, with hashes and signatures: the evidence.',
  '  files/             Photos and files as they were received, named by their SHA-256.',
  '  damaged/           Photos and files that were spoilt on the device (only if there are any)',
  '  checkpoints/       Signed checkpoints, from which check numbers given to others follow',
  '  manifest.json      Every file with its SHA-256 and size',
  '  manifest.sig       Signature of the manifest',
  '  chronology.xlsx    The chronology and the evidence register for Excel, made from log.jsonl',
  '  chronology.csv     The same as CSV (UTF-8)',
  '  timesketch.jsonl   The same for import into Timesketch',
  ...(verifier ? ['  verify.html        The verifier, one file'] : []),
  '',
  'How to verify',
  '  1. Keep this ZIP exactly as it was exported. Packed anew it can no longer be verified.',
  '  2. Do not take verify.html from those who hand you the record: obtain it from where Shodo is',
  '     published, and compare its SHA-256 with the one given there.',
  '  3. Open verify.html in a browser and choose this ZIP; enter a check number kept outside, if any.',
  '',
  'What it does not show',
  '  Who wrote it, whether it is true, whether the clocks were right. Whether its end was cut off:',
  '  only a check number that was kept outside shows that.',
]

/** UTF-8 with a byte order mark and CRLF, so that any editor of Windows shows it right. */
export const bundleReadme = (facts: BundleFacts): string =>
  `\uFEFF${[...ja(facts), '', '-'.repeat(72), '', ...en(facts), ''].join('\r\n')}`
