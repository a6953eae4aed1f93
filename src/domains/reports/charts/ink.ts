/** How a chart is coloured: by classes of the site, which follow the reader's light or dark, or on paper by the colours themselves. */
export type Ink = {
  readonly shade: (at: number) => { readonly className?: string; readonly fill?: string }
  readonly hatch: { readonly className?: string; readonly stroke?: string }
  readonly edge: { readonly className?: string; readonly stroke?: string }
  readonly text: { readonly className?: string; readonly fill?: string; readonly stroke?: string }
  readonly bar: { readonly className?: string; readonly fill?: string }
  readonly line: { readonly className?: string; readonly stroke?: string }
}

export const SITE: Ink = {
  shade: at => ({ className: `c${at}` }),
  hatch: { className: 'hatch' },
  edge: { className: 'edge' },
  text: { className: 'label' },
  bar: { className: 'column' },
  line: { className: 'ground' },
}

const SHADES = ['#f1ede3', '#d3e8e5', '#a9d3cd', '#6db0a9', '#2f837d']

export const PAPER: Ink = {
  shade: at => ({ fill: SHADES[at] ?? '#f1ede3' }),
  hatch: { stroke: '#07413f' },
  edge: { stroke: '#ffffff' },
  text: { fill: '#1b2a30', stroke: '#ffffff' },
  bar: { fill: '#0b5a58' },
  line: { stroke: '#8b8676' },
}
