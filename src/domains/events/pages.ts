import { Hono } from 'hono'
import type { AppEnv } from '#platform/http.tsx'
import { workspace as checkIn } from './check-in/workspace.tsx'
import { workspace as optimise } from './meetings/board/optimise/workspace.tsx'
import { workspace as repair } from './meetings/board/repair/workspace.tsx'
import { workspace as board } from './meetings/board/workspace.tsx'
import { type Deps as AgendaDeps, website as agenda } from './meetings/mine/website.tsx'
import { workspace as outcomes } from './meetings/outcomes/workspace.tsx'
import { workspace as readiness } from './meetings/readiness/workspace.tsx'
import { workspace as setup } from './meetings/setup/workspace.tsx'
import type { Deps as WishDeps } from './meetings/wishes/page.tsx'
import { website as wishes } from './meetings/wishes/website.tsx'
import { workspace as wishWork } from './meetings/wishes/workspace.tsx'
import { website as pitches } from './pitches/website.ts'
import { website as registrations } from './registrations/website.tsx'
import { workspace as registrationLists } from './registrations/workspace.tsx'
import { type Deps, website } from './website.tsx'
import { workspace } from './workspace.tsx'

/** All pages of events. */
export function pages(deps: Deps & WishDeps & AgendaDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const work = [workspace, registrationLists, checkIn, setup, readiness, wishWork, board, optimise, repair, outcomes]
  // Last the page of an event, whose address would take those of others.
  for (const one of [...work, wishes, agenda, pitches, registrations, website]) app.route('/', one(deps))
  return app
}
