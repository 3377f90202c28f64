/**
 * The measures of each day straight from the tables, as one would write it without kept days: what `by=day` answers, but
 * for the gaps between openings and the offerings' own targets, which SQL does not know. $1 office, $2 from, $3 to
 */
export const PLAIN_AGGREGATE = `
  with worked as (
    select s.ticket_id, sum(extract(epoch from s.ended_at - s.started_at)) as service, avg(extract(epoch from s.started_at - s.called_at)) as walking
    from service_session s join ticket t on t.office_id = s.office_id and t.id = s.ticket_id
    where s.office_id = $1 and t.day between $2 and $3 group by s.ticket_id
  ), told as (
    select e.ticket_id, count(*) filter (where e.type = 'ticket.recalled') as recalls, count(*) filter (where e.type = 'ticket.transferred') as transfers
    from queue_event e where e.office_id = $1 and e.day between $2 and $3 group by e.ticket_id
  ), facts as (
    select t.day, t.source, t.status, t.end_reason, t.returns, w.service, w.walking, coalesce(o.recalls, 0) as recalls, coalesce(o.transfers, 0) as transfers,
      extract(epoch from t.called_at - greatest(t.issued_at, t.slot_start)) as wait,
      case when t.status = 'completed' then extract(epoch from t.ended_at - t.issued_at) end as total
    from ticket t left join worked w on w.ticket_id = t.id left join told o on o.ticket_id = t.id
    where t.office_id = $1 and t.day between $2 and $3
  )
  select day, count(*) as issued, count(*) filter (where source <> 'booking') as walk_ins, count(*) filter (where status = 'completed') as served,
    count(*) filter (where status = 'no-show') as no_show, count(*) filter (where end_reason = 'left') as "left",
    count(*) filter (where status = 'expired') as expired, count(*) filter (where transfers > 0) as transferred, sum(recalls) as recalls,
    count(*) filter (where wait <= 900)::float8 / nullif(count(wait), 0) as within_target,
    avg(wait), percentile_disc(array[0.5, 0.9]) within group (order by wait), max(wait),
    avg(walking), percentile_disc(array[0.5, 0.9]) within group (order by walking), max(walking),
    avg(service), percentile_disc(array[0.5, 0.9]) within group (order by service), max(service),
    avg(total), percentile_disc(array[0.5, 0.9]) within group (order by total), max(total)
  from facts group by day order by day`;
