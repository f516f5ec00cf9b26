/** Taking in what another device recorded. */
export const importText = {
  ja: {
    title: 'ほかの端末の記録を受け取る',
    lead: '相手の端末の「書き出し」で作ったファイル（.jsonl か .zip。保護されていれば .zip.age）を選びます。中身をすべて確かめて、見せます。受け取ると決めるまで、この端末の記録は変わりません。',
    parts: '分割されたZIPは、まとめて選びます。',
    pick: 'ファイルを選ぶ',
    pickOther: '別のファイルを選ぶ',
    byCamera: 'QRコードをカメラで読む',
    home: '戻る',
    reading: {
      files: (percent: number) => `ファイルを読んでいます ${percent}%`,
      entries: (done: number, total: number) => `署名を確かめています ${done} / ${total}件`,
      photos: (done: number, total: number) => `写真を確かめています ${done} / ${total}件`,
    },
    begin: 'ファイルを読んでいます…',
    unavailable:
      'この端末の保存領域が応答しません。何も変わっていません。もう一度ファイルを選びます。',
    refused: '受け取れません',
    unchanged: 'この端末の記録は、何も変わっていません。',
    place: (name: string) => `場所: ${name}`,
    line: (line: string) => `${line}行目`,
    more: (count: number) => `ほかに${count}か所`,
    apart: {
      otherIncident: {
        what: '別々のインシデントのファイルが混ざっています。',
        next: '一つのインシデントのファイルだけを選びます。残りは、あとから受け取ります。',
      },
      otherMode: {
        what: '実動と訓練のファイルが混ざっています。',
        next: 'どちらか一方だけを選びます。',
      },
    },
    reasons: {
      notShodo: {
        what: '初動の記録のファイルではありません。',
        next: '相手の端末の「書き出し」で作った .jsonl か .zip を選びます。',
      },
      newer: {
        what: 'この端末より新しい版の初動で作られたファイルです。',
        next: '「設定」でアプリを新しい版にしてから、受け取ります。それまでは相手の端末に残しておきます。',
      },
      cut: {
        what: 'ファイルが途中で切れています。',
        next: '相手の端末でもう一度書き出して、送り直してもらいます。',
      },
      changed: {
        what: '書き出した後に、中身が変わっています。',
        next: '相手の端末でもう一度書き出して、別の方法で送り直してもらいます。このファイルは消さずに残します。',
      },
      packed: {
        what: '別のソフトで圧縮か暗号化をし直したZIPです。',
        next: '解凍も圧縮もせず、書き出したままのファイルを送ってもらいます。',
      },
      locked: {
        what: 'パスフレーズで保護されたファイル（.age）です。',
        next: 'もう一度選ぶと、パスフレーズを聞きます。',
      },
      unsafe: {
        what: '中の名前が安全でないZIPです。初動はこのようなファイルを作りません。',
        next: '開かずに、だれから来たファイルかを確かめます。',
      },
      form: {
        what: '初動が書き出した形になっていません。',
        next: '相手の端末でもう一度書き出して、そのまま送ってもらいます。',
      },
      tooLarge: {
        what: '大きすぎます。初動はこの大きさのファイルを作りません。',
        next: '選んだファイルが合っているか確かめます。',
      },
      mixed: {
        what: '別のインシデントか、実動と訓練の記録が中に混ざっています。',
        next: '相手の端末でもう一度書き出してもらいます。このファイルは消さずに残します。',
      },
      event: {
        what: '元の端末で壊れていた記録があります。',
        next: 'ほかの端末にも同じ記録がないか聞きます。',
      },
      runbook: {
        what: 'このインシデントの手順書が、ファイルにありません。',
        next: '相手の端末でもう一度書き出してもらいます。',
      },
      unreadable: {
        what: '端末がこのファイルを読ませてくれません。移動したか、まだクラウドにあります。',
        next: 'この端末の中に保存し直してから、もう一度選びます。',
      },
    },
    refusals: {
      otherPurpose: {
        what: 'インシデントの記録ではありません（病院の設定など）。',
        next: 'インシデントの「書き出し」で作ったファイルを選びます。',
      },
      otherMode: {
        what: 'この端末にある同じ記録と、実動・訓練が食い違っています。混ぜません。',
        next: 'どちらの端末の記録が正しいかを確かめます。このファイルは消さずに残します。',
      },
      noRunbook: {
        what: 'このインシデントの手順書が、ファイルにもこの端末にもありません。',
        next: 'QRコードで受け取ったときは、代わりにファイルで受け取ります。手順書も入ります。ファイルで受け取ったときは、相手の端末でもう一度書き出してもらいます。',
      },
      runbookForm: {
        what: 'このインシデントの手順書を、この版のアプリは読めません。',
        next: '「設定」でアプリを新しい版にしてから、受け取ります。',
      },
      hole: {
        what: '間の記録が抜けています。',
        next: '抜けた記録を持つ端末から、先に受け取ります。手に入らないときは、抜けたまま受け取れます。',
      },
      order: {
        what: '記録の順番が合いません。後から作られたか、並べ替えられています。',
        next: '相手の端末でもう一度書き出してもらいます。同じなら、このファイルを専門家に見せます。',
      },
      unsigned: {
        what: 'どの端末が書いたか、確かめられない記録があります。',
        next: '相手の端末でもう一度書き出してもらいます。同じなら、このファイルを専門家に見せます。',
      },
      signature: {
        what: '署名が合いません。その端末が書いたものではありません。',
        next: '受け取らずに、このファイルを専門家に見せます。',
      },
    },
    holes: (count: number) => `抜けているところ ${count}か所`,
    hole: (device: string, seq: number) => `端末 ${device} の${seq}件目の前`,
    withHoles: '抜けたまま受け取る',
  },
  en: {
    title: 'Take in another device’s record',
    lead: 'Choose the file (.jsonl or .zip; .zip.age where it is protected) that the other device made under Export. All of it is checked and shown. Until you decide to take it in, nothing on this device changes.',
    parts: 'Choose all parts of a divided ZIP together.',
    pick: 'Choose a file',
    pickOther: 'Choose another file',
    byCamera: 'Read QR codes by camera',
    home: 'Back',
    reading: {
      files: (percent: number) => `Reading the file ${percent}%`,
      entries: (done: number, total: number) => `Checking signatures ${done} / ${total}`,
      photos: (done: number, total: number) => `Checking photos ${done} / ${total}`,
    },
    begin: 'Reading the file…',
    unavailable:
      'The storage of this device does not answer. Nothing was changed. Choose the file again.',
    refused: 'It cannot be taken in',
    unchanged: 'Nothing on this device was changed.',
    place: (name: string) => `Where: ${name}`,
    line: (line: string) => `line ${line}`,
    more: (count: number) => `${count} more`,
    apart: {
      otherIncident: {
        what: 'These files are of different incidents.',
        next: 'Choose the files of one incident. Take the others in afterwards.',
      },
      otherMode: {
        what: 'Files of a real incident and of a drill are mixed.',
        next: 'Choose the one or the other.',
      },
    },
    reasons: {
      notShodo: {
        what: 'This is no record made by Shodo.',
        next: 'Choose the .jsonl or .zip that the other device made under Export.',
      },
      newer: {
        what: 'It was made by a newer version of Shodo than this one.',
        next: 'Move this app to the new version in Settings, then take it in. Until then keep it on the other device.',
      },
      cut: {
        what: 'The end of the file is missing.',
        next: 'Have the other device export it again and send it once more.',
      },
      changed: {
        what: 'Its content was changed after it was exported.',
        next: 'Have it exported again and sent in another way. Keep this file; do not delete it.',
      },
      packed: {
        what: 'Another program compressed or encrypted it anew.',
        next: 'Have the file sent exactly as it was exported, neither unpacked nor packed.',
      },
      locked: {
        what: 'It is protected with a passphrase (.age).',
        next: 'Choose it again: you are asked for the passphrase.',
      },
      unsafe: {
        what: 'The names inside this ZIP are not safe. Shodo makes no such file.',
        next: 'Do not open it. Find out who sent it.',
      },
      form: {
        what: 'It is not in the form that Shodo exports.',
        next: 'Have the other device export it again and send it as it is.',
      },
      tooLarge: {
        what: 'It is too large. Shodo makes no file of this size.',
        next: 'Check that you chose the right file.',
      },
      mixed: {
        what: 'It mixes different incidents, or a real one with a drill.',
        next: 'Have the other device export it again. Keep this file; do not delete it.',
      },
      event: {
        what: 'Some entries were damaged on the device they came from.',
        next: 'Ask whether another device has the same entries.',
      },
      runbook: {
        what: 'The flow of this incident is not in the file.',
        next: 'Have the other device export it again.',
      },
      unreadable: {
        what: 'The device does not let the file be read. It was moved, or is still in the cloud.',
        next: 'Save it on this device, then choose it again.',
      },
    },
    refusals: {
      otherPurpose: {
        what: 'This is no incident (a hospital’s settings, for example).',
        next: 'Choose a file made under Export in an incident.',
      },
      otherMode: {
        what: 'Here this record is live and there a drill, or the other way round. They are not mixed.',
        next: 'Find out which device is right. Keep this file; do not delete it.',
      },
      noRunbook: {
        what: 'The flow of this incident is neither in the file nor on this device.',
        next: 'If it came by QR codes, take it in as a file instead: the flow is in it. If it was a file, have the other device export it again.',
      },
      runbookForm: {
        what: 'This version of the app cannot read the flow of this incident.',
        next: 'Move this app to the new version in Settings, then take it in.',
      },
      hole: {
        what: 'Entries in between are missing.',
        next: 'First take in the record of the device that has them. If it cannot be had, take this one in as it is.',
      },
      order: {
        what: 'The order of the entries does not hold: made later, or rearranged.',
        next: 'Have it exported again. If it stays so, show this file to an expert.',
      },
      unsigned: {
        what: 'Of some entries it cannot be told which device wrote them.',
        next: 'Have it exported again. If it stays so, show this file to an expert.',
      },
      signature: {
        what: 'A signature does not hold: that device did not write it.',
        next: 'Do not take it in. Show this file to an expert.',
      },
    },
    holes: (count: number) => `Gaps: ${count}`,
    hole: (device: string, seq: number) => `before no. ${seq} of device ${device}`,
    withHoles: 'Take it in with the gaps',
  },
}
