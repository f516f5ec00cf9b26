/** The devices that write into a record, and what has to be known of an entry because of them. */
export const devicesText = {
  ja: {
    title: '端末',
    alone:
      'この記録は、この端末だけで書いています。ほかの端末でも書くときは、ファイルを渡し合います。',
    apart: '端末どうしは、ファイルを渡し合うまで、互いの記録が見えません。',
    taken: (time: string, count: number) => `最後に受け取った ${time}（新しい記録 ${count}件）`,
    neverTaken: 'ほかの端末から受け取ったことは、まだありません。',
    receive: 'ほかの端末の記録を受け取る',
    noName: '名前なし',
    thisDevice: 'この端末',
    standing: { confirmed: '確認済', unconfirmed: '未確認', retired: '外した端末' },
    entries: (count: number) => `${count}件`,
    heard: (time: string) => `${time}までの記録`,
    replaces: (device: string) => `端末 ${device} の続き`,
    forks: (count: number) =>
      `同じ番号の記録が2つある所 ${count}か所。同じ鍵の端末が2台あるか、控えから戻した端末です。`,
    confirm: '自分たちの端末と確かめた',
    confirmFor: (who: string) => `${who}を、自分たちの端末と確かめた`,
    retire: '外す',
    retireFor: (who: string) => `${who}を外す`,
    retireLead: (count: number) =>
      `なくした端末、他人の手に渡った端末を外します。今ここにある${count}件は、そのまま残ります。これから届く記録には「別扱い」の印が付き、手順は進みません。`,
    retireYes: '外したことを記録する',
    back: '仲間に戻す',
    backFor: (who: string) => `${who}を仲間に戻す`,
    cancel: 'やめる',
    notConfirmed:
      'この端末は、まだ確かめられていません。記録は残ります。始めた端末にこの端末の記録を渡し、確かめてもらいます。',
    nudge: (who: string, time: string) => `${who} ${time}まで`,
    nudgeEnd: '、',
    nudgeLead: 'ほかの端末の記録は、受け取った分までです。',
    mark: { unconfirmed: '未確認の端末', apart: '別扱い', fork: '番号が重なる' },
  },
  en: {
    title: 'Devices',
    alone:
      'Only this device writes this record. When others write too, hand files over to each other.',
    apart: 'Devices do not see each other’s entries until files are handed over.',
    taken: (time: string, count: number) => `Last taken in ${time} (new entries: ${count})`,
    neverTaken: 'Nothing has been taken in from another device yet.',
    receive: 'Take in another device’s record',
    noName: 'No name',
    thisDevice: 'this device',
    standing: { confirmed: 'confirmed', unconfirmed: 'not confirmed', retired: 'retired' },
    entries: (count: number) => `${count} entries`,
    heard: (time: string) => `entries up to ${time}`,
    replaces: (device: string) => `goes on with device ${device}`,
    forks: (count: number) =>
      `Places where two entries claim one number: ${count}. One key is on two devices, or it was set back to a backup.`,
    confirm: 'It is one of ours',
    confirmFor: (who: string) => `${who} is one of ours`,
    retire: 'Retire',
    retireFor: (who: string) => `Retire ${who}`,
    retireLead: (count: number) =>
      `For a device that was lost or is in other hands. The ${count} entries that are here stay as they are. What comes later is marked “set apart” and moves no step.`,
    retireYes: 'Record that it is retired',
    back: 'Take it back',
    backFor: (who: string) => `Take ${who} back`,
    cancel: 'Cancel',
    notConfirmed:
      'This device is not confirmed yet. Its entries are kept. Hand its record to the device that began, and have it confirmed there.',
    nudge: (who: string, time: string) => `${who}: up to ${time}`,
    nudgeEnd: ', ',
    nudgeLead: 'Of other devices only what was taken in is here.',
    mark: { unconfirmed: 'device not confirmed', apart: 'set apart', fork: 'number claimed twice' },
  },
}
