"""Put every concern in a case: what was open of a pupil together in one, each settled one in its own.

A case takes the id of the concern that it begins with, so that what is due keeps pointing at it.
"""

from django.db import migrations

OPEN = "state not in ('closed', 'sen_support')"
STEPS = (
    # The first open concern of each pupil, and every settled one, begins a case.
    f"""
    insert into pupils_concerncase (id, school_id, pupil_id, state, look_again_on, outcome, opened_at, closed_at, version)
    select id, school_id, pupil_id, state, look_again_on, outcome, logged_at,
        case when {OPEN} then null else coalesce(
            (select max(at) from pupils_concernmove m where m.concern_id = c.id), logged_at) end, version
    from pupils_concern c
    where not ({OPEN}) or id = (select min(id) from pupils_concern o where o.pupil_id = c.pupil_id and o.{OPEN})
    """,
    "select setval(pg_get_serial_sequence('pupils_concerncase', 'id'), greatest((select max(id) from pupils_concerncase), 1))",
    "update pupils_concern set case_id = id where id in (select id from pupils_concerncase)",
    f"""
    update pupils_concern c set case_id = k.id from pupils_concerncase k
    where c.case_id is null and k.pupil_id = c.pupil_id and k.{OPEN}
    """,
    # Of several open together, the one decided last says where the case stands.
    f"""
    update pupils_concerncase k set state = l.state, outcome = l.outcome, look_again_on = l.look_again_on
    from (
        select distinct on (c.case_id) c.case_id, c.state, c.outcome, c.look_again_on
        from pupils_concern c join pupils_concernmove m on m.concern_id = c.id
        where c.{OPEN} order by c.case_id, m.at desc, m.id desc
    ) l where k.id = l.case_id and k.{OPEN}
    """,
    "update pupils_concernmove m set case_id = c.case_id from pupils_concern c where c.id = m.concern_id",
    # A colleague has one question waiting in a case: the newest stays.
    """
    create temporary table twice on commit drop as
    select q.id from pupils_concernquestion q join pupils_concern c on c.id = q.concern_id
    where q.answered_at is null and exists (
        select 1 from pupils_concernquestion n join pupils_concern d on d.id = n.concern_id
        where n.answered_at is null and n.asked_id = q.asked_id and d.case_id = c.case_id and n.id > q.id)
    """,
    """
    update pupils_deadline set closed_on = current_date, closed_why = 'Asked again in one case'
    where subject_kind = 'concern_question' and closed_on is null and subject_id in (select id from twice)
    """,
    "delete from pupils_concernquestion where id in (select id from twice)",
    "update pupils_concernquestion q set case_id = c.case_id from pupils_concern c where c.id = q.concern_id",
    # What was due about a concern is due about its case, once for each rule.
    """
    update pupils_deadline d set closed_on = current_date, closed_why = 'Joined the other concerns about this pupil'
    from pupils_concern c
    where d.subject_kind = 'concern' and d.subject_id = c.id and c.case_id <> c.id and d.closed_on is null
        and exists (select 1 from pupils_deadline o join pupils_concern e on e.id = o.subject_id
            where o.subject_kind = 'concern' and o.rule = d.rule and o.closed_on is null and e.case_id = c.case_id
                and o.id <> d.id and (e.id = e.case_id or o.id < d.id))
    """,
    """
    update pupils_deadline d set subject_kind = 'concern_case', subject_id = c.case_id from pupils_concern c
    where d.subject_kind = 'concern' and d.subject_id = c.id
    """,
    # History of a row that is gone keeps what it had, and points at no case.
    """
    update pupils_concernevent e set case_id = coalesce(
        (select case_id from pupils_concern c where c.id = e.pgh_obj_id), e.pgh_obj_id) where case_id is null
    """,
    """
    update pupils_concernquestionevent e set case_id = coalesce(
        (select case_id from pupils_concernquestion q where q.id = e.pgh_obj_id), e.concern_id) where case_id is null
    """,
    """
    update pupils_concernmoveevent e set case_id = (select case_id from pupils_concernmove m where m.id = e.pgh_obj_id)
    where case_id is null
    """,
    # What was decided when stays in the history of the case.
    """
    insert into pupils_concerncaseevent (pgh_created_at, pgh_label, pgh_context_id, pgh_obj_id, id, school_id, pupil_id,
        state, look_again_on, outcome, opened_at, closed_at, version)
    select pgh_created_at, pgh_label, pgh_context_id, case_id, case_id, school_id, pupil_id,
        state, look_again_on, outcome, logged_at, null, version from pupils_concernevent
    """,
)


class Migration(migrations.Migration):
    dependencies = [('pupils', '0018_cases_of_concerns')]
    operations = [migrations.RunSQL(list(STEPS), migrations.RunSQL.noop)]
