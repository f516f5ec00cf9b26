import { useEffect, useRef, useState } from 'preact/hooks'
import { fileExtension } from '../../../domain/chronology/file-name.ts'
import type { AttachedFile } from '../../../domain/log/entry.ts'
import { useWords } from '../../context.ts'
import { filesText } from '../../text/files.ts'
import { useThumb } from '../../use-file.ts'
import { FileMark } from '../marks.tsx'

/** A kept file as a small square: its picture, or a sign with what kind of file it is. */
export function FilePicture(props: { readonly file: AttachedFile }) {
  const { file } = props
  const words = useWords(filesText)
  const { state, url } = useThumb(file.hash)
  return (
    <span class={state === 'there' ? 'file-picture' : 'file-picture sign'}>
      {url ? (
        <img src={url} alt={file.body ?? file.name ?? ''} />
      ) : state === 'none' ? (
        <>
          <FileMark />
          <span class="file-extension">
            {file.kept ? fileExtension(file.name, file.mime) : words.bare}
          </span>
        </>
      ) : null}
    </span>
  )
}

/** The same in a long list: its picture is read when it comes near the screen, and let go after. */
export function SeenFilePicture(props: { readonly file: AttachedFile }) {
  const box = useRef<HTMLSpanElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const watch = new IntersectionObserver(
      (entries) => setSeen(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: '400px' },
    )
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return (
    <span ref={box} class="file-box">
      {seen ? <FilePicture file={props.file} /> : <span class="file-picture sign" />}
    </span>
  )
}

/** The first few files of a line. */
export function FileStrip(props: { readonly files: readonly AttachedFile[] }) {
  const { files } = props
  const words = useWords(filesText)
  if (files.length === 0) return null
  const shown = files.length > stripMax ? files.slice(0, stripMax - 1) : files
  const more = files.length - shown.length
  return (
    <span class="file-strip">
      {shown.map((file) => (
        <FilePicture key={file.id} file={file} />
      ))}
      {more > 0 ? <span class="file-more">{words.more(more)}</span> : null}
    </span>
  )
}

const stripMax = 4
