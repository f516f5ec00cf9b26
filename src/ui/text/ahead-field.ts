export const aheadText = {
  ja: {
    digits: (label: string) => `${label}（4桁、例 0600）`,
    minutes: (count: number) => (count % 60 === 0 ? `${count / 60}時間後` : `${count}分後`),
    day: '日付も',
    dayAndTime: '日付と時刻（日本時間）',
    clear: '消す',
    wrong: '時刻は0000から2359の4桁で入れます。',
    none: 'なし',
  },
  en: {
    digits: (label: string) => `${label} (four digits, 0600)`,
    minutes: (count: number) => (count % 60 === 0 ? `in ${count / 60} h` : `in ${count} min`),
    day: 'Other day',
    dayAndTime: 'Day and time (Japan)',
    clear: 'Clear',
    wrong: 'Enter the time as four digits, 0000 to 2359.',
    none: 'none',
  },
}
