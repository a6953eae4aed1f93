import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

/**
 * Buttons that need the browser's own dialogue for passkeys. Each names what it does and where to ask; the server hides them, and they
 * are shown where the browser knows passkeys. A failure is said in the element named by `aria-describedby`.
 */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    const said = document.getElementById(button.getAttribute('aria-describedby') ?? '')
    button.disabled = true
    try {
      location.assign(await go(button.dataset.passkey === 'add', button.dataset.at ?? '', button.dataset.name ?? ''))
    } catch {
      button.disabled = false
      if (said) said.hidden = false
    }
  })
}

/** Asks for what to sign, has it signed, sends it back. Answers where to go on. */
async function go(adds: boolean, at: string, name: string): Promise<string> {
  const optionsJSON = await post(`${at}/options`, {})
  const response = adds
    ? await startRegistration({ optionsJSON: optionsJSON as never })
    : await startAuthentication({ optionsJSON: optionsJSON as never })
  const { to } = (await post(at, { response, name })) as { to: string }
  return to
}

async function post(at: string, body: object): Promise<unknown> {
  const answer = await fetch(at, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}
