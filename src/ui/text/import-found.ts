/** What a copy of another device holds, before and after it is taken in. */
export const importFoundText = {
  ja: {
    nameless: '名前なし',
    drill: '訓練の記録です。実動の記録には混ざりません。',
    fresh: (entries: number) => `この端末に新しい記録 ${entries}件`,
    photos: (count: number) => `写真・ファイル ${count}件`,
    known: (count: number) => `この端末にもうある記録 ${count}件`,
    onlyHere: (count: number) => `この端末だけにある記録 ${count}件`,
    absent: 'この端末にはまだ無いインシデントです。',
    deleted: 'この端末から前に消したインシデントです。受け取ると、この端末に戻ります。',
    nothing: '新しい記録はありません。すべてこの端末にあります。',
    older: (count: number) =>
      `このファイルは、この端末より古いものです。この端末には、このファイルに無い記録が${count}件あります。`,
    onlyPhotos: (count: number) =>
      `記録はすべてこの端末にあります。写真・ファイル${count}件が新しく入ります。`,
    who: 'だれの端末から',
    noName: '名前なし',
    thisDevice: 'この端末',
    firstTime: 'はじめて',
    unconfirmed: '未確認',
    brings: (count: number) => `新しい記録 ${count}件`,
    bringsNone: '新しい記録なし',
    last: (time: string) => `最後 ${time}`,
    care: '知っておくこと',
    forks: (count: number) =>
      `同じ番号の記録が2つある所 ${count}か所。同じ鍵の端末が2台あるか、控えから戻した端末です。どちらも残して、印を付けます。`,
    doubled: (count: number) => `同じ操作が2回入っている記録 ${count}件。どちらも残します。`,
    own: 'この端末が書いたはずの、この端末に無い記録があります。受け取った後、この端末は新しい端末として続けます。',
    mended: (count: number) => `この端末で壊れていた記録 ${count}件が直ります。`,
    wordsBack: (count: number) =>
      `この端末で墨消しになっている文${count}か所が、この写しから戻ります。元の文と一致することを確かめてあります。`,
    wordsLeft: (count: number) =>
      `端末から消去したと記録された文${count}か所は、この写しに残っていますが、受け取りません。`,
    wordsWithout: (count: number) =>
      `文${count}か所は、墨消しか消去でこの写しにありません。文のほかは、すべて入ります。`,
    wordsErasedElsewhere: (count: number) =>
      `ほかの端末が消去した文${count}か所が、この端末には残っています。消すかどうかは、書き出しの「墨消しと消去」で決めます。`,
    damaged: (count: number) => `元の端末で壊れていた記録 ${count}件は入っていません。`,
    missing: (count: number) =>
      `写真・ファイル${count}件は、このファイルに入っていません。記録だけが入ります。写真も要るときは、元の端末から「日勤・交代の端末へ渡す（ZIP）」で受け取ります。`,
    absentParts: (parts: string, of: number) =>
      `分割ファイル（全${of}個）のうち、${parts}個目を選んでいません。その中の写真は、あとから受け取れます。`,
    partEnd: '・',
    broken: (count: number) =>
      `写真・ファイル${count}件が、このファイルの中で壊れています。送り直してもらいます。手に入らないときは、壊れた写真を除いて受け取れます。`,
    confirmTitle: 'はじめての端末',
    confirmLead:
      '自分たちの端末と分かっていれば、印を付けます。「仲間と確かめた」と記録に残ります。分からない端末には付けません。記録は入り、「未確認」の印が付きます。',
    confirm: (who: string) => `${who}は、自分たちの端末です`,
    take: '受け取る',
    takeConfirmed: (count: number) => `${count}台を確かめて受け取る`,
    takePhotos: '写真・ファイルを受け取る',
    takeUnbroken: '壊れた写真を除いて受け取る',
    cancel: '受け取らない',
    taking: '記録を入れています…',
    keeping: (done: number, total: number) => `写真を入れています ${done} / ${total}件`,
    stay: '終わるまで、この画面のままにします。',
    failed: {
      quota:
        'この端末に空きがありません。記録は何も変わっていません。端末の空きを増やして、もう一度押します。',
      unavailable:
        'この端末の保存領域が応答しません。記録は何も変わっていません。もう一度押します。',
      failed: '保存できませんでした。記録は何も変わっていません。もう一度押します。',
    },
    done: (entries: number, photos: number) =>
      photos > 0
        ? `受け取りました。記録${entries}件と、写真・ファイル${photos}件が加わりました。`
        : `受け取りました。記録${entries}件が加わりました。`,
    left: {
      quota: (count: number) =>
        `写真・ファイル${count}件は、空きが足りず入れられませんでした。端末の空きを増やして、同じファイルをもう一度受け取ります。記録は入っています。`,
      unavailable: (count: number) =>
        `写真・ファイル${count}件は入れられませんでした。この端末の保存領域が応答しません。同じファイルをもう一度受け取ります。記録は入っています。`,
      failed: (count: number) =>
        `写真・ファイル${count}件は保存できませんでした。同じファイルをもう一度受け取ります。記録は入っています。`,
      unreadable: (count: number) =>
        `写真・ファイル${count}件は、ファイルから読めませんでした。ファイルを選び直して、もう一度受け取ります。記録は入っています。`,
    },
    handBack: (count: number) =>
      `この端末だけにある記録が${count}件あります。相手にはまだ見えません。こちらからも渡します。`,
    open: '経過を開く',
    giveBack: '書き出しを開く',
    another: '続けて受け取る',
  },
  en: {
    nameless: 'No name',
    drill: 'This is the record of a drill. It is not mixed with a real one.',
    fresh: (entries: number) => `Entries new on this device: ${entries}`,
    photos: (count: number) => `Photos and files: ${count}`,
    known: (count: number) => `Entries here already: ${count}`,
    onlyHere: (count: number) => `Entries on this device only: ${count}`,
    absent: 'This incident is not on this device yet.',
    deleted: 'This incident was deleted on this device. Taking it in brings it back.',
    nothing: 'There is nothing new. All of it is here.',
    older: (count: number) =>
      `This file is older than what is here. Entries on this device that are not in it: ${count}.`,
    onlyPhotos: (count: number) =>
      `All entries are here already. Photos and files that are new: ${count}.`,
    who: 'Whose devices',
    noName: 'No name',
    thisDevice: 'this device',
    firstTime: 'first time',
    unconfirmed: 'not confirmed',
    brings: (count: number) => `${count} new`,
    bringsNone: 'nothing new',
    last: (time: string) => `last ${time}`,
    care: 'Good to know',
    forks: (count: number) =>
      `Places where two entries claim one number: ${count}. One key is on two devices, or a device was set back to a backup. Both are kept and marked.`,
    doubled: (count: number) => `Entries recorded twice by one act: ${count}. Both are kept.`,
    own: 'There are entries that this device should have written and does not have. From now on it goes on as a new device.',
    mended: (count: number) => `Entries damaged here that are mended: ${count}.`,
    wordsBack: (count: number) =>
      `Blacked out on this device, and back from this copy, checked to be the very same: ${count}.`,
    wordsLeft: (count: number) =>
      `Texts in this copy that were erased from a device of this record: ${count}. They are not taken in.`,
    wordsWithout: (count: number) =>
      `Texts that are not in this copy, blacked out or erased: ${count}. Everything else comes in.`,
    wordsErasedElsewhere: (count: number) =>
      `Texts that another device erased and that are still here: ${count}. Whether to erase them here is decided in Export, under “Black out and erase”.`,
    damaged: (count: number) =>
      `Entries that were damaged on their device and are not in it: ${count}.`,
    missing: (count: number) =>
      `Photos and files that are not in this file: ${count}. Only the entries come in. If you need the photos, have that device use “To the next shift’s device (ZIP)”.`,
    absentParts: (parts: string, of: number) =>
      `Of ${of} parts, these were not chosen: ${parts}. The photos in them can be taken in later.`,
    partEnd: ', ',
    broken: (count: number) =>
      `Photos and files that are damaged in this file: ${count}. Have it sent again. If it cannot be had, take in the rest without them.`,
    confirmTitle: 'Devices seen for the first time',
    confirmLead:
      'Tick those you know to be ours; the record will say that you confirmed them. Leave the others: their entries come in and are marked “not confirmed”.',
    confirm: (who: string) => `${who} is ours`,
    take: 'Take it in',
    takeConfirmed: (count: number) =>
      count === 1 ? 'Confirm 1 device and take it in' : `Confirm ${count} devices and take it in`,
    takePhotos: 'Take in the photos and files',
    takeUnbroken: 'Take it in without the damaged photos',
    cancel: 'Do not take it in',
    taking: 'Taking the entries in…',
    keeping: (done: number, total: number) => `Taking the photos in ${done} / ${total}`,
    stay: 'Stay on this screen until it is done.',
    failed: {
      quota: 'There is no room on this device. Nothing was changed. Free some space and tap again.',
      unavailable: 'The storage of this device does not answer. Nothing was changed. Tap again.',
      failed: 'It could not be stored. Nothing was changed. Tap again.',
    },
    done: (entries: number, photos: number) =>
      photos > 0
        ? `Taken in. Entries added: ${entries}. Photos and files added: ${photos}.`
        : `Taken in. Entries added: ${entries}.`,
    left: {
      quota: (count: number) =>
        `Photos and files for which there is no room: ${count}. Free some space and take the same file in again. The entries are in.`,
      unavailable: (count: number) =>
        `Photos and files that are not in, because the storage of this device does not answer: ${count}. Take the same file in again. The entries are in.`,
      failed: (count: number) =>
        `Photos and files that could not be stored: ${count}. Take the same file in again. The entries are in.`,
      unreadable: (count: number) =>
        `Photos and files that could not be read from the file: ${count}. Choose the file anew and take it in again. The entries are in.`,
    },
    handBack: (count: number) =>
      `Entries on this device only: ${count}. The others do not see them yet. Hand them over too.`,
    open: 'Open the chronology',
    giveBack: 'Open Export',
    another: 'Take in another file',
  },
}
