import { fold } from './fold.ts'

/**
 * Words that mean the same in the languages of Europe, as folded by `fold`. One line: the word all are turned into, then its forms. Facts of
 * dictionaries; they were collected by reading names, not copied from a list.
 */
const GENERIC = `
university universita universidad universidade universite universitat universitaet universiteit universitet universitetet universitatea univerzita univerzitet univerzitetu univerza sveuciliste uniwersytet universitate universitas yliopisto egyetem ulikool universitetas panepistimio universiti uni univ universitatis universitaria
institute institut instituto istituto instytut institutul ustav intezet instituut institutt institutet instituts institutas inst institouto
department departamento dipartimento departement departament dept dep departementet
faculty facolta facultad faculdade faculte fakultat fakultaet fakulta fakultet wydzial faculteit tiedekunta
school scuola escuela escola ecole schule skola szkola school hogeschool hochschule
college collegio colegio
centre center centro centrum zentrum centrul keskus kozpont centar kentro zentral ctr
research ricerca ricerche investigacion investigaciones investigacao recherche recherches forschung forschungs onderzoek forskning badan badawczy cercetare vyzkum vyzkumu raziskave tutkimus kutatasi kutato istrazivanje erevnas forskningsinstitut recerca
science sciences scienza scienze ciencia ciencias wissenschaft wissenschaften wetenschap wetenschappen nauk nauki vedy vied stiinte tudomany ved znanosti
technology technologies tecnologia tecnologie tecnologias technologie technologien technologii tehnologie technologiczny technologian teknologi technological tecnologico tecnologica tehnologii
technical tecnica tecnico technique techniques technische technisches technischen technicka technicke techniczna tekniska teknisk tehnica tehnicka tehniska muszaki teknillinen
polytechnic politecnico politecnica politechnika polytechnique polytechnio politehnica
hospital ospedale ospedaliera ospedaliero ospedali ospitaliera hopital hopitaux hospitalier krankenhaus klinikum ziekenhuis sygehus sykehus sjukhus szpital nemocnice spital sairaala bolnica korhaz hospitals nosokomeio
foundation fondazione fundacion fundacao fondation stiftung stichting fundacja nadace fundatia saatio alapitvany zaklada stiftelse stiftelsen fundacio nadacia idryma
association associazione asociacion associacao verein vereniging stowarzyszenie asociatia asociatie yhdistys egyesulet forening foreningen udruga zdruzenie sdruzeni asociacija associacio verband
society societe sociedad sociedade gesellschaft towarzystwo selskab
company companhia compania compagnia compagnie azienda empresa entreprise unternehmen
ministry ministero ministerio ministere ministerium ministerie ministerstvo ministerstwo ministerul ministerium ministeriet ministeriö ministerio ypourgeio ministrija
agency agenzia agencia agence agentur agentschap agencja agentura agentia agencija agentuur
municipality comune municipio municipalite gemeinde gemeente gmina obec kommune kommun kunta municipal ayuntamiento obcina opcina dimos concello ajuntament savivaldybe municipiul camara
city citta ciudad cidade ville stadt stad miasto mesto kaupunki varos grad stadt
region regione regional regionale regionaler regio regiao regionalny regionalna
province provincia provinz provincie
national nazionale nacional nationale nationaal narodni narodny krajowy nationella kansallinen nemzeti nacionalni nacionalinis nationales ethniko
state stato estado staat etat statens statni statny panstwowy staatliche estatal
academy accademia academia academie akademie akademia akademija akademi akatemia
council consiglio consejo conselho conseil rat raad rada rady tanacs
laboratory laboratorio laboratoire labor laboratorium laboratories lab labs
network rete red rede reseau netzwerk netwerk siec sit natverk
cluster clusters
group gruppo grupo groupe gruppe groep grupa skupina
health salute sanita salud saude sante gesundheit gezondheid zdrowia zdravi zdravotni sanatate halsa terveys egeszseg
medical medica medico medicale medizinische medisch medicinska medyczny medyczna medicina medicine medecine medizin
medicine medizin
energy energia energie energii energetika energetiky
environment ambiente medioambiente umwelt milieu srodowiska zivotniho environnement okolje
agriculture agricoltura agricultura landwirtschaft landbouw rolnictwa zemedelstvi agraria agricola agraire agrarian
food alimentare alimentari alimentos lebensmittel voedsel alimentaire
development sviluppo desarrollo desenvolvimento developpement entwicklung ontwikkeling rozwoju rozvoj razvoj dezvoltare razvojna
innovation innovazione innovacion inovacao innovatie innowacji inovace inovare inovacije innovations
engineering ingegneria ingenieria engenharia ingenierie ingenieurwesen inzynierii inginerie ingenjor
management gestione gestion gestao verwaltung
services servizi servicios servicos dienste diensten service servicio servizio uslugi sluzby
system systems sistemi sistemas systeme systemen systemy sisteme
solution solutions soluzioni soluciones solucoes losungen oplossingen
industry industria industrie industries industrial industriale industrielle
chamber camera camara chambre kammer kamer izba komora handelskammer
commerce commercio comercio handel
applied applicata applicate aplicada aplicadas appliquees angewandte toegepaste
physics fisica physique physik fyziky fizyki
chemistry chimica quimica chimie chemie chemii
history storia historia histoire geschichte
education educazione educacion educacao bildung onderwijs educatie
economics economia economicas economie wirtschaft okonomie
public pubblica pubblico publico publica publique offentlich publiek
social sociale sociales soziale sociaal
federal federale bundes
european europea europeo europeenne europaische europaisches europees europeu europejski evropsky
international internazionale internacional internationale internationaal miedzynarodowy mezinarodni
of de del della dello delle degli dei di da do dos das des du la le les los las el il lo gli the and und et y e ed en i a an der die das dem den des fur fuer for for pour per para pro van voor het te ten im in an am zu zur zum auf och og ja v ve w we na z s u o l d dell nell sul sulla studi studio studj studiorum
saint san santo santa sankt sint st
republic repubblica republica republique republik republiek
italian italiana italiano italiani
`
export const SILENT = 'of'

