import { Hono } from 'hono'
import type { AppEnv } from '#platform/http.tsx'
import { website as callPages, type Deps } from './call/website.tsx'
import { workspace as callWork } from './call/workspace.tsx'
import { website as judgePages } from './judging/website.tsx'
import { workspace as judgeWork } from './judging/workspace.tsx'
import { website as resultPages } from './results/website.tsx'
import { workspace as selectionWork } from './selection/workspace.tsx'
import { website as stagePages } from './stage/website.tsx'

/** All pages of pitches. */
export function website(deps: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  for (const pages of [callWork, judgeWork, selectionWork, stagePages, resultPages, judgePages, callPages])
    app.route('/', pages(deps))
  return app
}
