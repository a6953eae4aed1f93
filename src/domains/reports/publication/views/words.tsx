import { nameOf } from '#algorithms/indicators/problem.ts'
import { gulpease } from '#kernel/readability.ts'
import type { Language } from '#platform/i18n.ts'
import { TextArea } from '#ui/forms.tsx'
import { Crumbs, Notice, Table } from '#ui/parts.tsx'
import { periodName, words as reportWords } from '../../messages.ts'
import type { Block, Report, Told } from '../../model.ts'
import { keyText } from '../../texts.ts'
import { Paragraphs } from '../../views/parts.tsx'
import { filled } from '../../words/references.ts'
import type { WorkView } from '../actions.ts'
import { words } from '../messages.ts'
import { BLOCKS, LONGEST_BLOCK } from '../model.ts'
import { nameOfBlock, Remarks } from './standing.tsx'

type Props = {
  language: Language
  at: string
  view: WorkView
  /** What stands in the fields: as stored, or as it was sent and refused. */
  blocks: readonly Block[]
  saved: boolean
  refused?: string | undefined
}

/** The words of a report, section by section in both languages, with the figures that can be inserted. */
export function WordsPage({ language, at, view, blocks, saved, refused }: Props) {
  const t = words[language]
  const { report } = view.statement
  const counted = report.figures.filter(({ figure }) => figure.value !== null)
  const shown = BLOCKS.filter(
    section =>
      section === 'opening' ||
      section === 'closing' ||
      counted.some(({ definition }) => definition.section === section) ||
      blocks.some(block => block.section === section),
  )
  return (
    <>
      <Crumbs
        label={reportWords[language].title}
        trail={[
          { href: `/${language}/reports`, text: reportWords[language].title },
          { href: `${at}/now`, text: reportWords[language].report(periodName(language, report.period)) },
        ]}
      />
      <h1>{t.words}</h1>
      <p className="lead">{t.wordsLead}</p>
      {refused && (
        <Notice tone="wrong" role="alert">
          <p>{refused}</p>
        </Notice>
      )}
      {saved && (
        <Notice tone="good" role="status">
          <p>{t.saved}</p>
        </Notice>
      )}
      <Remarks language={language} remarks={view.remarks} />
      {saved && view.remarks.length === 0 && view.work.blocks.length > 0 && <p>{t.allWell}</p>}
      <form method="post" action={`${at}/words`} data-words>
        <input type="hidden" name="version" value={view.work.version} />
        {shown.map(section => (
          <Section
            key={section}
            {...{ language, section, report }}
            block={blocks.find(block => block.section === section)}
            figures={counted.filter(({ definition }) => definition.section === section)}
          />
        ))}
        <p className="row sticky">
          <button type="submit">{t.save}</button>
          <a href={`${at}/now`}>{reportWords[language].report(periodName(language, report.period))}</a>
        </p>
      </form>
    </>
  )
}

type SectionProps = {
  language: Language
  section: string
  report: Report
  block: Block | undefined
  figures: readonly Told[]
}

function Section({ language, section, report, block, figures }: SectionProps) {
  const t = words[language]
  const index = gulpease(block?.it ?? '')
  return (
    <fieldset>
      <legend>{nameOfBlock(language, section)}</legend>
      <div className="halves">
        <div>
          <TextArea
            name={`it.${section}`}
            label={`${nameOfBlock(language, section)}: ${t.italian}`}
            value={block?.it}
            maxLength={LONGEST_BLOCK}
          />
          <p className="soft">
            {t.gulpease}: <output data-gulpease={`it.${section}`}>{index ?? '–'}</output>
          </p>
        </div>
        <TextArea
          name={`en.${section}`}
          label={`${nameOfBlock(language, section)}: ${t.english}`}
          value={block?.en}
          maxLength={LONGEST_BLOCK}
        />
      </div>
      {block && (block.it || block.en) && (
        <details open>
          <summary>{t.preview}</summary>
          <div className="halves">
            <Filled language="it" text={block.it} report={report} />
            <Filled language="en" text={block.en} report={report} />
          </div>
        </details>
      )}
      {figures.length > 0 && <References {...{ language, report, figures }} />}
    </fieldset>
  )
}

const Filled = ({ language, text, report }: { language: Language; text: string; report: Report }) => (
  <div lang={language}>
    <Paragraphs text={filled(language, text, report)} />
  </div>
)

function References({ language, report, figures }: { language: Language; report: Report; figures: readonly Told[] }) {
  const t = words[language]
  const line = (name: string, reference: string) => [
    name,
    <span key="code" className="nowrap">
      <code>{reference}</code>{' '}
      <button type="button" className="link" hidden data-insert={reference} aria-label={`${t.insert} ${reference}`}>
        {t.insert}
      </button>
    </span>,
    filled(language, reference, report),
  ]
  return (
    <details>
      <summary>{t.references}</summary>
      <p className="soft">{t.referencesHint}</p>
      <Table
        caption={t.references}
        className="dense"
        heads={[{ text: t.figure }, { text: t.reference }, { text: t.shows }]}
        rows={figures.flatMap(told => [
          line(told.definition.name[language], `{${told.definition.code}}`),
          ...partsOf(told).map(({ by, key }) =>
            line(keyText(language, report, told, by, key), `{${told.definition.code}:${key}}`),
          ),
        ])}
      />
    </details>
  )
}

/** Parts that can be named in a reference. */
const partsOf = ({ definition, figure }: Told) =>
  (definition.by ?? [])
    .filter(by => by !== 'month')
    .flatMap(by => {
      const { parts = [] } = figure.by.find(({ of }) => of === nameOf(by)) ?? {}
      return parts
        .filter(({ key, value, withheld }) => /^[^\s{}]{1,60}$/.test(key) && value !== null && !withheld)
        .slice(0, MOST_PARTS)
        .map(({ key }) => ({ by, key }))
    })

const MOST_PARTS = 12
