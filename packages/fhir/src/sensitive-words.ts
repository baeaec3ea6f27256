import type { SensitiveLabel } from './sensitivity.ts';

/**
 * Words in what a code or a reference displays, for codes that no list has (a hospital's own systems, text
 * alone, new products). They label too much rather than too little; they are never looked for in free text.
 */
export const words: Readonly<Record<SensitiveLabel, RegExp>> = {
  PSY: new RegExp(
    [
      '\\bpsych(?!ogenic vertigo)',
      '\\bmental(ly)? (health|ill|illness|disorder|state|status|behaviou?r)',
      '\\bbehaviou?ral (health|therapy)',
      '\\b(depressive|dysthymi|bipolar|schizo|paranoi|mania|manic|hallucinat|delusion)',
      '\\b(major|clinical|postpartum|postnatal|perinatal|recurrent|severe|mild|moderate|chronic|reactive|bipolar|unipolar) depression\\b',
      '\\bdepression (screen|scale|questionnaire|care|monitor|management|assessment|inventory)',
      '^depression\\b|\\bdepression$(?<!(st|respiratory|marrow|segment|myocardial|cns|immune) depression)',
      '\\b(ptsd|phq-?[29]|gad-?[27]|adhd|mmse|moca)\\b',
      '\\bpost-?\\s?traumatic stress',
      '\\banxi(ety|olytic|ous)',
      '\\bpanic (attack|disorder)',
      '\\b(phobia|phobic|obsessive|compulsive)',
      '\\b(anorexia|bulimia) nervosa|\\bbinge eating|\\beating disorder',
      '\\bpersonality disorder',
      '\\battention deficit|\\bhyperactivity|\\boveractivity/inattention',
      '\\bautis(m|tic)|\\basperger|\\bintellectual disabilit|\\btourette',
      '\\bdementi|\\balzheimer|\\bcognitive (impairment|behaviou?r)',
      '\\bsuicid|\\bself[- ]?(harm|injur)|\\bparasuicid',
      '\\belectroconvulsive',
      '\\b(anti-?depressant|anti-?psychotic|neuroleptic)',
      '\\b(sertraline|fluoxetine|citalopram|escitalopram|paroxetine|fluvoxamine|venlafaxine|desvenlafaxine|duloxetine|bupropion|mirtazapine|trazodone|vortioxetine|amitriptyline|nortriptyline|imipramine|clomipramine|doxepin|phenelzine|tranylcypromine|lithium (carbonate|citrate))',
      '\\b(quetiapine|olanzapine|risperidone|paliperidone|aripiprazole|brexpiprazole|cariprazine|ziprasidone|lurasidone|clozapine|haloperidol|chlorpromazine|fluphenazine|perphenazine)',
      '\\b(methylphenidate|dexmethylphenidate|atomoxetine|amphetamine aspartate|lisdexamfetamine|dextroamphetamine|guanfacine.{0,40}extended)',
      '\\b(buspirone|alprazolam|oxazepam|chlordiazepoxide|donepezil|memantine|galantamine|rivastigmine|esketamine)',
    ].join('|'),
    'i',
  ),
  ETH: new RegExp(
    [
      '\\balcohol(ism|ic (liver|hepatitis|cirrhosis|intox|hallucin|dementia|pancrea|cardiomyo|gastritis|neuropath))|\\balcoholics?\\b(?! (drinks? )?free)',
      '\\balcohol[- ]?(use|abuse|misuse|dependen|addict|intox|withdraw|consum|intake|screen|drink|problem|induced|related|disorder|detox|rehab|counsel|history|harm)',
      '\\bdrinking (behaviou?r|problem)|\\b(heavy|problem|binge) drinker|\\baudit-?c\\b|\\bdast-?10\\b|\\bcage questionnaire',
      '\\b(drug|substance|opioid|opiate|heroin|cocaine|cannabis|marijuana|amphetamine|methamphetamine|stimulant|sedative|hallucinogen|inhalant|benzodiazepine|ketamine|polysubstance)s? (use|abuse|misuse|dependen|addict|withdraw|intox|overdose|disorder|detox|rehab|screen|poisoning)',
      '\\bdependent (drug|opioid|substance) abuse|\\bmisuses? (drugs|alcohol)|\\b(illicit|recreational|street) drug',
      '\\boverdose\\b|\\baddict(ion|ed|s)?\\b|\\bdetoxification\\b|\\bdrugs? of abuse\\b|\\bdrug abuse\\b',
      '\\bintravenous drug (use|abus)|\\binjects drugs|\\bneedle exchange|\\b(abstinence|abstain) from (alcohol|drug)',
      '\\b(naltrexone|disulfiram|acamprosate|lofexidine|methadone|naloxone|nalmefene|suboxone|subutex|sublocade|vivitrol|antabuse|zubsolv)\\b',
      '\\bbuprenorphine\\b(?!.*(transdermal|patch))',
    ].join('|'),
    'i',
  ),
  HIV: new RegExp(
    [
      '\\bhiv\\b|\\bhiv-?[12]\\b|\\bhuman immunodeficiency virus|\\bacquired immun(e|o)[- ]?deficiency|\\baids\\b(?<!(hearing|walking|visual|mobility|sleep|dressing|first|decision|band|teaching) aids)',
      '\\banti-?retroviral|\\bpre-?exposure prophylaxis|\\bcd4\\b.{0,40}\\bcd8\\b',
      '\\b(emtricitabine|tenofovir|efavirenz|lamivudine|zidovudine|abacavir|stavudine|didanosine|dolutegravir|raltegravir|elvitegravir|bictegravir|cabotegravir|darunavir|atazanavir|lopinavir|saquinavir|nelfinavir|indinavir|fosamprenavir|rilpivirine|etravirine|nevirapine|doravirine|cobicistat|maraviroc|enfuvirtide|ibalizumab|fostemsavir|lenacapavir)\\b',
      '\\b(truvada|descovy|biktarvy|genvoya|atripla|triumeq|stribild|complera|tivicay|isentress|prezista|apretude|cabenuva)\\b',
    ].join('|'),
    'i',
  ),
  SEX: new RegExp(
    [
      '\\bpregnan|\\b(ante|pre|post|peri)-?\\s?natal\\b(?! depression)|\\bpostpartum\\b|\\bobstetric|\\bgravid|\\bgestation',
      '\\b(mis|still)(carriage|birth)|\\bblighted ovum|\\babortion|\\b(o)?eclampsia|\\bpre-?eclampsia|\\bhellp\\b',
      '\\bf(o)?etal\\b|\\bf(o)?etus\\b|\\bfundal height|\\b(labou?r)\\b.{0,20}(induc|augment)|\\b(induc|augment).{0,20}\\blabou?r\\b|\\bchildbirth|\\bparturition|\\bepisiotomy|\\bc(a)?esarean|\\binstrumental delivery|\\b(vaginal|breech) delivery|\\bpremature birth',
      '\\bcontracept|\\bintrauterine (device|system)|\\bbirth control|\\btubal ligation|\\bvasectomy|\\bsterili[sz]ation procedure|\\b(21|24|28|84|91) day pack\\b',
      '\\b(ethinyl estradiol|norelgestromin|etonogestrel|levonorgestrel|norethindrone|norethynodrel|norgestimate|norgestrel|drospirenone|desogestrel|dienogest|mestranol|ulipristal|mifepristone|medroxyprogesterone acetate (1[56]0)|clomiphene|clomifene)\\b',
      '\\b(mirena|liletta|kyleena|skyla|paragard|nexplanon|implanon|nuvaring|xulane|depo-?provera|yaz|yasmin|camila|errin|jolivette|levora|natazia|seasonique|trinessa|norinyl|enovid)\\b',
      '\\b(sexually transmitted|venereal|sexual(ity)?\\b(?! (assault|abuse|violence))|gonorrh|syphili|chlamydia|treponema|trichomon|genital (herpes|wart)|papillomavirus (genital|infection))',
      '\\binfertil|\\bin vitro fertili|\\bintrauterine insemination|\\bmenstrua|\\bmenorrh|\\bmenopaus|\\bendometrio|\\berectile|\\bimpoten(ce|t)\\b|\\bgender (dysphoria|identity|affirm|reassign)|\\btransgender|\\bchoriogonadotropin|\\bhcg\\b',
      '\\b(homo|bi|hetero)sexual|\\bsafe sex|\\bgyn(a)?ecolog',
    ].join('|'),
    'i',
  ),
  GDIS: new RegExp(
    [
      '\\bgenetic(s|ally)?\\b|\\bgenomic|\\bgenotyp|\\bkaryotyp|\\bhereditary|\\bcarrier (of|status|screen|state)|\\bchromosom|\\baneuploid|\\btrisomy',
      '\\bgenes?\\b.{0,12}(mutation|variant|sequenc|analysis|deletion|duplication|allele|p\\.|c\\.|panel|test|targeted|full)|\\b(mutation|variant) analysis|\\bgerm-?line|\\bexome|\\bpharmacogen',
      '\\bbrca-?[12]?\\b|\\blynch syndrome|\\bhuntington|\\bcystic fibrosis|\\bsickle|\\bthalass|\\bfactor v leiden|\\bdown syndrome|\\bapo-?e4?\\b genotype|\\bfamilial\\b',
    ].join('|'),
    'i',
  ),
  SDV: new RegExp(
    [
      '\\b(domestic|partner|spous|family|sexual|gender-based|interpersonal|intimate).{0,12}(violence|abuse|assault)|\\b(child|elder|physical|emotional|psychological|sexual|adult|spouse|spousal)\\b.{0,14}\\b(abuse|maltreatment|neglect|exploitation|assault)',
      '\\bvictim of|\\babuse status|\\bbattered|\\brape\\b|\\bassault(ed|s)?\\b|\\bmaltreat|\\bnon-accidental injur|\\bhuman trafficking|\\btorture|\\breports of violence|\\bgenital mutilation|\\bfemale circumcision|\\bhark\\b|\\bsafeguarding',
    ].join('|'),
    'i',
  ),
};
