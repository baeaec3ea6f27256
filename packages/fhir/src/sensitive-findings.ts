import type { SensitiveLabel } from './sensitivity.ts';

/**
 * SNOMED CT concepts of the other labels, one a line with its meaning. Taken from the concepts
 * below those that CATEGORIES.md names (SNOMED CT International Edition), from the modules of Synthea
 * (Apache-2.0) and from the lists of HL7's SHIFT task force (SLS-ValueSets, CC-BY-4.0): facts alone, no
 * text of theirs.
 */
export const findings: Readonly<Partial<Record<SensitiveLabel, string>>> = {
  HIV: `
86406008 human immunodeficiency virus infection
62479008 acquired immunodeficiency syndrome
91947003 asymptomatic HIV infection
91948008 asymptomatic HIV infection in pregnancy
165816005 HIV positive
165815009 HIV negative
76981000119106 HIV infection category A1
186706006 HIV constitutional disease
40780007 HIV I infection
79019005 HIV II infection
444356002 exposure to HIV
31676001 HIV antigen test
171121004 HIV screening
315124004 HIV viral load
313077009 HIV counselling
278977008 HIV status
19030005 human immunodeficiency virus
`,
  SEX: `
118185001 pregnancy finding
77386006 pregnant
72892002 normal pregnancy
47200007 high risk pregnancy
102872000 pregnancy on oral contraceptive
83074005 unplanned pregnancy
16356006 multiple pregnancy
169826009 single live birth
34801009 ectopic pregnancy
79586000 tubal pregnancy
17369002 miscarriage
19169002 miscarriage in first trimester
85116003 miscarriage in second trimester
156073000 complete miscarriage
35999006 missed miscarriage
161744009 past pregnancy history of miscarriage
267253006 fetus with chromosomal abnormality
398254007 pre-eclampsia
198992004 eclampsia in pregnancy
11687002 gestational diabetes mellitus
609496007 complication occurring during pregnancy
199223000 diabetes mellitus during pregnancy
10383002 counseling for termination of pregnancy
714812005 induced termination of pregnancy
386394001 pregnancy termination care
18391007 elective abortion
70317007 abortion
57797005 induced abortion
252113007 number of abortions
364324000 measure of pregnancy
440425000 number of births at term
440013005 number of preterm births
248991006 number of live deliveries
21840007 date of last menstrual period
424441002 prenatal initial visit
424619006 prenatal visit
169762003 postnatal visit
183460006 obstetric emergency hospital admission
134435003 routine antenatal care
135892000 antenatal education
312404004 antenatal tests of blood
713076009 antenatal risk assessment
252160004 standard pregnancy test
167252002 urine pregnancy test
169230002 ultrasound scan for fetal viability
274804006 evaluation of uterine fundal height
225158009 auscultation of the fetal heart
271442007 fetal anatomy study
275833003 antenatal alpha-fetoprotein test
169673001 antenatal RhD antibody screening
443529005 screening for chromosomal aneuploidy in amniotic fluid
31208007 medical induction of labor
237001001 augmentation of labor
85548006 episiotomy
236974004 instrumental delivery
177157003 spontaneous breech delivery
177184002 normal delivery
66348005 childbirth
386216000 childbirth
65588006 premature birth of newborn
367494004 premature birth of newborn
11466000 cesarean section
236931002 methotrexate for tubal pregnancy
445912000 removal of ectopic pregnancy
37849005 congenital uterine anomaly
8098009 sexually transmitted infectious disease
15628003 gonorrhea
240589008 chlamydial infection
428015005 chlamydial infection of genital structure
76272004 syphilis
33839006 genital herpes simplex
266113007 genital warts
56335008 trichomoniasis
165829005 gonorrhea infection test
310861008 chlamydia antigen test
269828009 syphilis infection test
90226004 cytopathology of genital source
169553002 insertion of subcutaneous contraceptive
301807007 removal of subcutaneous contraceptive
755621000000101 replacement of subcutaneous contraceptive
65200003 insertion of intrauterine contraceptive device
46706006 replacement of intrauterine contraceptive device
68254000 removal of intrauterine device
287664005 bilateral tubal ligation
22523008 vasectomy
13197004 contraception
169488004 contraceptive intrauterine device in place
169745008 contraceptive advice
386761002 contraceptive method
304527002 contraceptive measures
169472004 contraception status
129103003 endometriosis
15296000 sterility
8619003 infertility
6738008 female infertility
52637005 in vitro fertilisation
2904007 male infertility
397803000 erectile dysfunction
80182007 irregular periods
42035005 bisexual
38628009 homosexual
20430005 heterosexual
93461009 gender dysphoria
243077000 recommendation to limit sexual activity
394585009 obstetrics and gynecology
408470005 obstetrics
`,
  GDIS: `
32895009 hereditary disease
409709004 chromosomal disorder
106221001 genetic finding
412734009 BRCA1 gene mutation positive
412738007 BRCA2 gene mutation positive
315058005 Lynch syndrome
41040004 complete trisomy 21
190905008 cystic fibrosis
67799006 cystic fibrosis, prenatal detection
444260001 screen for genetic mutations of cystic fibrosis
58756001 Huntington's chorea
417357006 sickling disorder
127040003 sickle cell-hemoglobin SS disease
405824009 genetic test
405825005 molecular genetic test
79841006 genetic counseling
443529005 screening for chromosomal aneuploidy in amniotic fluid
267253006 fetus with chromosomal abnormality
394580004 clinical genetics
`,
  SDV: `
706893006 victim of intimate partner abuse
225826001 victim of sexual abuse
734998001 victim of human trafficking
386405009 rape trauma treatment
713834002 victim of child sexual exploitation
397940009 victim of child abuse
248110007 sexual assault
370995009 rape
52684005 assault
424393004 reports of violence in the environment
866148006 screening for domestic abuse
`,
};
