import { useEffect, useState } from 'preact/hooks'
import type { Hash } from '../../../domain/ids.ts'
import { qrOf } from '../../../domain/proof/checkpoint.ts'
import { useServices, useWords } from '../../context.ts'
import type { QrModules } from '../../services.ts'
import { expertsText } from '../../text/experts.ts'
import { QrPicture } from '../qr/picture.tsx'

/** The QR code of a checkpoint: all 256 bits of it, where the digits hold 80. */
export function AnchorCode(props: { readonly checkpoint: Hash }) {
  const words = useWords(expertsText)
  const { qr } = useServices()
  const [modules, setModules] = useState<QrModules | null>(null)
  useEffect(() => {
    let wanted = true
    qr.draw(qrOf(props.checkpoint)).then(
      (drawn) => {
        if (wanted) setModules(drawn)
      },
      // Without it the digits and the hash beside it say the same.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [qr, props.checkpoint])
  return modules ? (
    <span class="anchor-code">
      <QrPicture modules={modules} label={words.anchorCode} />
    </span>
  ) : null
}
