import { fold } from '#algorithms/retrieval/tokens.ts'

/** Italian provinces by the two letters everybody writes, with the name that NUTS gives them. */
const SIGLAS =
  `AG Agrigento|AL Alessandria|AN Ancona|AO Valle d’Aosta/Vallée d’Aoste|AP Ascoli Piceno|AQ L’Aquila|AR Arezzo|AT Asti|AV Avellino|BA Bari|BG Bergamo
BI Biella|BL Belluno|BN Benevento|BO Bologna|BR Brindisi|BS Brescia|BT Barletta-Andria-Trani|BZ Bolzano-Bozen|CA Cagliari|CB Campobasso|CE Caserta
CH Chieti|CL Caltanissetta|CN Cuneo|CO Como|CR Cremona|CS Cosenza|CT Catania|CZ Catanzaro|EN Enna|FC Forlì-Cesena|FE Ferrara|FG Foggia|FI Firenze
FM Fermo|FR Frosinone|GE Genova|GO Gorizia|GR Grosseto|IM Imperia|IS Isernia|KR Crotone|LC Lecco|LE Lecce|LI Livorno|LO Lodi|LT Latina|LU Lucca
MB Monza e della Brianza|MC Macerata|ME Messina|MI Milano|MN Mantova|MO Modena|MS Massa-Carrara|MT Matera|NA Napoli|NO Novara|NU Nuoro|OR Oristano
PA Palermo|PC Piacenza|PD Padova|PE Pescara|PG Perugia|PI Pisa|PN Pordenone|PO Prato|PR Parma|PT Pistoia|PU Pesaro e Urbino|PV Pavia|PZ Potenza
RA Ravenna|RC Reggio di Calabria|RE Reggio nell’Emilia|RG Ragusa|RI Rieti|RM Roma|RN Rimini|RO Rovigo|SA Salerno|SI Siena|SO Sondrio|SP La Spezia
SR Siracusa|SS Sassari|SU Sud Sardegna|SV Savona|TA Taranto|TE Teramo|TN Trento|TO Torino|TP Trapani|TR Terni|TS Trieste|TV Treviso|UD Udine
VA Varese|VB Verbano-Cusio-Ossola|VC Vercelli|VE Venezia|VI Vicenza|VR Verona|VT Viterbo|VV Vibo Valentia`
    .split(/[|\n]/)
    .map(entry => ({ sigla: entry.slice(0, 2), name: entry.slice(3) }))

/** Other names that people use. */
const ALSO: Readonly<Record<string, string>> = {
  'reggio emilia': 'RE',
  'reggio calabria': 'RC',
  forli: 'FC',
  cesena: 'FC',
  fo: 'FC',
  'monza brianza': 'MB',
  'monza e brianza': 'MB',
  aosta: 'AO',
  bolzano: 'BZ',
  'alto adige': 'BZ',
  pesaro: 'PU',
  ps: 'PU',
  massa: 'MS',
  verbania: 'VB',
}

const plain = (text: string) =>
  fold(text)
    .replace(/^(provincia|citta metropolitana|prov\.?)\s+(di\s+|del\s+|della\s+)?/, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Reads a province as people write it, sigla, name or NUTS code, among the provinces that the database knows. */
export function provinceReader(
  provinces: readonly { readonly code: string; readonly name: string }[],
): (text: string) => string | undefined {
  const known = new Map<string, string>()
  for (const { code, name } of provinces) {
    known.set(plain(name), code)
    known.set(code.toLowerCase(), code)
  }
  for (const { sigla, name } of SIGLAS) {
    const code = known.get(plain(name))
    if (code) known.set(sigla.toLowerCase(), code)
  }
  for (const [name, sigla] of Object.entries(ALSO)) {
    const code = known.get(sigla.toLowerCase())
    if (code && !known.has(name)) known.set(name, code)
  }
  return text => known.get(plain(text.replace(/[()]/g, ' ')))
}
