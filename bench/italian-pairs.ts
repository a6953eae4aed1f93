/** Ideas as people write them in Italian, each with what the same person would write in English; not word for word. */
export interface Pair {
  readonly it: string
  readonly en: string
}

/** Looked at while building the dictionary. */
export const DEVELOPMENT: readonly Pair[] = [
  {
    it: 'Biostampa di tessuti per la medicina rigenerativa: vorremmo stampare cartilagine con cellule del paziente.',
    en: 'Bioprinting of tissues for regenerative medicine: we would like to print cartilage from the patient’s own cells.',
  },
  {
    it: 'Un sistema di telemonitoraggio per anziani fragili che vivono soli, con sensori indossabili e avvisi al medico di famiglia.',
    en: 'A remote monitoring system for frail older people living alone, with wearable sensors and alerts to the family doctor.',
  },
  {
    it: 'Usare l’intelligenza artificiale per riconoscere precocemente il tumore al seno nelle mammografie.',
    en: 'Using artificial intelligence for the early detection of breast cancer in mammograms.',
  },
  {
    it: 'Contrastare la resistenza agli antibiotici negli ospedali con test rapidi e nuovi antimicrobici.',
    en: 'Fighting antimicrobial resistance in hospitals with rapid diagnostics and new antimicrobials.',
  },
  {
    it: 'Come l’inquinamento dell’aria e le ondate di calore incidono sulla salute dei bambini nelle città.',
    en: 'How air pollution and heatwaves affect children’s health in cities.',
  },
  {
    it: 'Organoidi e organi su chip per sostituire la sperimentazione animale nello sviluppo dei farmaci.',
    en: 'Organoids and organ-on-chip models to replace animal testing in drug development.',
  },
  {
    it: 'Riutilizzo dei dati sanitari: cartelle cliniche interoperabili e nel rispetto della privacy per lo spazio europeo dei dati.',
    en: 'Secondary use of health data: interoperable, privacy-preserving electronic health records for the European Health Data Space.',
  },
  {
    it: 'Riabilitazione dopo un ictus con esoscheletri robotici e realtà virtuale, anche a casa del paziente.',
    en: 'Stroke rehabilitation with robotic exoskeletons and virtual reality, including at the patient’s home.',
  },
  {
    it: 'Terapie geniche accessibili per le malattie rare ereditarie del sangue.',
    en: 'Affordable gene therapies for rare inherited blood disorders.',
  },
  {
    it: 'Prevenire ansia e depressione negli adolescenti con interventi digitali a scuola.',
    en: 'Preventing anxiety and depression in adolescents with digital interventions at school.',
  },
  {
    it: 'Microbiota intestinale e dieta: alimentazione personalizzata contro l’obesità e il diabete di tipo 2.',
    en: 'Gut microbiome and diet: personalised nutrition against obesity and type 2 diabetes.',
  },
  {
    it: 'Vaccini a RNA messaggero contro virus emergenti e preparazione alla prossima pandemia.',
    en: 'mRNA vaccines against emerging viruses and preparedness for the next pandemic.',
  },
  {
    it: 'Nanoparticelle che portano il farmaco direttamente nel tumore al cervello superando la barriera ematoencefalica.',
    en: 'Nanoparticles delivering drugs to brain tumours across the blood-brain barrier.',
  },
  {
    it: 'Ospedali a impatto zero: ridurre rifiuti sanitari ed emissioni e recuperare la plastica monouso.',
    en: 'Zero-impact hospitals: cutting medical waste and emissions and recycling single-use plastics.',
  },
  {
    it: 'Diagnosi precoce della malattia di Alzheimer attraverso biomarcatori nel sangue e test cognitivi digitali.',
    en: 'Early diagnosis of Alzheimer’s disease with blood biomarkers and digital cognitive tests.',
  },
  {
    it: 'Gemelli digitali del cuore per scegliere la cura migliore nello scompenso cardiaco.',
    en: 'Digital twins of the heart to choose the best treatment in heart failure.',
  },
  {
    it: 'Protesi di anca e ginocchio su misura in lega di titanio prodotte con la manifattura additiva.',
    en: 'Patient-specific hip and knee implants in titanium alloy made by additive manufacturing.',
  },
  {
    it: 'Sicurezza informatica dei dispositivi medici connessi e delle reti ospedaliere.',
    en: 'Cybersecurity of connected medical devices and hospital networks.',
  },
  {
    it: 'Assistenza integrata per i pazienti cronici con più malattie: percorsi condivisi tra ospedale, territorio e servizi sociali.',
    en: 'Integrated care for patients with multimorbidity: shared pathways between hospitals, primary care and social services.',
  },
  {
    it: 'Valutare i rischi delle microplastiche e degli interferenti endocrini negli alimenti e nell’acqua potabile.',
    en: 'Assessing the health risks of microplastics and endocrine disruptors in food and drinking water.',
  },
]

