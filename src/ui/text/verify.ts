import type { VerifyWords } from '../../domain/proof/verification-lines.ts'

/** What a verification says: in the app, on the command line and in `verify.html`. */
export const verifyWords: { readonly ja: VerifyWords; readonly en: VerifyWords } = {
  ja: {
    holds:
      'すべての検査で、問題は見つかりませんでした。署名のあとに変わった所も、途中で抜けた所もありません。',
    fails: (faults) => `成り立たない所があります（${faults}か所）。`,
    failing: (checks, held) =>
      `成り立たない検査: ${checks.join('、')}。ほかの${held}の検査は成り立ちます。`,
    failingAt: (places, others) =>
      `問題は、${places.join('、')}にあります。${
        others.length > 0
          ? `ほかの端末（${others.join('、')}）の記録に、問題は見つかりません。`
          : ''
      }`,
    from: (device, seq) => `端末 ${device} の記録（いちばん前は ${seq}件目）`,
    refuted:
      'ファイルの中だけを見れば問題はありません。しかし、外で保管されていたものと合いません。',
    unreadable: '検査できません。',
    refused: {
      notShodo: 'Shodo の記録ではありません。',
      newer: '新しい版の形式です。新しい版の検証器で確かめてください。',
      cut: 'ファイルの終わりが欠けています。もう一度受け取ってください。',
      changed: 'ファイルの中身が、書き出したときと違います。',
      packed:
        '圧縮や暗号化がされているか、別のソフトで作り直されています。書き出したままの ZIP が必要です。',
      locked: 'パスフレーズで保護されています（.age）。パスフレーズで開いてから確かめます。',
      unsafe: '危険な名前やリンクが入っています。開かないでください。',
      form: 'Shodo が書く形になっていません。',
      tooLarge: '大きすぎて読めません。',
      mixed: '別の記録が混ざっています。',
      event: '壊れた記録が入っています。',
      runbook: '手順書が足りないか、別のものです。',
      unreadable: 'ファイルを読み取れません。選び直してください。',
    },
    check: {
      manifest: '目録（入っているファイルの一覧）',
      manifestSignature: '目録の署名',
      log: '記録のファイル',
      oneLog: '一つの記録であること',
      events: '一件ごとの中身',
      keys: '端末の鍵',
      signatures: '一件ごとの署名',
      chains: '前後のつながり',
      runbook: '使った手順書',
      files: '写真・ファイル',
      checkpoints: '照合点',
    },
    result: { holds: '○ 成り立つ', fails: '× 成り立たない', absent: '－ 対象なし' },
    fault: {
      unlisted: '目録にないファイルが入っています',
      missing: '目録にあるファイルがありません',
      size: '大きさが目録と違います',
      hash: '中身が目録と違います',
      misnamed: '名前が中身のハッシュと違います',
      crc: 'ZIP に入れたあとに中身が変わっています（ZIP の検査値と合いません）',
      noManifest: '目録の形になっていません。何が入っているはずかを確かめられません',
      unsigned: '署名がありません',
      noNote: '署名の形が壊れています',
      otherManifest: '別の目録への署名です',
      otherSigners: '署名した端末が目録と違います',
      strangeSigner: 'この記録にない端末の署名です',
      badSignature: '署名が合いません',
      changed: '書き出したあとに中身が変わっています',
      cut: 'ファイルの終わりが欠けています',
      trailer: '件数か末尾が、書き出したときと違います',
      notCanonical: '決まった書き方になっていません',
      form: '記録の行の形ではありません',
      order: '並び順が違います',
      twice: '同じものが二度あります',
      stranger: '別の記録か、実動と訓練が混ざっています',
      act: '一つの操作が二件になっています',
      event: '署名のあとに、見出し・内容・文のどれかが変わっています',
      keyless: '鍵が記録にない端末です。署名を確かめられません',
      fork: '同じ端末に同じ番号の記録が二つあります（端末の複製か、書き直し）',
      gap: 'この前の記録が抜けています',
      unseen: 'この端末が見ていた、ほかの端末の記録が抜けています',
      lamport: '見ていたはずの記録より前になっています',
      noRunbook: '使った手順書がありません',
      otherRunbook: '記録が使った手順書と違います',
      altered: '中身が、記録されたときと違います',
      unnamed: 'どの記録にも出てこないファイルです',
      lost: '残したと記録されたファイルがありません',
      noEnd: '照合点が指す記録がありません',
      otherHash: '照合点の値が合いません',
      otherLog: 'この記録の照合点ではありません',
    },
    event: (device, seq, wall) => `端末 ${device} の ${seq}件目、${wall}`,
    called: (name) => `「${name}」`,
    more: (faults) => `ほかに ${faults}か所`,
    about: ({ log, mode, part, events, redacted, first, last }) => [
      `${mode === 'drill' ? '訓練' : mode === 'live' ? '実動' : '不明'}　記録ID ${log ?? '不明'}`,
      `記録のファイルの ${events}件を数えています。訂正・追記、端末の参加、項目の印も1件なので、報告書や経過の表の行数より多くなります`,
      `端末の時計で ${first ?? '—'} から ${last ?? '—'}`,
      ...(part.of > 1 ? [`全${part.of}個のうち${part.number}個目のファイル`] : []),
      ...(redacted > 0
        ? [`文が読めない所 ${redacted}か所（墨消しか消去。ほかは確かめられます）`]
        : []),
    ],
    standing: {
      root: '記録を始めた端末',
      admitted: '仲間が確かめた端末',
      unconfirmed: 'まだだれも確かめていない端末',
      unknown: '加わった記録がない端末',
    },
    device: (id, standing, events) => `端末 ${id}: ${standing}、${events}件`,
    retired: (after) => `（${after}件目より後は外されています）`,
    files: ({ named, here, altered, lost, elsewhere, notKept }) =>
      [
        `写真・ファイル ${named}個のうち ${here}個が、記録されたときの中身のままここにあります`,
        ...(altered > 0
          ? [`${altered}個は中身が変わっています（どれかは「成り立たない所」にあります）`]
          : []),
        ...(lost > 0 ? [`${lost}個はここにあるはずなのにありません`] : []),
        ...(elsewhere > 0 ? [`${elsewhere}個は別のファイルにあります`] : []),
        ...(notKept > 0 ? [`${notKept}個は容量が足りず残っていません`] : []),
      ].join('。'),
    anchor: (digits, covered, after, signers) =>
      `照合番号 ${digits}: ${covered}件まで。その後 ${after}件。署名した端末 ${signers}台`,
    today: (digits) => `今の末尾の照合番号 ${digits}`,
    signedBy: (devices) => `目録に署名した端末 ${devices}`,
    found: (kept, covered, after) =>
      `○ 「${kept}」はこの記録のものです。${covered}件はその時のままで、その後に ${after}件あります。`,
    notFound: {
      absent: (kept) =>
        `× 「${kept}」は、この記録のどの時点とも合いません。別の記録か、その時点までの記録が書き換わったか、抜けています。`,
      otherLog: (kept) => `× 「${kept}」は別の記録のものです。`,
      missing: (kept) =>
        `× 「${kept}」が指す記録がここにありません。抜き取られたか、書き換わっています。`,
      unreadable: (kept) =>
        `× 「${kept}」を読み取れません。数字は25桁（24桁と検査数字1桁）です。聞き違いや打ち間違いを確かめてください。`,
    },
    headings: {
      checks: '検査',
      faults: '成り立たない所',
      facts: 'この記録について',
      kept: '外で保管されていたもの',
      limits: 'この検査で分からないこと',
    },
    limits: [
      '・だれが書いたか、書かれたことが本当か、端末の時計が正しかったか。',
      '・最後の部分が切り取られていないか。外に渡した照合番号・QR・以前の書き出しと比べて初めて分かります。',
      '・鍵を持つ人が、照合番号を渡す前にすべてを作り直していないか。',
      '検証器は、記録を出した側から受け取らず、別に手に入れてください。',
    ],
  },
  en: {
    holds:
      'Every check holds. Nothing was changed after it was signed, and nothing is missing in between.',
    fails: (faults) => `Something does not hold (${faults} ${faults === 1 ? 'place' : 'places'}).`,
    failing: (checks, held) => `Failing: ${checks.join('; ')}. ${held} other checks hold.`,
    failingAt: (places, others) =>
      `What fails is in ${places.join('; ')}.${
        others.length > 0
          ? ` In the entries of the other devices (${others.join(', ')}) nothing was found wrong.`
          : ''
      }`,
    from: (device, seq) => `the entries of device ${device} (the first is its no. ${seq})`,
    refuted: 'Nothing is wrong inside the file, but it is not what was kept outside.',
    unreadable: 'This file cannot be verified.',
    refused: {
      notShodo: 'It is not a record of Shodo.',
      newer: 'Its format is that of a later version. Use a later verifier.',
      cut: 'The end of the file is missing. Ask for it again.',
      changed: 'The file is not as it was written.',
      packed:
        'It is compressed or encrypted, or another program packed it anew. The ZIP is needed as it was exported.',
      locked: 'It is protected with a passphrase (.age). Open it with the passphrase first.',
      unsafe: 'It holds dangerous names or links. Do not unpack it.',
      form: 'It is not of the form that Shodo writes.',
      tooLarge: 'It is too large to be read.',
      mixed: 'Another record is mixed in.',
      event: 'It holds a damaged entry.',
      runbook: 'Its flow is missing or another one.',
      unreadable: 'The file cannot be read. Choose it again.',
    },
    check: {
      manifest: 'Manifest (the list of files)',
      manifestSignature: 'Signature of the manifest',
      log: 'The file of the record',
      oneLog: 'That it is one record',
      events: 'Each entry by itself',
      keys: 'Keys of the devices',
      signatures: 'Signature of each entry',
      chains: 'Links between entries',
      runbook: 'The flow that was used',
      files: 'Photos and files',
      checkpoints: 'Checkpoints',
    },
    result: { holds: 'OK   holds', fails: 'FAIL does not hold', absent: '-    nothing to judge' },
    fault: {
      unlisted: 'a file that is not in the manifest',
      missing: 'a file of the manifest is not there',
      size: 'not the size in the manifest',
      hash: 'not the content in the manifest',
      misnamed: 'its name is not the hash of its content',
      crc: 'changed after it was put into the ZIP (its checksum there does not fit)',
      noManifest: 'not of the form of a manifest: what should be here cannot be told',
      unsigned: 'there is no signature',
      noNote: 'the signature is not of its form',
      otherManifest: 'it signs another manifest',
      otherSigners: 'not signed by the devices that the manifest names',
      strangeSigner: 'signed by a device that is not in this record',
      badSignature: 'the signature does not hold',
      changed: 'changed after it was written',
      cut: 'the end of the file is missing',
      trailer: 'the count or the ends are not as they were written',
      notCanonical: 'not in the one form it may have',
      form: 'not a line of a record',
      order: 'out of order',
      twice: 'it is there twice',
      stranger: 'of another record, or live and drill are mixed',
      act: 'one act is recorded twice',
      event: 'header, content or text was changed after it was signed',
      keyless: 'the key of this device is not in the record: its signatures cannot be judged',
      fork: 'this device has two entries with this number (a cloned device, or a rewritten history)',
      gap: 'the entry before it is missing',
      unseen: 'an entry of another device that it had seen is missing',
      lamport: 'recorded before an entry that it had seen',
      noRunbook: 'the flow that was used is missing',
      otherRunbook: 'not the flow that the record used',
      altered: 'not the content that was recorded',
      unnamed: 'no entry names this file',
      lost: 'recorded as kept, and not there',
      noEnd: 'an entry that the checkpoint names is missing',
      otherHash: 'not the value of the checkpoint',
      otherLog: 'the checkpoint is not of this record',
    },
    event: (device, seq, wall) => `device ${device}, its no. ${seq}, ${wall}`,
    called: (name) => `“${name}”`,
    more: (faults) => `and ${faults} more`,
    about: ({ log, mode, part, events, redacted, first, last }) => [
      `${mode === 'drill' ? 'Drill' : mode === 'live' ? 'Live' : 'Unknown'}, record ${log ?? 'unknown'}`,
      `${events} entries in the file of the record. Corrections, additions, devices that joined and ticks count too, so that it is more than the lines of the report or of the chronology`,
      `By the devices’ clocks ${first ?? '-'} to ${last ?? '-'}`,
      ...(part.of > 1 ? [`File ${part.number} of ${part.of}`] : []),
      ...(redacted > 0
        ? [
            `Blacked out or erased: ${redacted} (the words cannot be read; everything else can be verified)`,
          ]
        : []),
    ],
    standing: {
      root: 'began the record',
      admitted: 'confirmed by the team',
      unconfirmed: 'not confirmed by anyone yet',
      unknown: 'never joined',
    },
    device: (id, standing, events) => `Device ${id}: ${standing}, ${events} entries`,
    retired: (after) => `(set aside after its no. ${after})`,
    files: ({ named, here, altered, lost, elsewhere, notKept }) =>
      [
        `Photos and files: ${here} of ${named} are here with the content that was recorded`,
        ...(altered > 0
          ? [`${altered} ${altered === 1 ? 'is' : 'are'} altered (see “What does not hold”)`]
          : []),
        ...(lost > 0 ? [`${lost} should be here and ${lost === 1 ? 'is' : 'are'} not`] : []),
        ...(elsewhere > 0 ? [`${elsewhere} are in another file`] : []),
        ...(notKept > 0 ? [`${notKept} were not kept for want of room`] : []),
      ].join('; '),
    anchor: (digits, covered, after, signers) =>
      `Check number ${digits}: covers ${covered} entries, ${after} came after; signed by ${signers} ${signers === 1 ? 'device' : 'devices'}`,
    today: (digits) => `Check number of its end today ${digits}`,
    signedBy: (devices) => `The manifest was signed by ${devices}`,
    found: (kept, covered, after) =>
      `OK   “${kept}” belongs to this record: ${covered} entries are as they were then, ${after} came after.`,
    notFound: {
      absent: (kept) =>
        `FAIL “${kept}” fits no moment of this record: it is of another record, or entries before that moment were rewritten or taken out.`,
      otherLog: (kept) => `FAIL “${kept}” is of another record.`,
      missing: (kept) =>
        `FAIL Entries that “${kept}” names are not here: they were taken out or rewritten.`,
      unreadable: (kept) =>
        `FAIL “${kept}” cannot be read: there are 25 digits, the last one checks the others. Was it misheard or mistyped?`,
    },
    headings: {
      checks: 'Checks',
      faults: 'What does not hold',
      facts: 'About this record',
      kept: 'Kept outside',
      limits: 'What this cannot show',
    },
    limits: [
      '- Who wrote it, whether it is true, whether the devices’ clocks were right.',
      '- Whether its end was cut off: only a check number, a QR code or an older export kept outside shows that.',
      '- Whether somebody who holds the keys made everything anew before a check number was given away.',
      'Do not take the verifier from those who hand you the record: obtain your own.',
    ],
  },
}
