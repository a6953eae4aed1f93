import type { Language } from '#platform/i18n.ts'
import { words } from '../messages.ts'

/**
 * A part of a report's page where its figures are checked in the reader's own browser: `href` leads to the package, `hash` is the hash of the report. The page
 * loads the island `check-figures`; without scripts it says which command does the same.
 */
export function CheckFigures({ language, href, hash }: { language: Language; href: string; hash: string }) {
  const t = words[language]
  const file = href.split('/').at(-1) ?? ''
  return (
    <section className="check-figures" aria-labelledby="check-figures" data-package={href} data-hash={hash}>
      <h2 id="check-figures">{t.title}</h2>
      <p>{t.lead}</p>
      <p>
        {t.hash}: <code className="hash">{hash}</code>
      </p>
      <div hidden data-part="controls">
        <p>
          <button type="button" className="button" data-part="check">
            {t.button}
          </button>
        </p>
        <div className="field">
          <label htmlFor="check-own">{t.own}</label>
          <span className="hint" id="check-own-hint">
            {t.ownHint}
          </span>
          <input type="file" id="check-own" accept=".zip,application/zip" aria-describedby="check-own-hint" />
        </div>
        <progress hidden max={1} aria-label={t.title} />
        <div role="status" data-part="status" />
        <div hidden data-part="result" />
      </div>
      <p>
        {t.command} <a href={href}>{t.download}</a>
      </p>
      <p>
        <code className="hash">{`telaio verify ${file} --hash ${hash}`}</code>
      </p>
    </section>
  )
}
