/** What the verifier says beside what a verification says. */
export const pageText = {
  ja: {
    title: '初動 Shodo 検証器',
    lead: '証拠一式（ZIP）、引き渡しファイル（ZIP）、記録一式（JSONL）が、書き出されたときのままかを確かめます。ファイルはこの端末の中だけで読み、どこにも送りません。',
    file: '確かめるファイル',
    choose: 'ファイルを選ぶ',
    drop: 'ここにファイルを置いても選べます。',
    several: 'いくつかに分かれたZIPは、まとめて選びます。そろっているかも確かめます。',
    parts: (count: number) => `ファイルごとの結果（${count}個）`,
    none: 'まだ選んでいません。',
    kept: '外で控えていたもの（あれば）',
    keptHint: '照合番号（25桁）、QRの文字、署名付き照合点。一行に一つ。',
    check: '確かめる',
    noFile: '先に、確かめるファイルを選びます。',
    stale: '控えを書き換えたので、前の結果は消しました。「確かめる」を押してください。',
    going: (percent: number) => `確かめています ${percent}%`,
    checks: '検査',
    faults: '成り立たない所',
    facts: 'この記録について',
    keptFound: '外で控えていたもの',
    limits: 'この検査で分からないこと',
    holds: '成り立つ',
    fails: '成り立たない',
    unreadable: '確かめられない',
    origin:
      'この検証器を、記録を出した側から受け取ったときは、使わないでください。記録を出した病院と関わりのない人の Shodo にある verify.html を使うか、Shodo のソースから npm run build で作り、SHA-256 を、ソースと一緒に配られる README の値と比べてから使います。',
    broken: (detail: string) =>
      `検証器の中で問題が起きました（${detail}）。ファイルについては何も言えません。別のブラウザで試すか、npm run verify で確かめてください。`,
    nothingKept:
      '外で控えた照合番号を入れていません。末尾が切り取られていないことは、それと比べて初めて分かります。',
  },
  en: {
    title: 'Shodo verifier',
    lead: 'Checks whether an evidence bundle (ZIP), a hand-over (ZIP) or a whole record (JSONL) is as it was exported. The file is read on this computer only; nothing is sent anywhere.',
    file: 'File to verify',
    choose: 'Choose a file',
    drop: 'Or drop it here.',
    several:
      'Choose all files of a divided ZIP together: whether they are all of it is checked too.',
    parts: (count: number) => `File by file (${count})`,
    none: 'None chosen yet.',
    kept: 'What was kept outside (if anything)',
    keptHint: 'Check number (25 digits), text of a QR code, or signed checkpoint; one a line.',
    check: 'Verify',
    noFile: 'First choose the file to verify.',
    stale: 'What was kept is another now, so the former result was taken away. Press “Verify”.',
    going: (percent: number) => `Verifying ${percent}%`,
    checks: 'Checks',
    faults: 'What does not hold',
    facts: 'About this record',
    keptFound: 'What was kept outside',
    limits: 'What this cannot show',
    holds: 'HOLDS',
    fails: 'DOES NOT HOLD',
    unreadable: 'CANNOT BE VERIFIED',
    origin:
      'If you received this verifier from those who hand you the record, do not use it: take the verify.html of a Shodo that has nothing to do with the hospital, or make it from the source of Shodo with npm run build, and compare its SHA-256 with the one in the README that comes with the source.',
    broken: (detail: string) =>
      `Something went wrong inside the verifier (${detail}). That says nothing about the file. Try another browser, or npm run verify.`,
    nothingKept:
      'No check number kept outside was entered. Only such a number shows that the end was not cut off.',
  },
}
export type PageText = typeof pageText.ja
