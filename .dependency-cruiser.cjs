// Arrows point down only: main -> surfaces -> a slice's surface files -> actions -> {queries, policy, algorithms} -> model -> kernel.
// Each rule has a probe in tools/probes/ that breaks it, and tools/probes.test.ts fails when a rule no longer notices.
const { slices, beside } = require('./tools/slices.json')

const TEST = '\\.test\\.tsx?$'
const NOT_TEST = { pathNot: TEST }
const VALUE = { dependencyTypesNot: ['type-only'] }
/** What a slice shows to the others. */
const OPEN = ['/(model|actions|policy|messages)\\.ts$', '/views/[^/]+\\.tsx$']
const DOORS =
  'Of another slice import only model.ts, actions.ts, policy.ts, messages.ts or its views. Ask that slice for an action; a file that must be reached otherwise is named with its reason in tools/slices.json.'
const LIST =
  'This slice may not use that one. Turn the arrow round, or add it to tools/slices.json with its reason: the list stays acyclic.'
const sliceOf = file => file.split('/')[2]
const escaped = path => path.replaceAll('.', '\\.')

ensureAcyclic()

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'algorithms-are-pure',
      comment:
        'An algorithm imports algorithms and kernel only. Turn rows into its Problem in the slice that calls it (encode.ts) and hand it over.',
      severity: 'error',
      from: { path: '^src/algorithms/', ...NOT_TEST },
      to: { path: '^(src|db|tools|bench|tests)/', pathNot: '^src/(algorithms|kernel)/' },
    },
    {
      name: 'kernel-imports-nothing-of-ours',
      comment: 'Value types stand on nothing. Move what needs another room to the slice that uses it.',
      severity: 'error',
      from: { path: '^src/kernel/', ...NOT_TEST },
      to: { path: '^(src|db|tools|bench|tests)/', pathNot: '^src/kernel/' },
    },
    {
      name: 'ui-knows-no-domain',
      comment: 'A component takes what it shows as props, words included. What knows a domain is a view of that slice.',
      severity: 'error',
      from: { path: '^src/ui/', ...NOT_TEST },
      to: { path: '^(src|db|tools|bench|tests)/', pathNot: '^src/(ui/|kernel/|platform/i18n\\.ts$)' },
    },
    {
      name: 'platform-knows-no-domain',
      comment: 'The platform is told, it does not ask: pass the domain thing in as a parameter from main or a surface.',
      severity: 'error',
      from: { path: '^src/platform/', ...NOT_TEST },
      to: { path: '^(src/(domains|surfaces|algorithms)|tools|bench|tests)/' },
    },
    {
      name: 'domains-know-no-surface',
      comment:
        'Surfaces mount slices, never the other way. Take what you need as a parameter of the slice’s pages or commands.',
      severity: 'error',
      from: { path: '^src/domains/', ...NOT_TEST },
      to: { path: '^src/(surfaces/|main\\.ts$)' },
    },
    {
      name: 'slices-meet-at-their-doors',
      comment: DOORS,
      severity: 'error',
      from: { path: '^src/domains/([^/]+)/', pathNot: [TEST, ...beside.map(each => `^${escaped(each.from)}$`)] },
      to: { path: '^src/domains/', pathNot: ['^src/domains/$1/', ...OPEN], ...VALUE },
    },
    // The files of tools/slices.json go where their line says and nowhere else.
    ...beside.map(each => ({
      name: 'slices-meet-at-their-doors',
      comment: DOORS,
      severity: 'error',
      from: { path: `^${escaped(each.from)}$` },
      to: {
        path: '^src/domains/',
        pathNot: [`^src/domains/${sliceOf(each.from)}/`, ...OPEN, `^${escaped(each.to)}$`],
        ...VALUE,
      },
    })),
    ...Object.entries(slices).map(([slice, below]) => ({
      name: 'slices-follow-the-list',
      comment: LIST,
      severity: 'error',
      from: { path: `^src/domains/${slice}/`, ...NOT_TEST },
      to: { path: '^src/domains/', pathNot: `^src/domains/(${[slice, ...Object.keys(below)].join('|')})/` },
    })),
    {
      name: 'slices-follow-the-list',
      comment: LIST,
      severity: 'error',
      from: { path: `^src/domains/(?!(?:${Object.keys(slices).join('|')})/)([^/]+)/`, ...NOT_TEST },
      to: { path: '^src/domains/', pathNot: '^src/domains/$1/' },
    },
    {
      name: 'sql-in-queries-only',
      comment:
        'SQL lives in queries.ts (and in the platform). Write a function there that takes db or tx, and call it.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '^src/platform/', '(^|/)queries\\.ts$'] },
      to: { path: 'node_modules/(kysely|pg|pg-copy-streams)/', ...VALUE },
    },
    {
      name: 'views-ask-nothing',
      comment:
        'A view is props in, markup out. Load in the page (website.tsx, workspace.tsx) and pass the result; types may be imported.',
      severity: 'error',
      from: { path: '^src/(domains/.+/views|ui)/', ...NOT_TEST },
      to: { path: '(/(queries|actions)\\.ts$|^src/platform/(db|env|http)\\.tsx?$)', ...VALUE },
    },
    {
      name: 'model-decides-alone',
      comment:
        'model.ts and policy.ts are pure: no SQL, no actions, no pages. What loads or stores belongs in actions.ts.',
      severity: 'error',
      from: { path: '^src/domains/.+/(model|policy)\\.ts$' },
      to: {
        path: '(/(queries|actions|website|workspace|api|cli|jobs)\\.tsx?$|^src/platform/(db|env|http)\\.tsx?$)',
        ...VALUE,
      },
    },
    {
      name: 'nothing-imports-tests',
      comment:
        'The product stands without its tests, benches and tools. Move what both need into the room it belongs to.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '/fixtures\\.ts$'] },
      to: { path: `(^(tests|bench|tools)/|${TEST}|/fixtures\\.ts$)`, pathNot: '^tools/setup\\.js$' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one subject or hide a third: move what they share below both.',
      severity: 'error',
      from: { path: '^(src|tools|bench|tests)/' },
      to: { circular: true, viaOnly: VALUE },
    },
    {
      name: 'what-runs-is-installed',
      comment:
        'Production code imports what package.json lists under dependencies. Move the package there, or do without it.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '/fixtures\\.ts$'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'], ...VALUE },
    },
    {
      name: 'imports-resolve',
      comment: 'This import leads nowhere: correct its path, extension included.',
      severity: 'error',
      from: { path: '^(src|tools|bench|tests)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '^tools/probes/' },
  },
}

/** The list of tools/slices.json must point down: a slice that reaches itself is a mistake in the list, not in the code. */
function ensureAcyclic() {
  const visit = (slice, trail) => {
    if (trail.includes(slice)) throw new Error(`tools/slices.json has a cycle: ${[...trail, slice].join(' -> ')}`)
    for (const below of Object.keys(slices[slice] ?? {})) visit(below, [...trail, slice])
  }
  for (const slice of Object.keys(slices)) visit(slice, [])
}
