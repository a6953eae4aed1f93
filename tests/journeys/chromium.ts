import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
]

/**
 * --disable-web-security would switch off what journeys are there to see; in a single process the first visitor to leave takes the browser along; and a
 * graphics card made of software costs more than it draws.
 */
const NOT_OURS =
  /^--(disable-web-security|single-process|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|in-process-gpu|disk-cache-size)/

/**
 * A browser, from the machine or from npm: the one of CHROME, an installed one, the one of @sparticuz/chromium (which brings its libraries),
 * and as the last resort Debian's, installed here when we are root.
 */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = []
  const attempt = async (executablePath: string, args: readonly string[] = []) => {
    try {
      return await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...args],
      })
    } catch (error) {
      failures.push(`${executablePath}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
      return undefined
    }
  }
  const given = process.env.CHROME
  for (const file of given ? [given] : INSTALLED) {
    const browser = existsSync(file) && (await attempt(file))
    if (browser) return browser
  }
  const packed = await fromPackage()
  const browser = packed && (await attempt(packed.file, packed.args))
  if (browser) return browser
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("Installing Debian's Chromium…")
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore', timeout: 120_000 })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, stdio: 'ignore' })
    const installed = existsSync('/usr/bin/chromium') && (await attempt('/usr/bin/chromium'))
    if (installed) return installed
  }
  throw new Error(
    `No browser starts here. Install Chromium, or name one with CHROME=/path/to/chrome.\n${failures.join('\n')}`,
  )
}

async function fromPackage(): Promise<{ file: string; args: string[] } | undefined> {
  try {
    // It unpacks the libraries beside the browser only where it believes to be on the machines it was made for.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x'
    const { default: packed } = await import('@sparticuz/chromium')
    const file = await packed.executablePath()
    return { file, args: packed.args.filter(arg => !NOT_OURS.test(arg)) }
  } catch {
    return undefined
  }
}
