import type { QrModules } from '../../services.ts'

/** A QR code, black on white whatever the theme, as wide as its place; sharp on paper too. */
export function QrPicture(props: { readonly modules: QrModules; readonly label: string }) {
  const side = props.modules.length
  return (
    <svg
      class="qr-picture"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={darkRuns(props.modules)} fill="#000000" />
    </svg>
  )
}

/** Dark modules that lie side by side are one rectangle. */
function darkRuns(modules: QrModules): string {
  let path = ''
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      const from = x
      while (row[x]) x++
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`
    }
  })
  return path
}
