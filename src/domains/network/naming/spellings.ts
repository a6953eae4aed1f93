/** Words that names in capitals are made of, and how they are written inside a name. Facts of ten languages; where two disagree, the commoner in CORDIS. */

const list = (text: string): string[] => text.split(/\s+/).filter(Boolean)

/** Articles, prepositions and conjunctions: small inside a name. */
export const SMALL: ReadonlySet<string> = new Set(
  list(`
    a ad agli ai al alla alle con da dal dalla dalle dei degli del della delle dello di e ed il in la le lo nel nella per su sul sulla tra
    au aux d de des du en et l les ou par pour sous sur un une
    auf das dem den der des die fuer fur für im mit und vom von zu zum zur
    an and at by for from of on or the to with
    el los las para por y i per als dels do dos em na nas o os das ao
    aan een het op te ten ter van voor
    af av för og och ved
    dla w we z ze pri pre pro v ve za u si din pentru cu
    gia kai stin tin tis to ton tou
    ja`),
)

/** Words that lose their vowel before an apostrophe. */
export const ELIDED: ReadonlySet<string> = new Set(list('d l all dall dell nell sull un qu'))

/** Legal forms, kinds of bodies and well-known bodies that are not written like other words; where the spelling is all capitals, they stay so. */
export const SPELLINGS: ReadonlyMap<string, string> = new Map(
  list(`
    GmbH gGmbH mbH KGaA Ltd Ltda Lda Inc Corp Kft Zrt Nyrt Pty plc Co St Dr Prof Mr Go My Up We Be
    SpA Srl Srls Sarl Sagl
    SAS SASU SAU SLU SLL SLP SCCL SCRL SCPA SPRL BVBA VZW IVZW ASBL AISBL GEIE GIE EEIG AIE ETS APS ONLUS DOO OOD EOOD EAD UAB SIA LBG CLG LLC LLP
    JSC OYJ OU IKE EPE AMKE CRL SDN BHD EHF OHF RY ASA SRO SNC UG OHG EESV EDIH
    IRCCS CNR CNRS AUSL ASL AOU USL ASST ATS INSERM INRAE INRIA ENEA INFN INAF INGV CINECA CNIT CSIC CEA ETH EPFL RWTH TU KTH UCL DLR TNO IMEC
    AIT SINTEF CERTH ICCS NATO UNESCO OECD ERIC EIT KIC NHS WWF ICT AI IOT UAV DNA SME NGO R EU UK USA UN ESA IBM BASF SNCF KPMG ABB AVL ENI
    EDP RWE NEC SES SKF DHL ION MIT IIT IEO ISS EURAC ICLEI NTUA UPC UPM VIB VUB ULB BOKU`).map(word => [
    word.toUpperCase(),
    word,
  ]),
)
