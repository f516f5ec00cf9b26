import { useState } from 'preact/hooks'
import { placedFiles } from '../../../domain/describe/attachments.ts'
import { evidenceLane } from '../../../domain/evolve/evidence.ts'
import type { Step } from '../../../domain/flow/runbook.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { evidenceText } from '../../text/evidence.ts'
import { filesText } from '../../text/files.ts'
import { stepCardText } from '../../text/step-card.ts'
import { useAttach } from '../../use-attach.ts'
import { AttachSheet } from '../file/attach-sheet.tsx'
import { FilePicture } from '../file/picture.tsx'
import { CameraMark } from '../marks.tsx'

/** Evidence of a step: what there is to photograph, one tap to do it, and what was photographed. */
export function StepPhotos(props: { readonly step: Step }) {
  const { step } = props
  const words = useWords(filesText)
  const card = useWords(stepCardText)
  const evidence = useWords(evidenceText)
  const say = useSay()
  const open = useOpen()
  const attach = useAttach()
  const [taking, setTaking] = useState(false)
  const placed = placedFiles(open.state.entries).filter(({ entry }) => entry.step === step.id)
  return (
    <section class="step-photos" aria-label={words.stepPhotos}>
      {step.evidence.length > 0 ? (
        <p class="small">
          <b>{card.evidence}</b> {step.evidence.map(say).join('・')}
        </p>
      ) : null}
      <button
        type="button"
        class={step.evidence.length > 0 ? 'button outlined' : 'button text'}
        onClick={() => setTaking(true)}
      >
        <CameraMark />
        {words.stepTake}
      </button>
      {step.lane === evidenceLane ? (
        <a
          class="button outlined"
          href={hashOf({
            ...{ at: 'incident', log: open.id, tab: 'evidence' },
            ...(open.state.evidence.size === 0 ? { item: `new~${step.id}` } : {}),
          })}
        >
          {open.state.evidence.size === 0
            ? evidence.stepOpen
            : evidence.stepSee(open.state.evidence.size)}
        </a>
      ) : null}
      {placed.length > 0 ? (
        <ul class="file-strip">
          {placed.slice(-8).map(({ file, entry }) => (
            <li key={file.id}>
              <a
                href={hashOf({
                  ...{ at: 'incident', log: open.id, tab: 'log' },
                  ...{ item: entry.id, file: file.id },
                })}
                aria-label={words.open(file.name ?? words.photo)}
              >
                <FilePicture file={file} />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {taking ? (
        <AttachSheet
          onClose={() => setTaking(false)}
          onFiles={(files, how) => void attach(files, { ...how, step: step.id })}
        />
      ) : null}
    </section>
  )
}
