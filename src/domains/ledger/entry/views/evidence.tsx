import { Select, TextField } from '#ui/forms.tsx'
import { shownTo } from '../../evidence/messages.ts'
import { SHOWN_TO, TYPES } from '../../evidence/model.ts'
import { words } from '../messages.ts'
import { every, single } from '../model.ts'
import { type FormProps, optional } from './props.ts'

/** A photo, a file or an address; what is attached already can be unticked. */
export function EvidenceFields({ language, raw, wrong, kept, open }: FormProps & { open: boolean }) {
  const t = words[language]
  const addresses = every(raw, 'kept_address')
  const chosen = single(raw, 'shown') || 'staff'
  return (
    <fieldset className="field">
      <legend>{open ? t.evidence : optional(t.evidence, true, t.optional)}</legend>
      {kept.length + addresses.length > 0 && (
        <div>
          <p className="hint">
            {t.kept}. {t.removeHint}
          </p>
          {kept.map(({ sha256, name }) => (
            <Kept key={sha256} name="kept" value={sha256} text={name} />
          ))}
          {addresses.map(line => (
            <Kept key={line} name="kept_address" value={line} text={line.split(' ').slice(1).join(' ')} />
          ))}
        </div>
      )}
      <div className="field">
        <label htmlFor="file">{t.file}</label>
        <span className="hint" id="file-hint">
          {t.fileHint}
        </span>
        {wrong.file && (
          <span className="wrong" id="file-wrong">
            {wrong.file}
          </span>
        )}
        <input
          id="file"
          name="file"
          type="file"
          accept={['.jpeg', ...Object.keys(TYPES).map(ending => `.${ending}`)].join(',')}
          aria-describedby={wrong.file ? 'file-hint file-wrong' : 'file-hint'}
        />
      </div>
      <details open={Boolean(single(raw, 'address') || wrong.address || chosen !== 'staff')}>
        <summary>{t.address}</summary>
        <TextField name="address" type="url" label={t.address} value={single(raw, 'address')} wrong={wrong.address} />
        <TextField name="seen" type="date" label={t.seen} value={single(raw, 'seen')} />
        <Select
          name="shown"
          label={t.shown}
          value={chosen}
          choices={SHOWN_TO.map(value => ({ value, text: shownTo[value]?.[language] ?? value }))}
        />
      </details>
    </fieldset>
  )
}

function Kept({ name, value, text }: { name: string; value: string; text: string }) {
  return (
    <label className="choice">
      <input type="checkbox" name={name} value={value} defaultChecked />
      <span>{text}</span>
    </label>
  )
}
