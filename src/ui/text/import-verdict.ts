/** The verification of a chosen file, in every part, as `verify.html` and the command line say it. */
export const importVerdictText = {
  ja: {
    ask: '書き出したときのままか検証する',
    lead: '受け取る前の確かめに加えて、目録・署名・照合点・表や報告書まで、検証器と同じ検査をします。',
    going: (percent: number) => `検証しています ${percent}%`,
    title: '検証',
    verdict: { holds: '成り立つ', fails: '成り立たない', unreadable: '確かめられない' },
    failed: '検証の途中で問題が起きました。ファイルについては何も言えません。',
  },
  en: {
    ask: 'Verify that it is as it was exported',
    lead: 'Beside the checks made before taking it in: the manifest, its signatures, checkpoints, tables and report, as the verifier does.',
    going: (percent: number) => `Verifying ${percent}%`,
    title: 'Verification',
    verdict: { holds: 'Holds', fails: 'Does not hold', unreadable: 'Cannot be verified' },
    failed: 'Something went wrong while verifying. That says nothing about the file.',
  },
}
