export const updateText = {
  ja: {
    title: '新しい版があります',
    body: '急ぎません。切り替えると、アプリが開き直します。記録は残ります。',
    exportFirst: '続いているものがあります。先に書き出すと安心です。',
    allExported: '続いているものは、すべて書き出してあります。',
    never: '書き出しなし',
    grown: (time: string) => `最後の書き出し ${time}。そのあとにも記録があります。`,
    toExport: '書き出しを開く',
    unsaved:
      'まだ記録できていないものがあります。先に記録します。切り替えると消えることがあります。',
    update: '新しい版に切り替える',
    failedTitle: '前の版で動いています',
    failedBody:
      '新しい版は、この端末では開けなかったか、人が前の版に戻しました。記録はそのまま残っています。次の版が出るまで、このまま使えます。',
    tryAgain: '新しい版をもう一度試す',
    backTitle: '前の版に戻す',
    backVersion: (version: string) => `前の版 ${version}`,
    backBody:
      '新しい版がうまく動かないときに戻します。アプリが開き直します。記録は残ります。前の版が知らない種類の記録は、そのままの形で見えます。',
    back: '前の版に戻す',
    wentBack: '新しい版ではなく、前の版で動いています',
    wentBackSub: '記録はそのまま残っています。くわしくは設定の「このアプリ」。',
  },
  en: {
    title: 'A new version is available',
    body: 'There is no hurry. The app reopens. Records stay.',
    exportFirst: 'Something is running. Better export it first.',
    allExported: 'All that is running has been exported.',
    never: 'Never exported',
    grown: (time: string) => `Last export ${time}. There are entries since.`,
    toExport: 'Open the export',
    unsaved: 'Something is not recorded yet. Record it first: switching may lose it.',
    update: 'Switch to the new version',
    failedTitle: 'Running the previous version',
    failedBody:
      'The new version did not open on this device, or somebody went back from it. The records are as they were. You can go on like this until the next version.',
    tryAgain: 'Try the new version again',
    backTitle: 'Go back to the previous version',
    backVersion: (version: string) => `Previous version ${version}`,
    backBody:
      'For when the new version does not work well. The app reopens. Records stay. Kinds of entries that the previous version does not know are shown raw.',
    back: 'Go back to the previous version',
    wentBack: 'Running the previous version, not the new one',
    wentBackSub: 'The records are as they were. More in Settings, “About”.',
  },
}
