import type { SensitiveLabel } from './sensitivity.ts';

/**
 * SNOMED CT concepts of mental health and substance use, one a line with its meaning. Taken from the concepts
 * below those that CATEGORIES.md names (SNOMED CT International Edition), from the modules of Synthea
 * (Apache-2.0) and from the lists of HL7's SHIFT task force (SLS-ValueSets, CC-BY-4.0): facts alone, no
 * text of theirs.
 */
export const disorders: Readonly<Partial<Record<SensitiveLabel, string>>> = {
  PSY: `
74732009 mental disorder
47505003 posttraumatic stress disorder
192127007 child attention deficit disorder
406506008 attention deficit hyperactivity disorder
35253001 attention deficit hyperactivity disorder, inattentive
36923009 major depression, single episode
370143000 major depressive disorder
310496002 moderate recurrent major depression
66344007 recurrent major depression
79298009 mild major depression
15639000 moderate major depression
75084000 severe major depression without psychosis
35489007 depressive disorder
78667006 dysthymia
58703003 postpartum depression
231504006 mixed anxiety and depressive disorder
197480006 anxiety disorder
21897009 generalized anxiety disorder
80583007 severe anxiety (panic)
371631005 panic disorder
48694002 anxiety
191736004 obsessive-compulsive disorder
1376001 obsessive-compulsive personality disorder
25501002 social phobia
70691001 agoraphobia
17226007 adjustment disorder
13746004 bipolar disorder
371596008 bipolar I disorder
83225003 bipolar II disorder
68569003 manic bipolar I disorder
231494001 mania
58214004 schizophrenia
64905009 paranoid schizophrenia
68890003 schizoaffective disorder
69322001 psychotic disorder
191525009 non-organic psychosis
2776000 delirium
33449004 personality disorder
20010003 borderline personality disorder
72366004 eating disorder
56882008 anorexia nervosa
78004001 bulimia nervosa
439960005 binge eating disorder
35919005 pervasive developmental disorder
408856003 autistic disorder
408857007 infantile autism
231536004 atypical autism
110359009 intellectual disability
5158005 tic disorder
31297008 somatoform disorder
44376007 dissociative disorder
52448006 dementia
26929004 Alzheimer's disease
230265002 familial Alzheimer's disease of early onset
230270009 frontotemporal dementia
429998004 vascular dementia
312991009 senile dementia of the Lewy body type
386805003 mild cognitive disorder
386257007 dementia management
850261000000100 education about dementia
710125008 promotion of use of memory skills
6471006 suicidal thoughts
82313006 suicide attempt
86849004 suicidal poisoning
287182007 attempted suicide by suffocation
287185009 attempted suicide by cutting or stabbing
287191006 suicide by suffocation
287193009 suicide using firearm
44301001 suicide
248062006 self-injurious behaviour
401206008 at risk of deliberate self harm
225337009 suicide risk assessment
183401008 anti-suicide psychotherapy
171207006 depression screening
715252007 depression screening using PHQ-9
454711000124102 depression screening using PHQ-2
720433000 PHQ-9 instrument
710841007 assessment of anxiety
385892002 mental health screening
405783006 psychological assessment
90407005 evaluation of psychiatric state
79094001 initial psychiatric interview
88848003 psychiatric follow-up
10197000 psychiatric interview and evaluation
108313002 family psychotherapy
18512000 individual psychotherapy
76168009 group psychotherapy
75516001 psychotherapy
228557008 cognitive and behavioral therapy
304891004 cognitive behavioral therapy
444175001 cognitive behavioral therapy record
406185000 trauma therapy
385724002 coping support management
386522008 overactivity and inattention behavior management
23835007 electroconvulsive therapy
718347000 mental health care plan
736254008 psychiatry care plan
385893007 mental health treatment
183524004 referral to psychiatry service
308459004 referral to psychologist
394587001 psychiatry
394588006 child and adolescent psychiatry
394913002 psychotherapy service
408467006 adult mental illness service
`,
  ETH: `
66214007 substance abuse
6525002 dependent drug abuse
5602001 opioid abuse
145121000119106 intravenous nondependent opioid abuse
75544000 opioid dependence
231477003 heroin dependence
191816009 drug dependence
361055000 misuses drugs
26416006 drug abuse
7200002 alcoholism
66590003 alcohol dependence
15167005 alcohol abuse
25702006 alcohol intoxication
85561006 uncomplicated alcohol withdrawal
8635005 alcohol withdrawal delirium
7052005 alcohol hallucinosis
10939881000119105 unhealthy alcohol drinking behavior
228279004 very heavy drinker
228281002 problem drinker
86933000 heavy drinker
228276006 occasional drinker
41309000 alcoholic liver damage
420054005 alcoholic cirrhosis
235875008 alcoholic hepatitis
55680006 drug overdose
1149222004 overdose
295174006 heroin overdose
78267003 cocaine abuse
31956009 cocaine dependence
37344009 cannabis abuse
85005007 cannabis dependence
84758004 amphetamine abuse
699449003 methamphetamine abuse
21647008 amphetamine dependence
724713006 harmful use of ketamine
307052004 illicit drug use
228388006 intravenous drug user
226034001 injects drugs
24165007 alcoholism counseling
408945004 alcohol abuse prevention education
413473000 counseling about alcohol consumption
60112009 drug addiction counseling
61480009 drug detoxification
20093000 alcohol rehabilitation and detoxification
56876005 drug rehabilitation and detoxification
266707007 drug addiction therapy
707166002 alcohol reduction program
310653000 drug addiction therapy using methadone
792901003 drug addiction therapy using buprenorphine
763302001 assessment using AUDIT-C
713106006 screening for drug abuse
64386003 sedative abuse
373546002 naltrexone
428211000124100 assessment of substance use
171208001 alcohol consumption screening
171209009 alcohol screening
160573003 alcohol intake
897148007 alcoholic beverage intake
425741009 buprenorphine and naloxone
387173000 buprenorphine
387286002 methadone
387212009 disulfiram
391698009 acamprosate
`,
};
