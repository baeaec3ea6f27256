/**
 * The patients of one member of staff, as a query over `who` given twice: a row for each reason; whoever handed over is out until he
 * begins again. `own` of a ward is when he began to work there, where she lay there already, or what his word was worth who put her
 * there, where that was he; null where somebody else put her on a ward of his.
 */
export const inCareSql = `select patient, because, since, own from care_team where who = ? and ended is null
  union all select b.patient, 'ward', b.since,
      case when s.since > b.since then s.since when b.who = s.who then b.own end
    from ward_patient b join ward_staff s on s.ward = b.ward and s.ended is null
    where s.who = ? and b.patient not in (select patient from care_team t where t.who = s.who and t.ended >= b.since)`;
