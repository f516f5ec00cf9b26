import type { LockFault } from '../../domain/exchange/protection.ts'

type Words = { readonly what: string; readonly next: string }

/** What is said where a protected file is opened: in the app, in `verify.html` and on the command line. */
export const lockWords: {
  readonly [Language in 'ja' | 'en']: {
    readonly passphrase: string
    readonly lead: string
    readonly open: string
    readonly checking: string
    readonly opening: (percent: number) => string
    readonly noTerminal: string
    readonly failed: string
    readonly faults: Readonly<Record<LockFault, Words>>
  }
} = {
  ja: {
    passphrase: 'パスフレーズ',
    lead: 'パスフレーズで保護されています。渡した人から、ファイルとは別に聞いたものを入れます。数字の区切りは、あってもなくても開きます。',
    open: '開く',
    checking: 'パスフレーズを確かめています…',
    opening: (percent) => `開いています ${percent}%`,
    failed:
      '開くことができませんでした。もう一度「開く」を押します。だめなら、アプリを閉じて開き直します。',
    noTerminal:
      'パスフレーズで保護されています。--passphrase-file FILE で渡すか、端末で実行してください。',
    faults: {
      passphrase: {
        what: 'パスフレーズが違います。',
        next: '打ち違いと聞き違いを確かめて、もう一度入れます。何度でも試せます。合っているのに開かないときは、ファイルの先頭が壊れています。',
      },
      recipients: {
        what: '鍵で保護されたファイルです。パスフレーズでは開けません。',
        next: '鍵を持つ人に age で開いてもらい、中のファイルを受け取ります。',
      },
      work: {
        what: '開くのに、スマートフォンでは足りないほどのメモリと時間を求めるファイルです。初動はこのようなファイルを作りません。',
        next: '信頼できる人からのものなら、パソコンの age で開いてから、中のファイルを使います。',
      },
      changed: {
        what: 'ファイルが途中で切れているか、書き出した後に中身が変わっています。',
        next: '渡した人に、もう一度送ってもらいます。',
      },
      newer: {
        what: '新しい形式の age ファイルです。',
        next: 'パソコンの新しい age で開いてから、中のファイルを使います。',
      },
      armored: {
        what: '文字にした age ファイル（--armor）です。',
        next: 'age で開いてから中のファイルを使うか、--armor なしで保護し直してもらいます。',
      },
      memory: {
        what: 'この端末には、開くためのメモリが足りません（128〜256 MB使います）。',
        next: 'ほかのアプリやタブを閉じて、もう一度試します。だめなら、別の端末かパソコンで開きます。',
      },
      unreadable: {
        what: 'ファイルを読み取れません。移されたか、まだクラウドにあります。',
        next: 'この端末に保存してから、選び直します。',
      },
    },
  },
  en: {
    passphrase: 'Passphrase',
    lead: 'It is protected with a passphrase. Enter the one you were told apart from the file. Digits open it with or without their hyphens.',
    open: 'Open',
    checking: 'Trying the passphrase…',
    opening: (percent) => `Opening ${percent}%`,
    failed:
      'It could not be opened. Press Open once more; if that does not help, close the app and open it again.',
    noTerminal:
      'It is protected with a passphrase: give it with --passphrase-file FILE, or run this on a terminal.',
    faults: {
      passphrase: {
        what: 'This is not the passphrase.',
        next: 'Was it mistyped or misheard? Enter it again, as often as you like. If it is the right one, the head of the file is damaged.',
      },
      recipients: {
        what: 'It is protected with keys: no passphrase opens it.',
        next: 'Have somebody who holds a key open it with age, and take what is inside.',
      },
      work: {
        what: 'It asks for more memory and time than a phone has. Shodo makes no such file.',
        next: 'If you trust whoever sent it, open it with age on a PC and use what is inside.',
      },
      changed: {
        what: 'Its end is missing, or its content was changed after it was exported.',
        next: 'Have it sent once more.',
      },
      newer: {
        what: 'It is an age file of a later format.',
        next: 'Open it with a new age on a PC and use what is inside.',
      },
      armored: {
        what: 'It is an age file written as text (--armor).',
        next: 'Open it with age and use what is inside, or have it protected without --armor.',
      },
      memory: {
        what: 'This device has too little memory to open it (it takes 128 to 256 MB).',
        next: 'Close other apps and tabs and try again, or open it on another device or a PC.',
      },
      unreadable: {
        what: 'The file cannot be read. It was moved, or is still in the cloud.',
        next: 'Save it on this device, then choose it again.',
      },
    },
  },
}
