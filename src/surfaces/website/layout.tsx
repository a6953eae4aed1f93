import type { ReactNode } from 'react'
import type { Assets } from '#platform/assets.ts'
import type { LayoutProps } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { Mark, Selvedge } from '#ui/weave.tsx'
import type { Entry, Workbench } from './navigation.ts'
import { words } from './words.ts'

export type Frame = {
  readonly assets: Assets
  readonly cluster: { readonly name: string; readonly invented: boolean }
  /** The navigation that this actor may use. */
  readonly entries: readonly Entry[]
  /** What somebody who has signed in works on; empty for visitors. */
  readonly workbench: Workbench
}

/** Weights seen without scrolling on nearly every page. */
const PRELOADED = [400, 600, 700]

/** The frame of every page. */
export function Layout({ frame, waiting, ...props }: LayoutProps & { frame: Frame; waiting: boolean }): ReactNode {
  const { head, language, here, origin, actor } = props
  const t = words[language]
  const { assets, cluster, entries, workbench } = frame
  const title = head.title === cluster.name ? head.title : `${head.title} · ${cluster.name}`
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {head.description && <meta name="description" content={head.description} />}
        {head.noIndex && <meta name="robots" content="noindex" />}
        {PRELOADED.map(weight => (
          <link
            key={weight}
            rel="preload"
            as="font"
            type="font/woff2"
            crossOrigin=""
            href={assets.href(`titillium-web-latin-${weight}-normal.woff2`)}
          />
        ))}
        <link rel="stylesheet" href={assets.href('site.css')} />
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <link rel="alternate" hrefLang="it" href={`${origin}/it${here}`} />
        <link rel="alternate" hrefLang="en" href={`${origin}/en${here}`} />
        <link rel="alternate" hrefLang="x-default" href={`${origin}/it${here}`} />
        <link rel="canonical" href={`${origin}/${language}${here}`} />
        {head.islands?.map(name => (
          <script key={name} type="module" src={assets.href(`${name}.js`)} />
        ))}
        {actor.id !== undefined && <script type="module" src={assets.href('leave.js')} />}
        {head.jsonLd && (
          <script
            type="application/ld+json"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every "<" escaped; a data block runs nothing
            dangerouslySetInnerHTML={{ __html: JSON.stringify(head.jsonLd).replaceAll('<', '\\u003c') }}
          />
        )}
      </head>
      <body>
        <a className="skip" href="#content">
          {t.skip}
        </a>
        <header className="masthead">
          <div className="masthead-row">
            <a className="brand" href={`/${language}`}>
              <Mark />
              <span>
                Telaio
                <small>{cluster.name}</small>
              </span>
            </a>
            <nav aria-label={t.mainMenu}>
              <Entries entries={entries} section={head.section} />
            </nav>
            <div className="tools">
              <a href={`/${t.otherLanguageCode}${here}`} lang={t.otherLanguageCode} hrefLang={t.otherLanguageCode}>
                {t.otherLanguage}
              </a>
              {actor.id === undefined && !waiting && <a href={`/${language}/sign-in`}>{t.signIn}</a>}
              {waiting && <a href={`/${language}/sign-in/code`}>{t.giveCode}</a>}
              {actor.id !== undefined && (
                <a href={`/${language}/account`} aria-current={head.section === 'account' ? 'page' : undefined}>
                  {actor.name}
                </a>
              )}
              {(actor.id !== undefined || waiting) && (
                <form method="post" action={`/${language}/sign-out`}>
                  <button type="submit" className="link">
                    {t.signOut}
                  </button>
                </form>
              )}
            </div>
          </div>
          {workbench.first.length > 0 && (
            <nav className="workbench" aria-label={t.workbench}>
              <Entries entries={workbench.first} section={head.section} />
              {workbench.more.length > 0 && (
                <More language={language} entries={workbench.more} section={head.section} />
              )}
            </nav>
          )}
          <Selvedge />
        </header>
        <main id="content" tabIndex={-1} className={head.wide ? 'main wide' : 'main'}>
          {props.children}
        </main>
        <footer className="foot">
          <div className="foot-row">
            <section>
              <h2 className="small">{t.about}</h2>
              <p>{t.aboutText}</p>
              {cluster.invented && <p>{t.invented}</p>}
            </section>
            <section>
              <h2 className="small">{t.help}</h2>
              <ul>
                <li>
                  <a href={`/${language}/accessibility`}>{t.accessibility}</a>
                </li>
                <li>
                  <a href={`/${language}/privacy`}>{t.privacy}</a>
                </li>
                <li>
                  <a href={`/${language}/api`}>{t.api}</a>
                </li>
              </ul>
            </section>
            <section>
              <h2 className="small">{t.sources}</h2>
              <p>{t.sourcesText}</p>
            </section>
          </div>
        </footer>
      </body>
    </html>
  )
}

function Entries({ entries, section }: { entries: readonly Entry[]; section: string | undefined }) {
  return (
    <ul className="nav">
      {entries.map(entry => (
        <li key={entry.href}>
          <a href={entry.href} aria-current={entry.section === section ? 'page' : undefined}>
            {entry.text}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Entries that are needed less often. Where one of them is the present page, its name stands outside. */
function More({
  language,
  entries,
  section,
}: {
  language: Language
  entries: readonly Entry[]
  section: string | undefined
}) {
  const here = entries.find(entry => entry.section === section)
  return (
    <details className="more">
      <summary data-here={here ? '' : undefined}>
        {words[language].more}
        {here && `: ${here.text}`}
      </summary>
      <Entries entries={entries} section={section} />
    </details>
  )
}