/** Looked at once, at the end. */
export const HELD_OUT: readonly Pair[] = [
  {
    it: 'Un cerotto con microaghi che misura la glicemia e libera insulina quando serve.',
    en: 'A microneedle patch that measures glucose and releases insulin when needed.',
  },
  {
    it: 'Strumenti per aiutare chi assiste un familiare con demenza: formazione online, sollievo e gruppi di ascolto.',
    en: 'Tools supporting family caregivers of people with dementia: online training, respite and peer support groups.',
  },
  {
    it: 'Modelli linguistici di grandi dimensioni per scrivere e riassumere i referti, verificati dai clinici.',
    en: 'Large language models for drafting and summarising clinical reports, validated by clinicians.',
  },
  {
    it: 'Screening del tumore del polmone con TAC a basso dosaggio nelle persone che fumano o hanno fumato.',
    en: 'Lung cancer screening with low-dose CT in current and former smokers.',
  },
  {
    it: 'Biosensori per scoprire in pochi minuti la sepsi direttamente in pronto soccorso.',
    en: 'Point-of-care biosensors to detect sepsis within minutes in the emergency department.',
  },
  {
    it: 'Esposizione a pesticidi e sostanze chimiche durante la gravidanza e sviluppo neurologico del bambino.',
    en: 'Exposure to pesticides and chemicals during pregnancy and child neurodevelopment.',
  },
  {
    it: 'Robot che assistono gli infermieri nelle residenze per anziani e tengono compagnia agli ospiti.',
    en: 'Robots that assist nurses in care homes and keep residents company.',
  },
  {
    it: 'Linfociti T ingegnerizzati (CAR-T) contro leucemie e tumori solidi, a costi sostenibili per gli ospedali pubblici.',
    en: 'Engineered CAR-T cells against leukaemia and solid tumours at a cost that public hospitals can afford.',
  },
  {
    it: 'Produzione continua di principi attivi farmaceutici in Europa per evitare le carenze di medicinali.',
    en: 'Continuous manufacturing of active pharmaceutical ingredients in Europe to prevent medicine shortages.',
  },
  {
    it: 'Zanzare, zecche e clima che cambia: allerta precoce per dengue e altre malattie trasmesse da vettori.',
    en: 'Mosquitoes, ticks and a changing climate: early warning for dengue and other vector-borne diseases.',
  },
  {
    it: 'Chirurgia robotica guidata dalle immagini con realtà aumentata per operare il fegato in modo meno invasivo.',
    en: 'Image-guided robotic surgery with augmented reality for less invasive liver operations.',
  },
  {
    it: 'Ridurre le disuguaglianze nell’accesso alle cure per migranti e persone che vivono in povertà.',
    en: 'Reducing inequalities in access to healthcare for migrants and people living in poverty.',
  },
  {
    it: 'Mantenere attivi i lavoratori che invecchiano: ergonomia, prevenzione dei disturbi muscoloscheletrici e turni migliori.',
    en: 'Keeping the ageing workforce active: ergonomics, prevention of musculoskeletal disorders and better shift work.',
  },
  {
    it: 'Interfacce cervello-computer per ridare movimento e parola a persone paralizzate.',
    en: 'Brain-computer interfaces to restore movement and speech in paralysed people.',
  },
  {
    it: 'Batteriofagi e peptidi antimicrobici per guarire le ferite infette del piede diabetico.',
    en: 'Bacteriophages and antimicrobial peptides to heal infected diabetic foot wounds.',
  },
  {
    it: 'Apprendimento federato su immagini radiologiche di più ospedali senza spostare i dati dei pazienti.',
    en: 'Federated learning on radiology images across hospitals without moving patient data.',
  },
  {
    it: 'Verde in città e attività fisica: progettare quartieri che fanno bene alla salute mentale.',
    en: 'Urban green space and physical activity: designing neighbourhoods that benefit mental health.',
  },
  {
    it: 'Stratificare i pazienti con artrite reumatoide per prevedere chi risponderà ai farmaci biologici.',
    en: 'Stratifying patients with rheumatoid arthritis to predict response to biologic drugs.',
  },
  {
    it: 'Salute dei neonati prematuri: monitoraggio senza fili in terapia intensiva neonatale e latte umano donato.',
    en: 'Health of preterm infants: wireless monitoring in neonatal intensive care and donor human milk.',
  },
  {
    it: 'Retina artificiale e terapie cellulari per restituire la vista a chi soffre di degenerazione maculare.',
    en: 'Artificial retina and cell therapies to restore sight in patients with macular degeneration.',
  },
]
