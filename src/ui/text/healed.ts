export const healedText = {
  ja: {
    title: '失われた記録を戻しました',
    entries: (name: string, count: number) => `${name} ${count}件`,
    lead: '端末の保存領域が壊れていました。端末の中の控えから、改変がないことを確かめて戻しました。書き出して、端末の外にも残します。',
    understood: '分かりました',
  },
  en: {
    title: 'Lost entries were put back',
    entries: (name: string, count: number) => `${name}: ${count}`,
    lead: 'The storage of this device was damaged. Its second copy had them; each was checked for changes. Export the record so that it also exists elsewhere.',
    understood: 'Understood',
  },
}
