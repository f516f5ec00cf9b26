/** What the check of the record found, on screen and on paper. */
export const verificationText = {
  ja: {
    notYet: 'まだ確かめていません。',
    checking: (checked: number, total: number) => `確かめています ${checked} / ${total}件`,
    whole: '記録はつながっています。',
    checked: (checked: number, total: number) =>
      `${checked} / ${total}件を確かめました（訂正・追記も1件と数えます）。`,
    since: (count: number) => `その後の${count}件は、次に開いたとき確かめます。`,
    broken: (count: number) =>
      `記録に問題があります（${count}か所）。消さずに、このまま書き出します。`,
    entry: (no: number) => `記録 ${no}`,
    inChain: (device: string, seq: number) => `端末 ${device} の${seq}件目`,
    event: (id: string) => `記録ID ${id}`,
    problems: {
      'the id is not the hash of the header': '見出しが書き換わっています。',
      'the data was changed': '内容が書き換わっています。',
      'the text was changed': '文が書き換わっています。',
      'the signature does not hold': '署名が合いません。',
    } as Readonly<Record<string, string>>,
    unreadable: '形が壊れています。',
    filesChecking: (checked: number, total: number) =>
      `写真・ファイルを確かめています ${checked} / ${total}件`,
    filesSound: (sound: number, total: number) =>
      `写真・ファイル ${sound} / ${total}件は、記録されたときのままです。`,
    filesBroken: (count: number) => `写真・ファイル${count}件に問題があります。`,
    filesElsewhere: (count: number) => `${count}件は、ほかの端末にあります。`,
    fileMissing: '写真・ファイルの本体がありません。',
    fileAltered: '写真・ファイルの本体が、記録されたときと違います。',
    chain: {
      gap: 'この前の記録が抜けています。',
      broken: '前の記録とつながりません。',
      fork: '同じ番号の記録が二つあります。',
      otherLog: '別のインシデントの記録です。',
      otherMode: '実動と訓練が混ざっています。',
      act: '同じ操作の記録が二つあります。',
      lamport: '記録の順番が合いません。',
      unseen: 'この端末が見ていた、ほかの端末の記録が抜けています。',
    },
  },
  en: {
    notYet: 'Not checked yet.',
    checking: (checked: number, total: number) => `Checking ${checked} / ${total}`,
    whole: 'The record is unbroken.',
    checked: (checked: number, total: number) =>
      `Checked ${checked} / ${total}, corrections and additions included.`,
    since: (count: number) =>
      `Entries added since: ${count}. They are checked at the next opening.`,
    broken: (count: number) =>
      `The record has problems (${count}). Delete nothing; export it as it is.`,
    entry: (no: number) => `Entry ${no}`,
    inChain: (device: string, seq: number) => `Device ${device}, its no. ${seq}`,
    event: (id: string) => `Entry ID ${id}`,
    problems: {
      'the id is not the hash of the header': 'The header was changed.',
      'the data was changed': 'The content was changed.',
      'the text was changed': 'The text was changed.',
      'the signature does not hold': 'The signature does not hold.',
    } as Readonly<Record<string, string>>,
    unreadable: 'Its form is damaged.',
    filesChecking: (checked: number, total: number) => `Checking photos ${checked} / ${total}`,
    filesSound: (sound: number, total: number) =>
      `Photos and files as they were recorded: ${sound} / ${total}.`,
    filesBroken: (count: number) => `Photos or files with problems: ${count}.`,
    filesElsewhere: (count: number) => `${count} are on other devices.`,
    fileMissing: 'The photo or file itself is not here.',
    fileAltered: 'The photo or file is not the one that was recorded.',
    chain: {
      gap: 'Entries before it are missing.',
      broken: 'It does not follow the entry before.',
      fork: 'Two entries have this number.',
      otherLog: 'It belongs to another incident.',
      otherMode: 'Live and drill are mixed.',
      act: 'One act is recorded twice.',
      lamport: 'Its place in the order is wrong.',
      unseen: 'An entry of another device that it had seen is missing.',
    },
  },
}
