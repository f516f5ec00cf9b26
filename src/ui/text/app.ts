export const appText = {
  ja: { starting: '記録を確かめています…' },
  en: { starting: 'Checking the record…' },
}
