import { fill } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { periodName } from '../messages.ts'
import type { Statement } from '../model.ts'
import { states } from './messages.ts'

/** What lies on top of a package: what it holds, how to check it, and what a check cannot see. */
export function leaflet(language: Language, { report, edition, state, publishedAt, cluster }: Statement): string {
  return fill(TEXT[language], {
    period: periodName(language, report.period),
    edition,
    cluster: cluster.name,
    state: `${states[state][language]}${publishedAt === null ? '' : `, ${publishedAt}`}`,
    invented: cluster.invented ? `\n${INVENTED[language]}\n` : '',
    head: report.head ? `${report.head.seq}` : '0',
  })
}

const INVENTED = {
  it: 'I fatti sono inventati, come i membri di questo cluster: servono a provare Telaio.',
  en: 'The facts are invented, like the members of this cluster: they are there to try Telaio.',
}

const TEXT = {
  it: `# {cluster}: rapporto {period}

Edizione {edition}, {state}.
{invented}
Questo pacchetto contiene tutto ciò che serve per ricontare ogni cifra del rapporto, senza chiedere nulla a chi l’ha scritto.

| file | che cosa c’è |
|---|---|
| report.json | le cifre, del periodo e di quello prima, e i testi con le cifre per riferimento |
| definitions.json | come si conta ogni cifra |
| facts.jsonl | i fatti che le cifre guardano, uno per riga, e tutto ciò che li ha corretti o ritirati |
| chain.tsv | il posto di ogni fatto nella catena, dal n. 1 al n. {head}; nell’ultima colonna 1 se il contenuto è in facts.jsonl |
| organisations.csv | i nomi delle organizzazioni (non fanno parte della catena) |
| manifest.json | dimensione e SHA-256 di ogni file |

## Verificare

Con Telaio: \`telaio verify PACCHETTO.zip --hash IMPRONTA\`, oppure il bottone «Verifica queste cifre» sulla pagina del rapporto.

A mano, con qualunque programma che calcola SHA-256:

1. \`sha256sum manifest.json\` dà **l’impronta del rapporto**. Confrontala con quella sulla pagina del cluster: è l’unica cosa da prendere altrove.
2. \`sha256sum\` di ogni altro file dà ciò che manifest.json dice.
3. Di una riga di facts.jsonl, il testo dopo \`"content":\` senza l’ultima parentesi è il contenuto in forma canonica (RFC 8785). Il suo SHA-256 è \`digest\`:
   \`sed -n 1p facts.jsonl | sed 's/.*"content":\\(.*\\)}$/\\1/' | tr -d '\\n' | sha256sum\`
4. La catena: \`hash\` del n. N è lo SHA-256 di quattro righe unite da un a capo, senza a capo finale: hash del n. N-1 (per il primo, 64 zeri), N, \`recorded_at\`, \`digest\`.
   \`printf '%s\\n%s\\n%s\\n%s' HASH_PRIMA N RECORDED_AT DIGEST | sha256sum\`
   L’hash dell’ultimo è \`head\` in manifest.json.

Un fatto non si cambia mai: lo corregge o lo ritira un fatto seguente, che porta il suo numero interno in \`amends\` e dice perché in \`reason\`. Chi ha registrato un fatto è sigillato
(\`recorded_by\` è uno SHA-256 con un sale): si può provare, non leggere.

## Che cosa una verifica non vede

- Il contenuto dei fatti che non sono in facts.jsonl: il loro posto nella catena regge, ma che non servano a nessuna cifra lo dice il cluster.
- Chi può riscrivere tutto può fare anche un pacchetto nuovo che torna. Per questo conta l’impronta pubblicata.
- Se un fatto è successo davvero: per questo ci sono le prove (indirizzi, e lo SHA-256 dei file).
`,
  en: `# {cluster}: report {period}

Edition {edition}, {state}.
{invented}
This package holds all that is needed to count every figure of the report again, without asking anything of whoever wrote it.

| file | what is in it |
|---|---|
| report.json | the figures, of the period and of the one before, and the words with figures by reference |
| definitions.json | how each figure is counted |
| facts.jsonl | the facts the figures look at, one a line, and all that corrected or withdrew them |
| chain.tsv | the place of every fact in the chain, from no. 1 to no. {head}; 1 in the last column when its content is in facts.jsonl |
| organisations.csv | names of the organisations (no part of the chain) |
| manifest.json | size and SHA-256 of each file |

## Check it

With Telaio: \`telaio verify PACKAGE.zip --hash HASH\`, or the button “Check these figures” on the page of the report.

By hand, with any program that computes SHA-256:

1. \`sha256sum manifest.json\` gives **the hash of the report**. Compare it with the one on the page of the cluster: it is the only thing to take from elsewhere.
2. \`sha256sum\` of every other file gives what manifest.json says.
3. Of a line of facts.jsonl, the text after \`"content":\` without the last brace is the content in its canonical form (RFC 8785). Its SHA-256 is \`digest\`:
   \`sed -n 1p facts.jsonl | sed 's/.*"content":\\(.*\\)}$/\\1/' | tr -d '\\n' | sha256sum\`
4. The chain: the \`hash\` of no. N is the SHA-256 of four lines joined by a line feed, none at the end: the hash of no. N-1 (for the first, 64 zeros), N, \`recorded_at\`, \`digest\`.
   \`printf '%s\\n%s\\n%s\\n%s' HASH_BEFORE N RECORDED_AT DIGEST | sha256sum\`
   The hash of the last is \`head\` in manifest.json.

A fact is never changed: a later fact corrects or withdraws it, names it by its inner number in \`amends\` and says why in \`reason\`. Who recorded a fact is sealed
(\`recorded_by\` is a salted SHA-256): it can be proved, not read.

## What a check does not see

- The content of facts that are not in facts.jsonl: their place in the chain holds, but that no figure needs them is the word of the cluster.
- Whoever can rewrite everything can also make a new package that holds. That is why the published hash matters.
- Whether a fact really happened: for that there is evidence (addresses, and the SHA-256 of files).
`,
} as const
