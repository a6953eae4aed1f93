import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    title: 'Bandi adatti',
    titleFor: (name: string) => `Bandi adatti a ${name}`,
    lead: 'I bandi aperti o in arrivo che vale la pena di guardare, dal più vicino a quello che questa organizzazione fa e dice di sé.',
    none: 'Nessun bando aperto è vicino a quello che sappiamo di questa organizzazione. Scrivere che cosa fa e che cosa cerca aiuta a trovarne.',
    all: 'Vedi tutti i bandi',
    concepts: (list: string) => `Il bando chiede ${list}: lo sa fare.`,
    covers: (share: string) => `Copre il ${share} di quello che serve.`,
    amongMembers: (place: string) => `Fra i membri del cluster è al posto ${place} per questo bando.`,
    amongAll: (place: string) => `In Europa è al posto ${place} fra chi potrebbe partecipare.`,
    family: (n: number) =>
      n === 1 ? 'Ha un progetto nella stessa area di bandi:' : `Ha ${n} progetti nella stessa area di bandi, fra cui:`,
    ownWords: 'Quello che dice di sé è vicino alle parole del bando.',
    lead_: 'Componi una squadra che coordina',
    join: 'Componi una squadra con questa dentro',
  },
  en: {
    title: 'Fitting calls',
    titleFor: (name: string) => `Calls that fit ${name}`,
    lead: 'Calls open or coming that are worth a look, from the nearest to what this organisation does and says of itself.',
    none: 'No open call is near what we know of this organisation. Writing what it does and looks for helps to find some.',
    all: 'See all calls',
    concepts: (list: string) => `The call needs ${list}: it can do that.`,
    covers: (share: string) => `It covers ${share} of what is needed.`,
    amongMembers: (place: string) => `Among the members of the cluster it is number ${place} for this call.`,
    amongAll: (place: string) => `In Europe it is number ${place} of those who could take part.`,
    family: (n: number) =>
      n === 1 ? 'Has a project in the same area of calls:' : `Has ${n} projects in the same area of calls, among them:`,
    ownWords: 'What it says of itself is near the words of the call.',
    lead_: 'Build a team that it coordinates',
    join: 'Build a team with it inside',
  },
})
