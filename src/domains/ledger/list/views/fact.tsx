import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Crumbs, Facts, Notice, Table } from '#ui/parts.tsx'
import { shownTo } from '../../evidence/messages.ts'
import { SHOWN_TO } from '../../evidence/model.ts'
import { isKind, ruleOf } from '../../kinds/catalogue.ts'
import { reasons } from '../../messages.ts'
import type { FactView } from '../actions.ts'
import { words } from '../messages.ts'
import type { FactRow, Tie } from '../queries.ts'
import { detailsInWords, kindName, type Readable, State } from './parts.tsx'

type Props = {
  language: Language
  view: FactView
  done: 'correction' | 'withdrawal' | 'shown' | undefined
  refused: string | undefined
  readable: Readable
}

export function FactPage({ language, view, done, refused, readable }: Props) {
  const t = words[language]
  const f = formats(language)
  const { fact, versions, mayRecord } = view
  const newest = versions.at(-1)
  const stands = newest?.seq === fact.seq && fact.amendment !== 'withdrawal'
  return (
    <>
      <Crumbs label={t.back} trail={[{ href: `/${language}/ledger`, text: t.back }]} />
      <h1>
        {kindName(language, fact.kind)} <State language={language} fact={fact} />
      </h1>
      <p className="lead">{[fact.details.title, f.date(fact.happened_on)].filter(Boolean).join(', ')}</p>
      {done && (
        <Notice tone="good" role="status">
          <p>{done === 'correction' ? t.savedCorrection : done === 'withdrawal' ? t.savedWithdrawal : t.saved}</p>
        </Notice>
      )}
      {refused && (
        <Notice tone="wrong" role="alert">
          <p>{refused}</p>
        </Notice>
      )}
      {newest && newest.seq !== fact.seq && (
        <Notice tone="warn">
          <p>
            <a href={`/${language}/ledger/${newest.seq}`}>
              {newest.amendment === 'withdrawal'
                ? t.historyWithdrawn(f.number(newest.seq))
                : t.historyNewest(f.number(newest.seq))}
            </a>
          </p>
        </Notice>
      )}
      <Told {...{ language, view, readable }} />
      <h2>{t.evidence}</h2>
      <Evidence {...{ language, view }} />
      {versions.length > 1 && <History {...{ language, view }} />}
      {mayRecord && stands && <Mend language={language} seq={fact.seq} />}
      <Chain {...{ language, view }} />
    </>
  )
}

function Told({ language, view, readable }: { language: Language; view: FactView; readable: Readable }) {
  const { fact, follows, followers } = view
  const t = words[language]
  const f = formats(language)
  const rule = isKind(fact.kind) ? ruleOf(fact.kind) : undefined
  const roles = [...new Set(fact.parties.map(party => party.role))]
  return (
    <Facts
      items={[
        ...roles.map(
          role =>
            [
              rule?.roles[role]?.name[language] ?? role,
              <ul key={role} className="plain">
                {fact.parties
                  .filter(party => party.role === role)
                  .map(party => (
                    <li key={party.key}>
                      <a href={`/${language}/organisations/${party.key}`}>{readable(party)}</a>
                    </li>
                  ))}
              </ul>,
            ] as const,
        ),
        [t.amount, fact.amount_cents === null ? undefined : f.money(fact.amount_cents)],
        [t.place, fact.place_name ?? undefined],
        // The title stands above.
        ...detailsInWords(language, { ...fact, details: without(fact.details, 'title') }),
        [t.follows, follows && <TieLink language={language} tie={follows} />],
        [
          t.followedBy,
          followers.length > 0 && (
            <ul className="plain">
              {followers.map(tie => (
                <li key={tie.seq}>
                  <TieLink language={language} tie={tie} />
                </li>
              ))}
            </ul>
          ),
        ],
        [t.reason, fact.reason === null ? undefined : (reasons[fact.reason]?.[language] ?? fact.reason)],
        [t.source, t.sources[fact.source]],
        [t.origin, fact.origin ?? undefined],
        [t.recorded, f.instant(fact.recorded_at, 'Europe/Rome')],
        [t.by, by(language, fact)],
      ]}
    />
  )
}

function TieLink({ language, tie }: { language: Language; tie: Tie }) {
  const f = formats(language)
  return (
    <a href={`/${language}/ledger/${tie.seq}`}>
      {kindName(language, tie.kind)}, {f.date(tie.happened_on)}
    </a>
  )
}

const without = (details: FactRow['details'], name: string): FactRow['details'] =>
  Object.fromEntries(Object.entries(details).filter(([known]) => known !== name))

function by(language: Language, { recorded_by, recorder }: FactRow): string {
  const t = words[language]
  if (recorder) return recorder
  return recorded_by === 'system' ? t.system : recorded_by === '' ? t.staff : t.gone
}

