import { ownLeast } from '../../domain/exchange/passphrase.ts'

/** Protecting what leaves with a passphrase. */
export const protectText = {
  ja: {
    option: 'パスフレーズで保護して書き出す',
    phrase: 'パスフレーズ',
    tell: 'ファイルとは別の道（電話など）で、声で伝えます。同じメールには書きません。',
    lost: 'このアプリは覚えません。この画面を離れると、もう出せません。忘れると、だれにも開けません。',
    another: '別の番号にする',
    own: '自分で決める',
    made: '番号に戻す',
    ownField: '自分で決めたパスフレーズ',
    ownHint: `半角の英数字と記号で${ownLeast.characters}文字以上。関係のない単語を4つ以上並べると、伝えやすく破られにくくなります。施設名・日付・電話番号は使いません。`,
    faults: {
      short: (left: number) => `あと${left}文字足りません。`,
      plain: `同じ文字の繰り返しです。${ownLeast.different}種類以上の文字を使います。`,
      characters:
        '半角の英数字と記号だけを使います。かなや漢字は、ほかの機械で同じに打てないことがあります。',
    },
    memory:
      '保護には128 MBのメモリを使います。足りないときは、ほかのアプリやタブを閉じるか、保護せずに作って、パソコンの age で保護します。',
    opens: '開くには、初動の「受け取る」、検証器、または age（age-encryption.org）を使います。',
  },
  en: {
    option: 'Protect it with a passphrase',
    phrase: 'Passphrase',
    tell: 'Tell it by voice, another way than the file goes (by telephone). Never write it into the same e-mail.',
    lost: 'This app does not keep it: once you leave this screen it cannot be shown again. If it is forgotten, nobody can open the file.',
    another: 'Other digits',
    own: 'Choose your own',
    made: 'Back to digits',
    ownField: 'A passphrase of your own',
    ownHint: `${ownLeast.characters} letters, digits and signs or more. Four or more words that have nothing to do with each other are easy to tell and hard to guess. No names of the hospital, dates or telephone numbers.`,
    faults: {
      short: (left: number) => `${left} more characters are needed.`,
      plain: `It repeats itself: use ${ownLeast.different} different characters or more.`,
      characters:
        'Use letters, digits and signs of a plain keyboard only: other machines may write others differently.',
    },
    memory:
      'Protecting takes 128 MB of memory. If there is too little, close other apps and tabs, or make it unprotected and protect it with age on a PC.',
    opens: 'It opens in Shodo (Take in), in the verifier, and with age (age-encryption.org).',
  },
}
