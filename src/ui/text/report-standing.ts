import type { ReportWords } from '../../domain/chronology/report-words.ts'

type Standing = Pick<ReportWords, 'proof' | 'missing' | 'decided'>

/** What a report says of its own worth: what is proven, what is missing, who decided. */
export const reportStanding: { readonly ja: Standing; readonly en: Standing } = {
  ja: {
    proof: {
      title: '証明されること',
      lead: 'この報告書だけでは何も証明されません。「確かめ方」のとおりに検証器がすべて「成り立つ」と答えたとき、次のことが言えます。',
      leadForked:
        'この報告書だけでは何も証明されません。同じ番号の記録が二つある端末があるので、検証器は全体としては「成り立たない所があります」と答えます。「前後のつながり」のほかの検査がすべて「成り立つ」で、「成り立たない所」がその端末だけのとき、端末ごとに次のことが言えます。',
      device: (device, last) =>
        `端末 ${device}: 1〜${last}件目は、署名されたあと、変えられても、途中から抜かれてもいません。`,
      deviceForked: (device, seq) =>
        `端末 ${device}: ${seq}件目が二つあります。${
          seq > 1
            ? `${seq - 1}件目までは、署名されたあと、変えられても、途中から抜かれてもいません。`
            : ''
        }${seq}件目から後は、一件ずつの中身は署名のままですが、どちらの続きが本当か、書き直しや抜き取りが無かったかは、この記録だけでは分かりません。`,
      deviceUnconfirmed: 'この端末がだれのものかは、仲間のだれも確かめていません。',
      record: (events, entries, devices) =>
        `署名された出来事${events}件（記録${entries}行）は、端末${devices}台で署名されたあと、変えられても、途中から抜かれてもいません。`,
      files: (n) => `写真・ファイル${n}個は、受け取ったときのままです。`,
      anchor: (to, time) =>
        `${time}に${to}へ渡した照合番号を、渡された人の控えと比べて合えば、その時点までの記録は、その後に書き換えられても切り取られてもいません。`,
      noAnchor:
        '照合番号を外に渡した記録がありません。端末の持ち主が全体を作り直した疑いは、この記録だけでは否定できません。',
      notTitle: '証明されないこと',
      not: [
        'その端末を、実際にだれが手に持って書いたか。',
        '書かれたことが本当か。書かれなかったことが無かったか。',
        '端末の時計が正しかったか（比べた記録があるときは「端末の時計」にあります）。',
        '外の控えと比べるまでは、末尾が切り取られていないこと、最初から作り直されていないこと。',
      ],
      missingTitle: '欠けているもの',
      careTitle: '読むときに気を付けるもの',
    },
    missing: {
      steps: (n) => `終わっていない手順 ${n}件`,
      questions: (n) => `答えが出ていない問い ${n}件`,
      gates: (n) => `決まっていない関所（期限のある診療） ${n}件`,
      calls: (n) => `つながっていない・折り返しを待つ電話 ${n}件`,
      resultless: (n) => `結果が書かれていない電話 ${n}件`,
      unresolved: (n) => `未解決のまま残っている項目 ${n}件`,
      provisional: (n) => `仮のままで、確かめられていない判断 ${n}件`,
      skipped: (n) => `行わなかった手順 ${n}件`,
      lateSteps: (n) => `期限を過ぎて済ませた手順 ${n}件`,
      silence: (n) =>
        `検知から3日のうちに始まり、記録時刻で3時間以上なにも記録されていない間 ${n}回`,
      toldLater: (n) => `この間に起きたとして、ほかの時に書かれた行 ${n}件`,
      again: (run) => `${run}回目`,
      before: '前の回は番号',
      openedBy: '始まりは番号',
      opened: (time) => `${time}に始まる`,
      due: (time) => `期限 ${time}`,
      overdue: (time) => `手順書の期限 ${time} を過ぎている`,
      overdueNote:
        '期限は手順書のものです。その期限をこの件に当てはめたかは、始まりの番号の言葉で読みます。',
      doneLate: (due, done) => `期限 ${due}、実施 ${done}`,
      decideBy: (time) => `${time}までに決める`,
      owner: (name) => `担当 ${name}`,
      callBack: (time) => `折り返し ${time}`,
      noOwner: '担当が決まっていない',
      more: (n) => `ほか${n}件`,
    },
    decided: {
      lead: '「」は手順書の選択肢の文言のままです。「・」で並ぶ場合のどれだったかは、選択肢からは分かりません。書いた人の言葉で読みます。',
      chosen: '答え',
      quotes: ['「', '」'],
      merged:
        'この選択肢は複数の場合をまとめた文言で、どの場合かは選択肢には記録されていません。書いた人の言葉は次のとおり。',
      mergedUnsaid:
        'この選択肢は複数の場合をまとめた文言です。どの場合だったかは書かれていません。',
      nobody: '書かれていない',
      asSource: '（発信元として書かれている）',
      asks: (role) => `手順書が決める人としているのは ${role}`,
      recordedBy: (name, device) =>
        name ? `記録した端末 ${device}（${name}）` : `記録した端末 ${device}（持った人の記録なし）`,
      recordedAt: (time) => `記録 ${time}`,
      noBasis: '選ばれていない',
      services: '機能ごとの状態の変わり',
      unsaid: (titles) => `機能を選んだ記録が一度もない機能: ${titles}`,
      servicesLead:
        'この表は、機能を選んで記録したものと、手順書の問いへの答えから作っています。言葉だけで書かれた停止・再開は、ここには入りません。下の決定と「経過」の言葉を合わせて読みます。',
      inWords: '診療体制の問いへの答えと、言葉だけで書かれた決定',
      noServices: '機能ごとの状態を記した行はありません。',
    },
  },
  en: {
    proof: {
      title: 'What is proven',
      lead: 'This report by itself proves nothing. When the verifier says that every check holds (see “How to verify”), the following can be said.',
      leadForked:
        'This report by itself proves nothing. A device has two entries under one number, so the verifier says of the whole that something does not hold. When every check but “Links between entries” holds, and that device is the only one named under what does not hold, the following can be said of each device.',
      device: (device, last) =>
        `Device ${device}: its entries 1 to ${last} were not changed after signing, and none was taken out in between.`,
      deviceForked: (device, seq) =>
        `Device ${device}: there are two entries ${seq}. ${
          seq > 1
            ? `Up to its entry ${seq - 1}, nothing was changed after signing, and none was taken out in between. `
            : ''
        }From entry ${seq} on, each entry is as it was signed, but which of the two went on truly, and whether something was rewritten or taken out, this record alone cannot say.`,
      deviceUnconfirmed: 'Nobody of the team confirmed whose device this is.',
      record: (events, entries, devices) =>
        `The ${events} signed events (${entries} lines), signed on ${devices} ${devices === 1 ? 'device' : 'devices'}, were not changed after signing, and none was taken out in between.`,
      files: (n) => `Photos and files: ${n}, as they were received.`,
      anchor: (to, time) =>
        `If the check number given to ${to} on ${time} is the one they kept, nothing up to that moment was rewritten or cut off since.`,
      noAnchor:
        'No check number was recorded as given to anybody. That the owner of a device made everything anew cannot be excluded by this record alone.',
      notTitle: 'What is not proven',
      not: [
        'Who really held the device that wrote an entry.',
        'That what was written is true, or that what was not written did not happen.',
        'That the devices’ clocks were right (where they were compared, “Clocks of the devices” says so).',
        'Until it is compared with something kept outside: that its end was not cut off, and that it was not made anew from the start.',
      ],
      missingTitle: 'What is missing',
      careTitle: 'To be read with care',
    },
    missing: {
      steps: (n) => `Steps not finished: ${n}`,
      questions: (n) => `Questions not answered: ${n}`,
      gates: (n) => `Gates (care that comes at a time) not decided: ${n}`,
      calls: (n) => `Calls not answered, or to be called back: ${n}`,
      resultless: (n) => `Calls without a result written down: ${n}`,
      unresolved: (n) => `Items still unresolved: ${n}`,
      provisional: (n) => `Decisions still provisional: ${n}`,
      skipped: (n) => `Steps not carried out: ${n}`,
      lateSteps: (n) => `Steps done after they were due: ${n}`,
      silence: (n) =>
        `Stretches of three hours or more in which nothing was recorded (by times of recording), begun in the first three days: ${n}`,
      toldLater: (n) => `lines written at other times that say they happened in it: ${n}`,
      again: (run) => `time ${run}`,
      before: 'before it: No',
      openedBy: 'opened by No',
      opened: (time) => `opened ${time}`,
      due: (time) => `due ${time}`,
      overdue: (time) => `past the runbook’s limit of ${time}`,
      overdueNote:
        'Limits are those of the runbook. Whether one was held to apply here, the words of the entry that opened it say.',
      doneLate: (due, done) => `due ${due}, done ${done}`,
      decideBy: (time) => `to be decided by ${time}`,
      owner: (name) => `seen to by ${name}`,
      callBack: (time) => `call back ${time}`,
      noOwner: 'nobody named to see to it',
      more: (n) => `and ${n} more`,
    },
    decided: {
      lead: 'Words in quotation marks are those of the runbook’s options. Where an option names several cases, it does not say which one it was: read the words of whoever wrote it.',
      chosen: 'Answer',
      quotes: ['“', '”'],
      merged:
        'This option puts several cases into one; which it was is not recorded with it. The words of whoever wrote it follow.',
      mergedUnsaid: 'This option puts several cases into one. Which it was is not written.',
      nobody: 'not written',
      asSource: '(named as its source)',
      asks: (role) => `the runbook asks ${role}`,
      recordedBy: (name, device) =>
        `recorded on device ${device} (${name ? `held by ${name}` : 'its holder is not recorded'})`,
      recordedAt: (time) => `recorded ${time}`,
      noBasis: 'none chosen',
      services: 'How each service changed',
      unsaid: (titles) => `Services never chosen in an entry: ${titles}`,
      servicesLead:
        'The table is made from entries that name a service and from answers to the runbook’s questions. What was stopped or resumed in words only is not in it: read the decisions below and the chronology with it.',
      inWords: 'Answers to questions about the services, and decisions written in words only',
      noServices: 'No line gives the state of a single service.',
    },
  },
}