function Evidence({ language, view: { fact, files, mayRecord } }: { language: Language; view: FactView }) {
  const t = words[language]
  const f = formats(language)
  if (fact.evidence.length === 0) {
    const expected = isKind(fact.kind) && ruleOf(fact.kind).evidence === 'expected' && fact.amendment !== 'withdrawal'
    return (
      <p className="soft">
        {t.noEvidence} {expected && t.evidenceExpected}
      </p>
    )
  }
  return (
    <ul className="plain">
      {fact.evidence.map(({ sha256, address, seen_on }) => {
        const file = sha256 === null ? undefined : files.get(sha256)
        if (address)
          return (
            <li key={address}>
              <a href={address} rel="noopener noreferrer nofollow">
                {address}
              </a>
              , {t.seenOn(f.date(seen_on ?? ''))}
            </li>
          )
        if (!file || !sha256) return null
        const at = `/${language}/ledger/evidence/${sha256}`
        const picture = file.media_type.startsWith('image/') && file.opens && !file.erased_because
        return (
          <li key={sha256}>
            {picture && (
              <a href={at}>
                <img className="evidence" src={at} alt={file.name} loading="lazy" />
              </a>
            )}
            <p>
              {file.erased_because ? (
                `${file.name} (${t.erased(file.erased_because)})`
              ) : file.opens ? (
                <a href={at}>{file.name}</a>
              ) : (
                `${file.name} (${t.notOpen})`
              )}{' '}
              <span className="soft">
                {f.number(Math.ceil(file.bytes / 1024))} kB
                {file.stripped && `, ${t.stripped}`}
              </span>
              <br />
              <code className="small hash">{sha256}</code>
            </p>
            {mayRecord && !file.erased_because && (
              <form method="post" action={`${at}/shown`} className="row end">
                <input type="hidden" name="seq" value={fact.seq} />
                <Select
                  name="shown"
                  label={t.shownTo}
                  value={file.shown_to}
                  choices={SHOWN_TO.map(value => ({ value, text: shownTo[value]?.[language] ?? value }))}
                />
                <div className="field">
                  <button type="submit" className="quiet">
                    {t.changeShown}
                  </button>
                </div>
              </form>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function History({ language, view: { fact, versions } }: { language: Language; view: FactView }) {
  const t = words[language]
  const f = formats(language)
  return (
    <>
      <h2>{t.history}</h2>
      <Table
        caption={t.history}
        heads={[{ text: t.number }, { text: t.recorded }, { text: t.by }, { text: t.what }, { text: t.reason }]}
        rows={versions.map(version => [
          version.seq === fact.seq ? (
            <strong key="n">{f.number(version.seq)}</strong>
          ) : (
            <a key="n" href={`/${language}/ledger/${version.seq}`}>
              {f.number(version.seq)}
            </a>
          ),
          f.instant(version.recorded_at, 'Europe/Rome'),
          by(language, version),
          version.amendment === 'withdrawal'
            ? t.withdrawal
            : version.amendment === 'correction'
              ? t.correction
              : kindName(language, version.kind),
          version.reason === null ? '' : (reasons[version.reason]?.[language] ?? version.reason),
        ])}
      />
    </>
  )
}

function Chain({ language, view: { fact, neighbours } }: { language: Language; view: FactView }) {
  const t = words[language]
  const f = formats(language)
  const beside = (seq: number) => {
    const found = neighbours.find(one => one.seq === seq)
    return found ? (
      <a href={`/${language}/ledger/${seq}`}>
        {f.number(seq)} <code className="small hash">{found.hash.slice(0, 12)}</code>
      </a>
    ) : (
      t.none
    )
  }
  return (
    <details>
      <summary>{t.chain}</summary>
      <p>{t.chainLead}</p>
      <Facts
        items={[
          [t.number, f.number(fact.seq)],
          [
            t.fingerprint,
            <code key="h" className="small hash">
              {fact.hash}
            </code>,
          ],
          [t.before, beside(fact.seq - 1)],
          [t.after, beside(fact.seq + 1)],
        ]}
      />
    </details>
  )
}

function Mend({ language, seq }: { language: Language; seq: number }) {
  const t = words[language]
  return (
    <>
      <p className="row">
        <a className="button quiet" href={`/${language}/ledger/${seq}/correct`}>
          {t.correct}
        </a>
      </p>
      <details>
        <summary>{t.withdraw}</summary>
        <form method="post" action={`/${language}/ledger/${seq}/withdraw`}>
          <p>{t.withdrawLead}</p>
          <TextField name="reason" label={t.why} hint={t.whyHint} required maxLength={300} />
          <button type="submit">{t.withdraw}</button>
        </form>
      </details>
    </>
  )
}
