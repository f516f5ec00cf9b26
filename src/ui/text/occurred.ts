/** How sure a time is, where it stands in a row. */
export const occurredText = {
  ja: { unknown: '時刻不明', about: (time: string) => `${time}頃` },
  en: { unknown: 'time unknown', about: (time: string) => `about ${time}` },
}
