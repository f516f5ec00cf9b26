/** Handing out the record together with its photos. */
export const exportPhotosText = {
  ja: {
    title: '日勤・交代の端末へ渡す（ZIP）',
    lead: '相手が「受け取る」で読むと、続きをそのまま書けます。控えにもなります。記録の全部と、撮ったままの写真（位置などの情報も）が入ります。',
    amount: (count: number, size: string) => `写真・ファイル ${count}件、約${size}。`,
    none: 'この端末に写真・ファイルはありません。記録だけが入ります。',
    elsewhere: (count: number) => `ほかに${count}件は、この端末に無いので入りません。`,
    prepare: 'ZIPを用意する',
    preparing: (number: number, of: number, percent: number) =>
      of > 1
        ? `${of}個のうち${number}個目を用意しています ${percent}%`
        : `用意しています ${percent}%`,
    cancel: 'やめる',
    cancelled: 'やめました。渡し終えていません。',
    retry: 'もう一度用意する',
    failed: '用意できませんでした。記録と写真はこの端末に残っています。もう一度試します。',
    hand: (number: number, of: number) =>
      of > 1 ? `${of}個のうち${number}個目を渡す` : 'ZIPを渡す',
    notHanded: '渡していません。',
    handFailed: '渡せませんでした。もう一度試します。',
    handed: (time: string, of: number) =>
      of > 1 ? `${of}個すべて、端末の外へ渡しました ${time}` : `端末の外へ渡しました ${time}`,
    damaged: (count: number) =>
      `写真・ファイル${count}件は、記録されたときと違っています。別に入れてあります。`,
    tooLarge: (count: number) => `大きすぎる${count}件は入りません。一枚ずつ渡します。`,
  },
  en: {
    title: 'To the next shift’s device (ZIP)',
    lead: 'Whoever receives it goes on writing there; it is a backup too. The whole record and the photos as they were taken (with place and camera data).',
    amount: (count: number, size: string) => `Photos and files: ${count}, about ${size}.`,
    none: 'No photos or files are on this device. Only the record goes in.',
    elsewhere: (count: number) => `${count} more are not on this device and stay out.`,
    prepare: 'Prepare the ZIP',
    preparing: (number: number, of: number, percent: number) =>
      of > 1 ? `Preparing ${number} of ${of}: ${percent}%` : `Preparing ${percent}%`,
    cancel: 'Cancel',
    cancelled: 'Cancelled. Not all of it was handed out.',
    retry: 'Prepare it again',
    failed: 'It could not be prepared. Record and photos are still here. Try again.',
    hand: (number: number, of: number) =>
      of > 1 ? `Hand out ${number} of ${of}` : 'Hand out the ZIP',
    notHanded: 'Not handed out.',
    handFailed: 'It could not be handed out. Try again.',
    handed: (time: string, of: number) =>
      of > 1 ? `All ${of} handed out of this device ${time}` : `Handed out of this device ${time}`,
    damaged: (count: number) =>
      `Photos or files that are no longer as they were recorded, put in apart: ${count}.`,
    tooLarge: (count: number) => `Too large for it: ${count}. Hand them out one by one.`,
  },
}
