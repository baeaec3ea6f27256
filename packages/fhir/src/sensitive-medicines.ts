import type { SensitiveLabel } from './sensitivity.ts';

/**
 * RxNorm concepts (US National Library of Medicine), one a line with its name: ingredients, and the
 * products that the Synthea data and modules name.
 */
export const rxnorm: Readonly<Partial<Record<SensitiveLabel, string>>> = {
  PSY: `
36437 sertraline
4493 fluoxetine
2556 citalopram
321988 escitalopram
32937 paroxetine
39786 venlafaxine
72625 duloxetine
42347 bupropion
15996 mirtazapine
10737 trazodone
704 amitriptyline
7531 nortriptyline
5691 imipramine
3247 desipramine
2597 clomipramine
6448 lithium
51272 quetiapine
61381 olanzapine
35636 risperidone
89013 aripiprazole
5093 haloperidol
2626 clozapine
115698 ziprasidone
2403 chlorpromazine
8076 perphenazine
6901 methylphenidate
38400 atomoxetine
725 amphetamine
3288 dextroamphetamine
700810 lisdexamfetamine
1827 buspirone
596 alprazolam
135447 donepezil
183379 rivastigmine
4637 galantamine
6719 memantine
328670 sertraline 100 MG
315952 fluoxetine 20 MG
608139 atomoxetine 100 MG Oral Capsule
1091392 methylphenidate hydrochloride 20 MG Oral Tablet
310436 galantamine 4 MG Oral Tablet
996740 memantine hydrochloride 2 MG/ML Oral Solution
997223 donepezil hydrochloride 10 MG Oral Tablet
313185 tacrine 10 MG Oral Capsule
1599803 donepezil and memantine extended release
1100184 donepezil hydrochloride 23 MG Oral Tablet
`,
  ETH: `
7243 naltrexone
1819 buprenorphine
6813 methadone
3554 disulfiram
82819 acamprosate
7242 naloxone
352364 buprenorphine and naloxone
1010600 buprenorphine 2 MG and naloxone 0.5 MG
1010604 buprenorphine 8 MG and naloxone 2 MG
1307056 buprenorphine 4 MG and naloxone 1 MG
1307061 buprenorphine 12 MG and naloxone 3 MG
1431076 buprenorphine 1.4 MG and naloxone 0.36 MG
1431104 buprenorphine 5.7 MG and naloxone 1.4 MG
1797650 buprenorphine implant
1996184 buprenorphine extended release injection
`,
  HIV: `
276237 emtricitabine
322248 tenofovir disoproxil
195085 efavirenz
68244 lamivudine
11413 zidovudine
190521 abacavir
1433868 dolutegravir
719872 raltegravir
460132 darunavir
343047 atazanavir
85762 ritonavir
1102270 rilpivirine
475969 etravirine
53654 nevirapine
195088 lopinavir
1306284 cobicistat
620216 maraviroc
1747692 emtricitabine and tenofovir alafenamide
`,
  SEX: `
4124 ethinyl estradiol
6373 levonorgestrel
7514 norethindrone
31994 norgestimate
1000126 medroxyprogesterone acetate 150 MG/ML Injection
1000156 medroxyprogesterone acetate 160 MG/ML Prefilled Syringe
1367439 NuvaRing
1534809 ethinyl estradiol and norelgestromin Transdermal System
1605257 Liletta Intrauterine System
235389 mestranol and norethynodrel
389221 etonogestrel 68 MG Drug Implant
748856 Yaz 28 Day Pack
748879 Levora 28 Day Pack
748962 Camila 28 Day Pack
749762 Seasonique 91 Day Pack
749882 Norinyl 28 Day Pack
751905 Trinessa 28 Day Pack
757594 Jolivette 28 Day Pack
807283 Mirena Intrauterine System
831533 Errin 28 Day Pack
978950 Natazia 28 Day Pack
1358781 Loestrin 21 Day Pack
330381 mifepristone 200 MG
`,
};

/** Prefixes of ATC codes (WHO Collaborating Centre for Drug Statistics Methodology). */
export const atc: Readonly<Partial<Record<SensitiveLabel, string>>> = {
  PSY: 'N05A N05B N06A N06B N06C N06D',
  ETH: 'N07BB N07BC V03AB15',
  HIV: 'J05AE J05AF J05AG J05AJ J05AR',
  SEX: 'G02A G02B G03A G03G G03XB G04BE',
};
