import type { UsualItem } from '../../domain/board/rhythm.ts'
import type { Text } from '../../domain/flow/runbook.ts'

/** Care that comes every day, and what HQ decides before it comes, until the hospital says its own. */
export const rhythmText: Readonly<
  Record<UsualItem, { readonly care: Text; readonly decide: Text }>
> = {
  'morning-tests': {
    care: { ja: '朝の採血・検査', en: 'Morning blood tests' },
    decide: {
      ja: '採る検査を絞る。手書きラベルで二人で照合する',
      en: 'Which tests to take; paired checks with handwritten labels',
    },
  },
  'morning-drugs': {
    care: { ja: '朝の与薬・注射', en: 'Morning drugs and infusions' },
    decide: {
      ja: '紙の指示で出す薬と、当直医に確かめる薬を分ける',
      en: 'Which drugs go out on paper orders, which wait for the doctor',
    },
  },
  breakfast: {
    care: { ja: '朝の配膳', en: 'Breakfast' },
    decide: {
      ja: '前日の食事箋で配るか。アレルギーは二人で確かめる',
      en: 'Serve by yesterday’s diet slips? Check allergies in pairs',
    },
  },
  dialysis: {
    care: { ja: '透析の開始', en: 'Dialysis begins' },
    decide: {
      ja: '前回の条件を紙で出せるか。出せない人の引受先',
      en: 'Can settings be had on paper? Where do the others go?',
    },
  },
  outpatients: {
    care: { ja: '外来の開始', en: 'Outpatients begin' },
    decide: {
      ja: '受ける人（新患・予約・薬だけ）と、入口の掲示',
      en: 'Whom to see (new, booked, drugs only); notice at the door',
    },
  },
  surgery: {
    care: { ja: '手術の開始', en: 'Surgery begins' },
    decide: {
      ja: '行う手術と延ばす手術。患者への説明と絶食',
      en: 'Which go ahead, which wait; tell patients, end fasting',
    },
  },
  chemotherapy: {
    care: { ja: '化学療法の開始', en: 'Chemotherapy begins' },
    decide: {
      ja: '投与量と検査値を紙で確かめられるか',
      en: 'Can doses and results be checked on paper?',
    },
  },
  'noon-drugs': {
    care: { ja: '昼の与薬', en: 'Noon drugs' },
    decide: { ja: '紙の指示の変更を病棟へ渡す', en: 'Hand changed paper orders to the wards' },
  },
  lunch: {
    care: { ja: '昼の配膳', en: 'Lunch' },
    decide: {
      ja: '食数と禁止食を紙で渡す。給食の業者と線',
      en: 'Numbers and diets on paper; the caterer and its line',
    },
  },
  'evening-drugs': {
    care: { ja: '夕の与薬', en: 'Evening drugs' },
    decide: { ja: '紙の指示の変更を病棟へ渡す', en: 'Hand changed paper orders to the wards' },
  },
  supper: {
    care: { ja: '夕の配膳', en: 'Supper' },
    decide: { ja: '食数と禁止食を紙で渡す', en: 'Numbers and diets on paper' },
  },
  'night-drugs': {
    care: { ja: '眠前の与薬', en: 'Bedtime drugs' },
    decide: { ja: '夜の指示と、夜に呼ぶ医師', en: 'Night orders; which doctor to call' },
  },
}