/** Names of cities and countries in the tongues of their neighbours. */
const PLACES = `
prague praha prag praga
vienna wien vienne viena bec
naples napoli neapel napels
rome roma rom
milan milano mailand
turin torino
florence firenze florenz
venice venezia venedig
genoa genova genua
bologna bolonia
padua padova
munich munchen muenchen monaco
cologne koln koeln colonia
nuremberg nurnberg
brussels bruxelles brussel bruxel bruselas
antwerp antwerpen anvers
ghent gent gand
louvain leuven
liege luik
geneva geneve genf ginevra
zurich zurigo
basel basle bale basilea
bern berne berna
lisbon lisboa lisbona
porto oporto
seville sevilla
copenhagen kobenhavn kopenhagen
gothenburg goteborg
helsinki helsinki helsingin helsingfors
turku abo
warsaw warszawa warschau varsavia
cracow krakow krakau
bucharest bucuresti bukarest
athens athina athene atene athinon
thessaloniki salonica
belgrade beograd
the hague haag
london londra londres
edinburgh edimburgo
paris parigi
lyon lione lyons
marseille marsiglia
nice nizza
hague gravenhage haag
vilnius vilna
riga rigas
nicosia lefkosia
italy italia italie italien
germany deutschland germania allemagne
france francia frankreich
spain espana spagna espagne
portugal portogallo
poland polska polonia
norway norge norvegia
sweden sverige svezia
denmark danmark
finland suomi finlandia suomen
greece ellada hellas grecia
austria osterreich
switzerland schweiz suisse svizzera
hungary magyarorszag ungheria magyar
czech ceske ceska
slovakia slovenska slovensko
croatia hrvatska
serbia srbija
malta maltese
oslo oslo
catalonia catalunya cataluna
tuscany toscana
lombardy lombardia
`

export type Class = 'limited' | 'shares' | 'cooperative' | 'person' | 'civil' | 'public'

/** Legal forms as one folded word (dots and blanks taken out before), by what kind of body they make. */
const FORMS: Readonly<Record<Class, string>> = {
  limited:
    'srl srls gmbh mbh ug ltd limited sarl sas sasu eurl bv bvba sprl srlu sl slu slne lda unipessoal oy ou sro spzoo zoo doo dooel kft sia uab eood ood aps as0 llc hf ehf wll epe ike sagl pvtltd pty bt sicav sl0 gmbhcokg cokg',
  shares:
    'spa sa plc ag nv ab oyj asa as se sau ad aktiengesellschaft dd zrt nyrt rt kgaa tas inc corp incorporated corporation sca sgps sab ae pcl jsc aod a0',
  cooperative:
    'scarl scrl scpa scrlcv scoop coop cooperativa soccoop sccl scop scic cvba eg amba scl secoop cooperative',
  person: 'snc sas0 kg ohg llp gbr vof lp cv sp0 eirl',
  civil: 'ev onlus ets aps0 asbl vzw aisbl ivzw ong ngo odv ngo zs ops rvo',
  public: 'vvi epe0 epic eso irccs po ppo spzoz eke epa',
}

