/**
 * Where words that belong to different paragraphs or list items were run together: "outcomes:Researchers", "clinicians;Patients",
 * "burden.Proposals", "indicatorsThe". Names that are written so (mRNA, eHealth, GenAI4EU, LinkedIn) are no joints.
 */

/** What stands before a joint: an introduction, an item, the end of a sentence, or no mark at all. */
export type JointKind = 'intro' | 'item' | 'sentence' | 'bare'
export type Joint = { readonly at: number; readonly kind: JointKind }

/** Words that begin a paragraph or an item, and are never the second half of a name. */
const STARTERS = new Set(
  `The This These Those Proposals Proposal Applicants Applicant Applications Projects Project Participants Participation Activities Actions Action
  Beneficiaries Consortia In If It An As At By For From On To All Any Each Both Where When Which While With Within Under Through Please Note
  Number Scope Expected Eligible Eligibility Objective Objectives Background Award Annexes Entities Evaluation Funding Payment Demonstrate
  Develop Improve Improved Increase Increased Enhanced Ensure Support Provide Promote Reduction Contribution Identification Integration
  Researchers Patients Citizens Stakeholders Policymakers Policy Health Healthcare Member Specific Additional Access Part Prizes Postdoctoral
  Investments Renewable Final Ethics Digital Because Maximum Duration Secondments Supervision Security Emerging Help Contact Important
  Standard Detailed Rules Mandatory Guidance Described Subject Due Information General Legal`
    .split(/\s+/)
    .filter(Boolean),
)
const SMALL_WORDS = new Set(['and', 'or', 'of', 'the', 'to', 'for', 'with', 'in', 'on', 'by'])
const NAMES = /(LinkedIn|PlugIn|LogIn|SignIn|YouTube|GitHub|PhD|GmbH)$/
const ABBREVIATIONS = /(?:^|[^\p{L}])(?:\p{L}|vs|cf|Art|No|Nr|Fig|Dr|Prof|St|Mr|Ms|approx|incl)\.$/u
const ADDRESS = /:\/\/|www\.|@/
const ADDRESS_END = /\.(?:eu|com|org|int|net|it|html?|pdf|php|aspx?)$/

const UPPER = /\p{Lu}/u
const LOWER = /\p{Ll}/u
const LETTER = /\p{L}/u

/** Joints of one line, from left to right; the text is to be parted before each `at`. */
export function jointsOf(line: string): Joint[] {
  const joints: Joint[] = []
  for (let at = 1; at < line.length; at++) {
    const kind = jointAt(line, at)
    if (kind) joints.push({ at, kind })
  }
  return joints
}

function jointAt(line: string, at: number): JointKind | undefined {
  const here = line[at] ?? ''
  const before = line[at - 1] ?? ''
  if (before === ' ' || !(before === ';' ? LETTER : UPPER).test(here)) return undefined
  const token = tokenBefore(line, at)
  const word = wordAt(line, at)
  if (ADDRESS.test(token)) {
    if (/\)\.$/.test(token)) return before === '.' ? 'sentence' : undefined
    return ADDRESS_END.test(token) && STARTERS.has(word) ? 'bare' : undefined
  }
  if (before === ';') return /&#?\w+;$/.test(token) ? undefined : 'item'
  if (before === ':')
    return /[\p{L}\p{N})\]”"]:$/u.test(token) && !/^\W*(?:doi|urn|isbn|mailto|https?):$/i.test(token)
      ? 'intro'
      : undefined
  if (/[.?!]/.test(before))
    return ABBREVIATIONS.test(token) && !(/\p{Lu}\.$/u.test(token) && STARTERS.has(word) && word.length > 2)
      ? undefined
      : 'sentence'
  if (/[)\]”%]/.test(before)) {
    if (/[.?!][)\]”]$/.test(token)) return 'sentence'
    return word.length > 2 && LOWER.test(word[1] ?? '') && !/[\p{L}-]\([^()]*\)$/u.test(token) ? 'bare' : undefined
  }
  return gluedWords(token, word) ? 'bare' : undefined
}

/** Whether a capitalised word begins right behind another: "projectsActivities", "InvestigatorThe", "EUThe", "2027Proposals". */
function gluedWords(token: string, word: string): boolean {
  if (NAMES.test(token + word)) return false
  const starts = STARTERS.has(word)
  if (/\p{Lu}{2,}s?$/u.test(token) || /\p{N}$/u.test(token)) return starts && word.length > 2
  const left = /\p{L}?\p{Ll}+$/u.exec(token)?.[0] ?? ''
  if (left === '') return false
  const lowerStart = LOWER.test(left[0] ?? '') && !/\p{L}$/u.test(token.slice(0, -left.length))
  if (starts && (left.length > 2 || (lowerStart && SMALL_WORDS.has(left)))) return true
  const capitalised = word.length > 2 && LOWER.test(word[1] ?? '') && !UPPER.test(word.slice(1))
  return capitalised && lowerStart && (left.length > 3 || SMALL_WORDS.has(left))
}

/** What stands before a place without a space. */
function tokenBefore(line: string, at: number): string {
  let from = at
  while (from > 0 && at - from < 200 && !/\s/.test(line[from - 1] ?? ' ')) from -= 1
  return line.slice(from, at)
}

/** The letters from a place on. */
function wordAt(line: string, at: number): string {
  let to = at
  while (to < line.length && LETTER.test(line[to] ?? '')) to += 1
  return line.slice(at, to)
}
