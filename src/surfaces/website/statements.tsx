import { Hono } from 'hono'
import { type AppEnv, page } from '#platform/http.tsx'
import { inBoth, type Language } from '#platform/i18n.ts'
import { RETENTION } from '#surfaces/retention.ts'
import { Table } from '#ui/parts.tsx'

const words = inBoth({
  it: {
    accessibility: 'Dichiarazione di accessibilità',
    accessibilityText: [
      'Telaio è pensato per essere usato da tutti: con la tastiera, con un lettore di schermo, con il testo ingrandito, senza JavaScript e con un telefono vecchio.',
      'L’obiettivo è la conformità alle WCAG 2.2, livello AA. Ogni pagina che i nostri percorsi di prova visitano è controllata con axe, in chiaro e su schermo stretto; i controlli automatici trovano solo una parte dei problemi, perciò questa è un’autovalutazione e non una certificazione.',
      'Limiti conosciuti: i testi originali dei bandi sono solo in inglese, perché così li pubblica la Commissione europea; la mappa e la rete delle collaborazioni sono immagini, e hanno accanto una tabella con gli stessi dati.',
      'Se qualcosa non si usa o non si capisce, scrivi al cluster o chiama: rispondiamo e lo correggiamo.',
    ],
    privacy: 'Dati personali',
    privacyText: [
      'Chi legge queste pagine non è seguito: nessun cookie finché non si entra, nessuna statistica di terzi, nessun carattere o programma caricato da altri siti.',
      'Chi entra lascia il minimo che serve: nome, indirizzo e-mail, ruolo e lingua. La sessione finisce dopo sette giorni senza uso (dodici ore per chi lavora per il cluster), il suo cookie serve solo a riconoscerti; non registriamo da quale indirizzo di rete entri.',
      'I testi che scrivi per cercare partner servono a rispondere e non sono conservati.',
      'Per ogni azione del personale si annota chi ha fatto che cosa, perché il cluster deve renderne conto.',
      'Le persone indicate come contatti di un’organizzazione compaiono solo a chi deve vederle: il personale del cluster, i membri o tutti, secondo la scelta fatta per ciascuna. Nella rubrica c’è solo chi lo ha chiesto. Un conteggio pubblico di persone non scende mai sotto cinque.',
      'Chi ha un accesso legge, corregge, scarica e cancella i propri dati nella pagina «I tuoi dati». Chi non lo ha lo chiede al cluster, anche per telefono: il personale fa lo stesso per suo conto.',
      'Dopo una cancellazione restano i fatti (per esempio: una proposta è stata presentata), senza il nome di nessuno.',
    ],
    kept: 'Per quanto tempo',
    keptLead: 'Ogni notte si cancella da sé ciò che ha passato questi termini.',
    what: 'Che cosa',
    until: 'Fino a quando',
  },
  en: {
    accessibility: 'Accessibility statement',
    accessibilityText: [
      'Telaio is made to be used by everybody: with a keyboard, a screen reader, enlarged text, without JavaScript and on an old phone.',
      'The aim is conformance with WCAG 2.2, level AA. Every page that our test journeys visit is checked with axe, also on a narrow screen; automatic checks find only a part of the problems, so this is a self-assessment and not a certificate.',
      'Known limits: the original texts of calls are in English only, as the European Commission publishes them; the map and the network of collaborations are pictures, with a table of the same data beside them.',
      'If something cannot be used or understood, write to the cluster or call: we answer and mend it.',
    ],
    privacy: 'Personal data',
    privacyText: [
      'Who reads these pages is not followed: no cookie until you sign in, no third-party statistics, no font or program loaded from other sites.',
      'Who signs in leaves the least that is needed: name, e-mail address, role and language. The session ends after seven days without use (twelve hours for those who work for the cluster), and its cookie serves only to recognise you; we do not record the network address you come from.',
      'The texts you write to find partners are used to answer and are not kept.',
      'For each act of the staff it is recorded who did what, because the cluster must account for it.',
      'People named as contacts of an organisation appear only to those who need to see them: the cluster’s staff, members or everybody, as chosen for each. Only who asked for it is in the directory. No public count of people goes below five.',
      'Who has an account reads, corrects, downloads and erases their own data on the page “Your data”. Who has none asks the cluster, by phone too: staff do the same for them.',
      'After an erasure facts remain (a proposal was submitted, for example) without anybody’s name.',
    ],
    kept: 'For how long',
    keptLead: 'Each night what has passed these terms is deleted by itself.',
    what: 'What',
    until: 'Until when',
  },
})

/** Pages every public site owes its readers. */
export function statements(): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  for (const name of ['accessibility', 'privacy'] as const) {
    app.get(`/${name}`, c => {
      const t = words[c.get('language')]
      return page(
        c,
        { title: t[name] },
        <div className="prose">
          <h1>{t[name]}</h1>
          {t[`${name}Text`].map(text => (
            <p key={text}>{text}</p>
          ))}
          {name === 'privacy' && <Kept language={c.get('language')} />}
        </div>,
      )
    })
  }
  return app
}

/** The terms that the nightly job applies, from the same list. */
function Kept({ language }: { language: Language }) {
  const t = words[language]
  return (
    <section>
      <h2>{t.kept}</h2>
      <p>{t.keptLead}</p>
      <Table
        caption={t.kept}
        heads={[{ text: t.what }, { text: t.until }]}
        rows={RETENTION.map(({ what, until }) => [what[language], until[language]])}
      />
    </section>
  )
}
