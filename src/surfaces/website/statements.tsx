import { Hono } from 'hono'
import { type AppEnv, page } from '#platform/http.tsx'
import { inBoth } from '#platform/i18n.ts'

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
      'Chi entra lascia il minimo che serve: nome, indirizzo e-mail, ruolo e lingua. La sessione dura sette giorni, il suo cookie serve solo a riconoscerti.',
      'I testi che scrivi per cercare partner servono a rispondere e non sono conservati.',
      'Per ogni azione del personale si annota chi ha fatto che cosa, perché il cluster deve renderne conto.',
      'Puoi chiedere al cluster quali dati ti riguardano, correggerli o farli cancellare.',
    ],
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
      'Who signs in leaves the least that is needed: name, e-mail address, role and language. The session lasts seven days, and its cookie serves only to recognise you.',
      'The texts you write to find partners are used to answer and are not kept.',
      'For each act of the staff it is recorded who did what, because the cluster must account for it.',
      'You can ask the cluster which data concern you, have them corrected or erased.',
    ],
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
        </div>,
      )
    })
  }
  return app
}
