export const deleteText = {
  ja: {
    title: '間違えて始めたとき',
    lead: '本物のインシデントは削除しません。終結を記録します。',
    titleClosed: '端末から消す',
    leadClosed:
      '終結した記録を、この端末から消します。書き出したファイルを確かめてから消します。保存の期間は病院の規程に従います。',
    check: '書き出したファイルで確かめる',
    checkParts: '分割されたZIPは、まとめて選びます。',
    checking: '確かめています…',
    checked: {
      whole: (count: number) => `このファイルに、${count}件すべてがあります。`,
      older: (count: number) =>
        `このファイルは古いか、墨消しがあります。${count}件がありません。書き出し直します。`,
      broken: 'このファイルは壊れています。書き出し直します。',
      otherIncident: '別のインシデントのファイルです。選び直します。',
      unavailable: 'この端末の保存領域が応答しないので、比べられません。もう一度選びます。',
      notOurs: '書き出した記録のファイル（.jsonl か .zip）ではありません。選び直します。',
      photos: (count: number) =>
        `写真・ファイル${count}件は、このファイルにありません。消すと、この端末からも無くなります。`,
      photo: (no: number, name: string) => `記録${no}${name ? `（${name}）` : ''}`,
      listEnd: '、',
      more: (count: number) => `ほか${count}件`,
    },
    begin: 'このインシデントを削除する',
    exportFirst: '先に書き出します。削除すると、この端末からは戻せません。',
    exportLink: '書き出しを開く',
    exported: (time: string) => `最後の書き出し ${time}`,
    grown: (count: number) => `その後に増えた記録 ${count}件は、書き出されていません。`,
    notExported: 'まだ一度も書き出していません。',
    goOn: '確かめずに削除に進む',
    sure: (count: number) =>
      `${count}件の記録が消えます。削除した日時と件数だけが残ります。削除しますか。`,
    yes: (count: number) => `${count}件を削除する`,
    arrived: (count: number) =>
      `${count}件増えました。経過を読んでから決めます。いま消してはいません。`,
    readAgain: (count: number) => `${count}件を読み直した`,
    keep: '残す',
    deleting: '削除しています…',
    failed: '削除できませんでした。記録は残っています。もう一度試します。',
  },
  en: {
    title: 'Started by mistake',
    lead: 'Do not delete a real incident. Record that it is closed.',
    titleClosed: 'Erase from this device',
    leadClosed:
      'Erases a closed record from this device, after checking the exported file. How long to keep it is the hospital’s rule.',
    check: 'Check the exported file',
    checkParts: 'Choose all parts of a divided ZIP together.',
    checking: 'Checking…',
    checked: {
      whole: (count: number) => `All ${count} entries are in this file.`,
      older: (count: number) =>
        `This file is older or redacted: ${count} entries are not in it. Export again.`,
      broken: 'This file is damaged. Export again.',
      otherIncident: 'This file is of another incident. Choose again.',
      unavailable:
        'The storage of this device does not answer, so nothing can be compared. Choose the file again.',
      notOurs: 'This is no exported record (.jsonl or .zip). Choose again.',
      photos: (count: number) =>
        `Photos or files that are not in it and will be gone from here: ${count}.`,
      photo: (no: number, name: string) => `entry ${no}${name ? ` (${name})` : ''}`,
      listEnd: ', ',
      more: (count: number) => `and ${count} more`,
    },
    begin: 'Delete this incident',
    exportFirst: 'Export it first. Once deleted, it cannot be brought back on this device.',
    exportLink: 'Open Export',
    exported: (time: string) => `Last export ${time}`,
    grown: (count: number) => `Entries added since and not exported: ${count}.`,
    notExported: 'It has never been exported.',
    goOn: 'Delete without checking',
    sure: (count: number) =>
      `Entries that will be gone: ${count}. Only the time and the number remain. Delete?`,
    yes: (count: number) => `Delete ${count} entries`,
    arrived: (count: number) =>
      `Entries that came in meanwhile: ${count}. Read them before you decide. Nothing was deleted.`,
    readAgain: (count: number) => `I have read all ${count} entries`,
    keep: 'Keep',
    deleting: 'Deleting…',
    failed: 'Not deleted. The record is still here. Try again.',
  },
}
