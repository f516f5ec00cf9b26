import type { Language } from '../domain/ports.ts'
import paperCss from './styles/drill-paper.css?inline'
import pictureCss from './styles/drill-picture.css?inline'

/**
 * A sheet on screen as one file that stands alone: its marks as the browser wrote them, its styles
 * inside, no script, nothing fetched.
 */
export function drillHtml(paper: HTMLElement, language: Language, title: string): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'`
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>`,
    `<style>${paperCss}${pictureCss}</style></head>`,
    `<body class="drill-file">${paper.innerHTML}</body></html>`,
    '',
  ].join('\n')
}
