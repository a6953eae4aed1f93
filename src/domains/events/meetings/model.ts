export const STRENGTHS = ['must', 'like', 'no'] as const
export type Strength = (typeof STRENGTHS)[number]

/** Whether a wish still counts: answered by a wish back, without an end, or its end not yet come. */
export const counts = (wish: { readonly expires_at: Date | null }, answered: boolean, now: Date): boolean =>
  answered || wish.expires_at === null || now < wish.expires_at