/** Forms written out, as folded text, and the word they become. */
export const LONG_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bsociet[ay]?e? a responsabilit[ae]? limitat[ae]? semplificata\b/g, ' srls '],
  [/\bsocieta a responsabilita limitata( unipersonale)?\b/g, ' srl '],
  [/\bsocieta consortile a responsabilita limitata\b|\bsoc(ieta)? cons(ortile)? a ?r ?l\b/g, ' scarl '],
  [/\bsocieta cooperativa( sociale)?( a responsabilita limitata)?\b|\bsoc coop( soc)?( arl| a r l)?\b/g, ' scoop '],
  [/\bsocieta per azioni\b/g, ' spa '],
  [/\bsocieta benefit\b/g, ' '],
  [/\bgesellschaft mit beschrankter haftung\b/g, ' gmbh '],
  // A partnership whose partner is a company stands beside that company.
  [/\b(gmbh|ag|ug|se) (and )?(co|cie|compagnie) ?(kg|kgaa|ohg)\b/g, ' kg '],
  [/\bgemeinnutzige gmbh\b|\bggmbh\b/g, ' gmbh '],
  [/\baktiengesellschaft\b/g, ' ag '],
  [/\beingetragener verein\b/g, ' ev '],
  [/\bsociete anonyme\b|\bsociedad anonima\b|\bsociedade anonima\b/g, ' sa '],
  [/\bsociete par actions simplifiee\b/g, ' sas '],
  [/\bsociete a responsabilite limitee\b/g, ' sarl '],
  [/\bsociedad (de responsabilidad )?limitada\b|\bsociedad limitada\b/g, ' sl '],
  [/\bbesloten vennootschap\b/g, ' bv '],
  [/\bnaamloze vennootschap\b/g, ' nv '],
  [/\baktiebolag(et)?\b/g, ' ab '],
  [/\bosakeyhtio\b/g, ' oy '],
  [/\bspolka z ograniczona odpowiedzialnoscia\b|\bsp(olka)? z ?o ?o\b/g, ' spzoo '],
  [/\bspolka akcyjna\b/g, ' sa '],
  [/\bspolecnost s rucenim omezenym\b|\bspol s ?r ?o\b/g, ' sro '],
  [/\bkorlatolt felelossegu tarsasag\b/g, ' kft '],
  [/\bzartkoruen mukodo reszvenytarsasag\b/g, ' zrt '],
  [/\bdruzba z omejeno odgovornostjo\b|\bdrustvo s ogranicenom odgovornoscu\b/g, ' doo '],
  [/\bpublic limited company\b/g, ' plc '],
  [/\bprivate limited( company)?\b/g, ' ltd '],
  [/\bv v i\b|\bverejna vyzkumna instituce\b/g, ' vvi '],
]

const PARTS =
  'department faculty school laboratory section sezione seccion division divisione unit unita unidad chair lehrstuhl clinic clinica klinik area direzione directorate branch filiale succursale sede campus plant'

function table(lines: string): Map<string, string> {
  const all = new Map<string, string>()
  for (const line of lines.trim().split('\n')) {
    const [head = '', ...forms] = line.split(' ').map(fold)
    all.set(head, head)
    for (const form of forms) if (!all.has(form)) all.set(form, head)
  }
  return all
}

const MEANINGS = table(GENERIC)
const CITIES = table(PLACES)

/** The one word for all words of that meaning; the word itself where nothing is known. */
export const meaning = (word: string): string => MEANINGS.get(word) ?? CITIES.get(word) ?? word
/** Words that many names have, whatever the list at hand says. */
export const isGeneric = (word: string): boolean => MEANINGS.has(word)
export const cityName = (word: string): string => CITIES.get(word) ?? word

const FORM_CLASS = new Map<string, Class>(
  Object.entries(FORMS).flatMap(([kind, words]) => words.split(' ').map(word => [word, kind as Class] as const)),
)
export const formClass = (word: string): Class | undefined => FORM_CLASS.get(word)

const PART_WORDS = new Set(PARTS.split(' '))
export const isPart = (word: string): boolean => PART_WORDS.has(word)
