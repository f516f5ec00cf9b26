/** 変だと思ったら: the five actions, the same words on the screen and on the poster. */
export const firstText = {
  ja: {
    title: '変だと思ったら',
    home: 'ホーム',
    actions: {
      patient: { title: ['患者を見る'], detail: ['止まった機器は人が代わる'] },
      photo: { title: ['撮る'], detail: ['画面・紙・時計。患者名は写さない'] },
      hands: {
        title: ['触らない。', '電源を切らない'],
        detail: ['再起動しない。QR・URLを開かない'],
      },
      lan: {
        title: ['異常が出た', '事務・カルテPC', 'だけ', 'LANを抜く'],
        detail: ['医療機器・ナースコール・電話は抜かない。', '迷えば抜かない'],
      },
      call: { title: ['電話する'], detail: ['どこで・何時・何が・患者は'] },
    },
    callTo: (name: string) => `${name}へ電話`,
    byInside: '院内の電話からかける',
    ifNoAnswer: '5分出なければ、次へ',
    reading: '電話順を読んでいます…',
    unset: '電話順が設定されていません',
    unreadable: '電話順を読めません',
    lookAt: '院内の連絡表を見て、当直責任者へ電話します。',
    setUp: '電話順を設定する',
    photoStart: 'ここで撮って記録を始める',
    photoGoOn: 'ここで撮って記録に残す',
    photoSaving: '写真を保存中…',
    photoKept: (time: string) => `${time} 写真を記録しました`,
    photoFailed: '写真を残せませんでした。端末のカメラで撮ります。',
    photoSee: '記録を見る',
    start: '記録を始める',
    poster: '貼り紙を印刷',
  },
  en: {
    title: 'Something wrong?',
    home: 'Home',
    actions: {
      patient: { title: ['Look after patients'], detail: ['Take over from stopped machines'] },
      photo: { title: ['Take photos'], detail: ['Screen, paper, clock. No names'] },
      hands: { title: ['Hands off. Keep power on'], detail: ['No restart. Open no QR or link'] },
      lan: {
        title: ['Unplug the LAN of only the faulty office/records PC'],
        detail: ['Never medical devices, nurse call, phones. ', 'In doubt, leave it in'],
      },
      call: { title: ['Phone'], detail: ['Where, when, what, the patients'] },
    },
    callTo: (name: string) => `Phone ${name}`,
    byInside: 'Dial from a hospital phone',
    ifNoAnswer: 'No answer for 5 minutes? Phone the next',
    reading: 'Reading the telephone order…',
    unset: 'No telephone order is set',
    unreadable: 'The telephone order cannot be read',
    lookAt: 'Look at the hospital contact list. Phone the person on duty.',
    setUp: 'Set the telephone order',
    photoStart: 'Photo here, record starts',
    photoGoOn: 'Photo here, into the record',
    photoSaving: 'Saving the photo…',
    photoKept: (time: string) => `${time} photo recorded`,
    photoFailed: 'The photo was not kept. Use the phone’s camera.',
    photoSee: 'See the record',
    start: 'Start the record',
    poster: 'Print the poster',
  },
}

/** The order in which they are done. */
export const firstActions = ['patient', 'photo', 'hands', 'lan', 'call'] as const
export type FirstAction = (typeof firstActions)[number]
