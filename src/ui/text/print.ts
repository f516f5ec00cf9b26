export const printText = {
  ja: {
    back: '書き出しに戻る',
    print: '印刷する',
    how: (rows: number) => `A4縦・${rows}件。印刷できない端末では、CSVかJSONLを渡します。`,
    checking: '改変の検査が終わってから印刷すると、結果も紙に載ります。',
    title: 'クロノロ（経過記録）',
    live: '実動',
    drill: '訓練',
    drillOnly: '訓練の記録です。実際の出来事ではありません。',
    summary: '概要',
    hospital: '病院',
    notSet: '未登録',
    incident: 'インシデント',
    noName: '名前なし',
    incidentId: 'インシデントID',
    mode: '実動・訓練',
    runbook: '手順書',
    runbookHash: '手順書のハッシュ',
    noRunbook: 'なし',
    detection: '検知',
    unknown: '不明',
    about: '頃',
    aboutTime: (time: string) => `${time}頃`,
    period: '期間',
    to: (from: string, to: string) => `${from} から ${to} まで`,
    state: '状態',
    open: '対応中',
    closed: {
      resolved: (time: string) => `終結 ${time}`,
      falseAlarm: (time: string) => `誤報・通常障害として終結 ${time}`,
    },
    counts: '件数',
    countsOf: (c: {
      readonly entries: number
      readonly late: number
      readonly corrected: number
      readonly struck: number
      readonly unresolved: number
    }) =>
      `全${c.entries}件（後記${c.late}・訂正${c.corrected}・取消${c.struck}・未解決${c.unresolved}）`,
    doubts: '注意',
    doubtsOf: (c: {
      readonly clockDoubt: number
      readonly redacted: number
      readonly unknown: number
      readonly damaged: number
    }) =>
      `時計に疑い${c.clockDoubt}・墨消し${c.redacted}・この版で読めない${c.unknown}・壊れている${c.damaged}`,
    devices: '端末',
    device: (id: string, holder: string) => (holder ? `${id}（${holder}）` : id),
    zone: '時刻',
    zoneOf: '日本時間（JST、UTC+09:00）、24時間表記',
    no: '番号',
    occurred: '発生',
    what: '内容',
    recorded: '記録',
    row: (row: number, of: number) => `${row}/${of}`,
    late: '後記',
    safety: '患者安全',
    unresolved: '未解決',
    clockDoubt: '時計に疑い',
    waiting: '内容は後で',
    change: (what: string, time: string) => `${what} ${time}`,
    former: '元の文',
    formerTime: '元の時刻',
    reason: '理由',
    pictures: (shown: number, of: number) => `写真を読み出しています ${shown} / ${of}件`,
    fileNo: (no: number) => `写真${no}`,
    files: '写真・ファイル一覧',
    filesLead:
      '番号は、経過の各行にある番号と同じです。値はSHA-256（受け取ったままのバイト列）。縮小した写しで、元は記録した端末にあります。',
    noPicture: '絵にできない形式',
    notKept: '本体なし（空き不足）',
    elsewhere: 'この端末にない',
    fileOf: (no: number, time: string) => `記録${no}・${time}`,
    takenAt: (time: string) => `撮影 ${time}（写真の情報による）`,
    proof: '書き出しと検査',
    exportedAt: '書き出し',
    app: 'アプリの版',
    heads: '鎖の末尾のハッシュ',
    headOf: (device: string, seq: number) => `端末 ${device}・${seq}件目`,
    check: '検査',
    checkMeans:
      '検査は、記録どうしのつながりと署名を見ます。末尾の記録がまるごと除かれたことは、この紙のハッシュと比べて分かります。',
    end: '以上',
  },
  en: {
    back: 'Back to Export',
    print: 'Print',
    how: (rows: number) =>
      `A4 portrait, ${rows} entries. Where printing fails, hand out CSV or JSONL.`,
    checking: 'Print after the check for changes has ended, and its result is on the paper.',
    title: 'Chronology',
    live: 'LIVE',
    drill: 'DRILL',
    drillOnly: 'This is the record of a drill. It did not happen.',
    summary: 'Summary',
    hospital: 'Hospital',
    notSet: 'not set',
    incident: 'Incident',
    noName: 'no name',
    incidentId: 'Incident ID',
    mode: 'Live or drill',
    runbook: 'Runbook',
    runbookHash: 'Runbook hash',
    noRunbook: 'none',
    detection: 'Detected',
    unknown: 'unknown',
    about: 'about',
    aboutTime: (time: string) => `about ${time}`,
    period: 'Period',
    to: (from: string, to: string) => `${from} to ${to}`,
    state: 'State',
    open: 'under way',
    closed: {
      resolved: (time: string) => `closed ${time}`,
      falseAlarm: (time: string) => `closed as a false alarm or ordinary fault ${time}`,
    },
    counts: 'Entries',
    countsOf: (c: {
      readonly entries: number
      readonly late: number
      readonly corrected: number
      readonly struck: number
      readonly unresolved: number
    }) =>
      `${c.entries} (late ${c.late}, corrected ${c.corrected}, struck ${c.struck}, unresolved ${c.unresolved})`,
    doubts: 'Caution',
    doubtsOf: (c: {
      readonly clockDoubt: number
      readonly redacted: number
      readonly unknown: number
      readonly damaged: number
    }) =>
      `clock in doubt ${c.clockDoubt}, redacted ${c.redacted}, unreadable by this version ${c.unknown}, damaged ${c.damaged}`,
    devices: 'Devices',
    device: (id: string, holder: string) => (holder ? `${id} (${holder})` : id),
    zone: 'Times',
    zoneOf: 'Japan Standard Time (UTC+09:00), 24 hours',
    no: 'No',
    occurred: 'Occurred',
    what: 'What',
    recorded: 'Recorded',
    row: (row: number, of: number) => `${row}/${of}`,
    late: 'Late entry',
    safety: 'Patient safety',
    unresolved: 'Unresolved',
    clockDoubt: 'Clock in doubt',
    waiting: 'text to follow',
    change: (what: string, time: string) => `${what} ${time}`,
    former: 'Former text',
    formerTime: 'Former time',
    reason: 'Reason',
    pictures: (shown: number, of: number) => `Reading the photos ${shown} / ${of}`,
    fileNo: (no: number) => `Photo ${no}`,
    files: 'Photos and files',
    filesLead:
      'The numbers are those in the lines of the chronology. Hashes are SHA-256 of the bytes as received. Reduced copies; the originals are on the device that recorded them.',
    noPicture: 'Cannot be shown',
    notKept: 'Not kept (no room)',
    elsewhere: 'Not on this device',
    fileOf: (no: number, time: string) => `Entry ${no}, ${time}`,
    takenAt: (time: string) => `taken ${time} (says the photo)`,
    proof: 'Export and check',
    exportedAt: 'Exported',
    app: 'App version',
    heads: 'Hash at the end of each chain',
    headOf: (device: string, seq: number) => `Device ${device}, its no. ${seq}`,
    check: 'Check',
    checkMeans:
      'The check covers the links between entries and the signatures. Entries cut off the end are found by comparing with the hash on this paper.',
    end: 'End',
  },
}
