export const appText = {
  ja: {
    starting: '記録を確かめています…',
    screenMissing: 'この画面を読み込めません。記録は端末に残っています。',
    retry: 'もう一度試す',
    home: 'ホームへ戻る',
    broken: 'この画面が止まりました。記録済みのものは端末に残っています。',
    unsaved: 'まだ記録していない言葉',
    copy: 'コピーする',
    copied: 'コピーしました',
  },
  en: {
    starting: 'Checking the record…',
    screenMissing: 'This screen cannot be loaded. The record is kept on this device.',
    retry: 'Try again',
    home: 'Back to home',
    broken: 'This screen stopped. What was recorded is kept on this device.',
    unsaved: 'Words not recorded yet',
    copy: 'Copy',
    copied: 'Copied',
  },
}
