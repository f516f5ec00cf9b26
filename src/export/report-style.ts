/** How a report looks, on a screen and on A4. No font, picture or script comes from elsewhere. */
export const reportStyle = (footer: string): string => `
:root { color-scheme: light; --ink: #1b1e25; --quiet: #565d6b; --line: #c9ced8; --band: #eef0f4; --link: #0b4db8; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: #fff; font: 15px/1.65 "Hiragino Sans", "Yu Gothic UI", "Yu Gothic", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, system-ui, sans-serif; }
.paper { width: 100%; max-width: 62rem; margin: 0 auto; border-collapse: collapse; }
.paper > tbody > tr > td, .paper > thead > tr > td { padding: 0 1rem; border: 0; }
.every { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; padding: .6rem 0 .35rem; border-bottom: 2px solid var(--ink); font-size: .8rem; color: var(--quiet); }
.every b { color: var(--ink); border: 1.5px solid var(--ink); padding: 0 .5em; font-size: .85rem; }
.drill .every { border-bottom-style: double; border-bottom-width: 6px; }
.drill .every b { border-style: double; border-width: 4px; }
h1 { font-size: 1.6rem; line-height: 1.35; margin: 1.4rem 0 .2rem; }
.subject { font-size: 1.1rem; margin: 0 0 1rem; }
body { counter-reset: part; }
section { counter-increment: part; }
section > h2::before { content: counter(part) ". "; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 1px solid var(--ink); break-after: avoid; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; break-after: avoid; overflow-wrap: anywhere; }
p { margin: .2rem 0; }
a { color: var(--link); }
nav ol { columns: 2; margin: .4rem 0; padding-left: 1.6rem; }
ul, ol { padding-left: 1.4rem; }
li { margin: .15rem 0; }
.facts { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .25rem 1rem; margin: .6rem 0; }
.facts > div { display: contents; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
section table { width: 100%; border-collapse: collapse; margin: .6rem 0 1rem; font-size: .88rem; line-height: 1.55; }
section th { text-align: left; background: var(--band); font-weight: 600; white-space: nowrap; }
section th, section td { border: 1px solid var(--line); padding: .3rem .5rem; vertical-align: top; overflow-wrap: anywhere; }
section tr { break-inside: avoid; }
section thead { display: table-header-group; }
td.no { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
td.when, td.recorded { white-space: nowrap; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
td.when span, td.when b, td.recorded span { display: block; }
td.recorded .offset { white-space: normal; max-width: 7.5em; }
td.recorded { color: var(--quiet); font-size: .8rem; }
.body { white-space: pre-wrap; }
td.when i { font-style: normal; font-weight: 400; }
:lang(ja) td.when i { margin-left: -.25em; }
.custody th:nth-child(1) { width: 3.6rem; }
.lacks { margin-top: .5rem; font-weight: 600; }
.lacks + ul { margin-top: .1rem; }
td.when small { display: block; color: var(--quiet); white-space: normal; }
.decisions th:nth-child(3) { width: 45%; }
.decisions p { margin: .1rem 0; }
.custody th:nth-child(2) { width: 7.5rem; }
.lane { font-size: .78rem; border: 1px solid var(--line); padding: 0 .35em; margin-right: .2em; color: var(--quiet); }
.marks span { font-size: .78rem; border: 1px solid var(--ink); padding: 0 .35em; }
.changes, .files { font-size: .82rem; margin: .25rem 0; padding-left: 1.1rem; }
.hash { font-family: ui-monospace, Consolas, monospace; font-size: .74rem; overflow-wrap: anywhere; }
.digits { font-variant-numeric: tabular-nums; font-weight: 600; }
.digits small { font-weight: 400; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; }
figure { margin: 0; border: 1px solid var(--line); padding: .5rem; break-inside: avoid; }
figure img { display: block; width: 100%; max-height: 22rem; object-fit: contain; background: var(--band); }
figure .none { padding: 3rem 1rem; text-align: center; background: var(--band); color: var(--quiet); }
figcaption { font-size: .82rem; margin-top: .4rem; }
.warn { border: 2px solid var(--ink); padding: .4rem .8rem; font-weight: 600; }
.end { text-align: right; }
tr:target, figure:target { background: #fff6d6; }
@media (max-width: 40rem) {
  nav ol { columns: 1; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: .5rem; }
  section { overflow-x: auto; }
  .log td.recorded, .log th:last-child { display: none; }
}
@page { size: A4; margin: 12mm 12mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } @bottom-left { content: "${cssText(footer)}"; font-size: 8pt; } }
@media print {
  body { font-size: 9.5pt; line-height: 1.5; }
  .paper { max-width: none; }
  .paper > tbody > tr > td, .paper > thead > tr > td { padding: 0; }
  .every { padding-top: 0; margin-bottom: 3mm; }
  a { color: inherit; text-decoration: none; }
  nav ol { font-size: 8.5pt; margin: .2rem 0; }
  h1 { font-size: 17pt; margin: .3rem 0 .1rem; }
  h2 { font-size: 12.5pt; margin-top: 1.4rem; }
  section table { font-size: 8.5pt; }
  .gallery { grid-template-columns: repeat(3, 1fr); gap: 2.5mm; }
  figure { padding: 1.5mm; }
  figure img { height: 36mm; }
  figure .none { padding: 8mm 2mm; }
  figcaption { font-size: 7pt; line-height: 1.35; margin-top: 1mm; }
  figcaption .hash { font-size: 5.5pt; }
  #files > p { break-after: avoid; }
  #services table, #anchors, #clocks, #verify, #limits { break-inside: avoid; }
  tr:target, figure:target { background: none; }
}
`

/** A text inside a CSS string, inside a `style` element. */
const cssText = (text: string): string =>
  text.replace(/["\\<>&\n\r\f]/g, (char) => `\\${(char.codePointAt(0) ?? 0).toString(16)} `)
