import type { AbsentTexts } from '../../domain/chronology/absent-texts.ts'
import type { Language } from '../../domain/ports.ts'
import { absentWords } from './absent.ts'

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
  /** Whether anything is in the evidence register. */
  readonly register: boolean
  /** Texts that are not in it: blacked out of this copy, or erased. */
  readonly redacted: AbsentTexts
  /** Events of the log, as a verifier counts them. */
  readonly events: number
  /** Lines of the chronology, as report and tables count them. */
  readonly lines: number
  /** The language of `report.html` and of the tables. */
  readonly language: Language
  /** Where the app was served from; null where that is unknown. */
  readonly origin: string | null
}

const reports = (language: Language) =>
  language === 'ja'
    ? { ja: 'report.html       ', en: 'report-en.html    ' }
    : { ja: 'report-ja.html    ', en: 'report.html       ' }

const ja = ({
  drill,
  name,
  log,
  exportedAt,
  app,
  digits,
  verifier,
  register,
  redacted,
  events,
  lines,
  language,
  origin,
}: BundleFacts): readonly string[] => [
  drill ? '【訓練】 初動 Shodo 証拠一式' : '初動 Shodo 証拠一式',
  ...(drill ? ['訓練の記録です。実際の出来事ではありません。'] : []),
  '',
  `インシデント  ${name ?? '名前なし'}`,
  `記録ID        ${log}`,
  `書き出し      ${exportedAt}（${app}）`,
  ...(origin ? [`アプリの場所  ${origin}（書き出したアプリが、ここから配られていました）`] : []),
  ...(digits ? [`照合番号      ${digits}`] : []),
  `件数          報告書と経過の表は${lines}行、log.jsonl と検証器は${events}件。`,
  '              訂正・追記、端末の参加、項目の印は、行を作らずに1件と数えるものがあるためです。',
  ...(redacted.lines > 0
    ? [
        `墨消し・消去  文${absentWords.ja(redacted)}。その文だけが入っていません。記録の順序・時刻・署名はそのまま確かめられます。`,
      ]
    : []),
  '',
  'まず読むもの',
  `  ${reports(language).ja} 報告書（日本語）。ブラウザで開きます。ネットワークは要りません。印刷できます。`,
  '                     1ページ目に、言えること・言えないこと・欠けているものがあります。',
  ...(register ? ['                     証拠台帳（番号・受渡しの履歴）もこの中にあります。'] : []),
  `  ${reports(language).en} 同じ報告書の英語版。書いた人の言葉は、書かれた言語のままです。`,
  `                     写真が入っているのは report.html だけです。`,
  '  ZIP の中のまま開くと写真の本体へ進めません。写しを取って展開し、その中の報告書を開きます。',
  '',
  '入っているもの',
  '  log.jsonl          記録そのもの。一行が一つの出来事で、ハッシュと署名が付いています。これが証拠です。',
  '  files/             写真・ファイルを受け取ったままの形で。名前は中身の SHA-256 で、拡張子はありません。',
  '                     報告書の「写真・ファイル」から「本体を開く」で開きます。開かないときは、展開した',
  '                     写しの名前の後ろに、そこに書かれた拡張子（.jpg など）を足します。',
  '  damaged/           端末の中で壊れていた写真・ファイル（あるときだけ）',
  '  checkpoints/       外に渡した照合番号の元になる、署名付きの照合点。名前は照合点のハッシュ（報告書の',
  '                     照合番号の下にある値）で、files/ と違い、ファイルの中身の SHA-256 ではありません。',
  '  manifest.json      目録。すべてのファイルの SHA-256 と大きさ',
  '  manifest.sig       目録への署名',
  `  chronology.xlsx    経過の表${register ? 'と証拠台帳' : ''}（Excel）。log.jsonl から作ったもの。印刷すると左の8列が出ます`,
  '  chronology.csv     同じ表（CSV、UTF-8）',
  '  timesketch.jsonl   同じ内容を Timesketch に読み込む形にしたもの。発生時刻が分からない行の datetime は',
  '                     記録時刻です（timestamp_desc が記録時刻の行）。起きた時刻として読まないでください。',
  ...(verifier
    ? [
        '  verify.html        検証器（1つのファイル）。手早く見るためのもので、記録と同じ手から来ています。',
      ]
    : ['  検証器（verify.html）は入っていません。この一式だけでは署名を検証できません。']),
  '',
  '確かめ方',
  '  1. この ZIP を、書き出されたままの形で保管してください。作り直すと確かめられなくなります。',
  '  2. 検証器 verify.html は、記録を出した側から受け取らず、自分で手に入れます。記録を出した病院と',
  '     関わりのない人（Shodo を使うほかの病院、警察、調査者）の Shodo には、アプリと',
  '     同じ場所に verify.html があります。Shodo のソースがあれば npm run build で作れます。',
  '     その SHA-256 を、ソースと一緒に配られる README の値と比べます。値や住所をここに書かないのは、',
  '     この中に書いたもの（上の「アプリの場所」も）は、記録を出した側が書き換えられるからです。',
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
  register,
  redacted,
  events,
  lines,
  language,
  origin,
}: BundleFacts): readonly string[] => [
  drill ? '[DRILL] Shodo evidence bundle' : 'Shodo evidence bundle',
  ...(drill ? ['This is the record of a drill. It did not happen.'] : []),
  '',
  `Incident       ${name ?? 'no name'}`,
  `Record ID      ${log}`,
  `Exported       ${exportedAt} (${app})`,
  ...(origin ? [`App            served from ${origin} when it exported this`] : []),
  ...(digits ? [`Check number   ${digits}`] : []),
  `Counts         ${lines} lines in the report and the tables, ${events} entries in log.jsonl and for a`,
  '               verifier: corrections, devices that joined, ticks are entries without a line of their own.',
  ...(redacted.lines > 0
    ? [
        `Blacked out    Texts that are not in it: ${absentWords.en(redacted)}. All else can be verified.`,
      ]
    : []),
  '',
  'Read first',
  `  ${reports(language).en} The report in English. Opens in any browser, without a network; prints on A4.`,
  '                     Its first page says what is proven, what is not, and what is missing.',
  ...(register
    ? ['                     The evidence register and its chain of custody are in it.']
    : []),
  `  ${reports(language).ja} The same in Japanese. What people typed stays in the language it was typed in.`,
  '                     Only report.html has the pictures in it.',
  '  Opened inside the ZIP, the report cannot lead to the originals: unpack a copy and open it there.',
  '',
  'What is here',
  '  log.jsonl          The record itself, one event a line, with hashes and signatures: the evidence.',
  '  files/             Photos and files as they were received, named by their SHA-256, without an',
  '                     extension. “Open the original” in the report opens them. If it does not, add the',
  '                     extension given there (.jpg …) to the name of the unpacked copy.',
  '  damaged/           Photos and files that were spoilt on the device (only if there are any)',
  '  checkpoints/       Signed checkpoints, from which check numbers given to others follow. Named by the',
  '                     hash of the checkpoint (below the check number in the report), which unlike in',
  '                     files/ is not the SHA-256 of the file.',
  '  manifest.json      Every file with its SHA-256 and size',
  '  manifest.sig       Signature of the manifest',
  `  chronology.xlsx    The chronology${register ? ' and the evidence register' : ''} for Excel, made from log.jsonl; prints its first 8 columns`,
  '  chronology.csv     The same as CSV (UTF-8)',
  '  timesketch.jsonl   The same for import into Timesketch. Where nobody knows when it happened, datetime is',
  '                     when it was recorded (timestamp_desc says so): not to be read as when it happened.',
  ...(verifier
    ? ['  verify.html        The verifier, one file: for a first look, it came by the same hand.']
    : [
        '  The verifier (verify.html) is not in it: with this bundle alone its signatures cannot be verified.',
      ]),
  '',
  'How to verify',
  '  1. Keep this ZIP exactly as it was exported. Packed anew it can no longer be verified.',
  '  2. Do not take verify.html from those who hand you the record: obtain your own. Any Shodo of',
  '     somebody who has nothing to do with this hospital (another hospital that uses it, the police,',
  '     an investigator) has verify.html beside the app; from the source of Shodo,',
  '     npm run build makes it. Compare its SHA-256 with the one in the README that comes with the',
  '     source. No value or address is given here: whoever hands it over could have changed it.',
  '  3. Open verify.html in a browser and choose this ZIP; enter a check number kept outside, if any.',
  '',
  'What it does not show',
  '  Who wrote it, whether it is true, whether the clocks were right. Whether its end was cut off:',
  '  only a check number that was kept outside shows that.',
]

/** UTF-8 with a byte order mark and CRLF, so that any editor of Windows shows it right. */
export const bundleReadme = (facts: BundleFacts): string =>
  `\uFEFF${[...ja(facts), '', '-'.repeat(72), '', ...en(facts), ''].join('\r\n')}`
