const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
const GREEK = new Map(
  'αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo'
    .split(' ')
    .map(pair => [pair[0]!, pair.slice(1)] as const),
)

/** Small Latin letters without accents; ä, ö, ü and what they are written as where there are none become the same. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßøđłæœðþı]/g, letter => LETTERS[letter] ?? letter)
    .replace(/[α-ω]/g, letter => GREEK.get(letter) ?? letter)
    .replace(/&/g, ' and ')
    .replace(/ae/g, 'a')
    .replace(/oe/g, 'o')
    .replace(/ue/g, 'u')
}
