from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"

    def ready(self) -> None:
        from pupils.actions.deadlines import OWNER_TAKERS, STEP_TAKERS
        from pupils.actions.leavers import RESUMERS
        from records.actions.communications import resume_promise, take_owner_of, take_promise_of
        from records.actions.meeting_requests import SUBJECT as ASKED
        from records.actions.meeting_requests import resume_request
        from records.actions.meetings import resume_meetings
        from records.actions.passports import SUBJECT, resume_passport_review
        from records.actions.peps import KIND, resume_pep, take_pep_of
        from records.actions.plans import resume_plan_deadlines
        from records.actions.reviews import resume_review_deadlines, take_step_of
        from records.actions.supply import SUPPLY
        from records.finding import register_sources
        from records.views.digests import supply_page
        from senco.signed import PAGES
        from senco.stream import register_all

        PAGES[SUPPLY] = supply_page
        STEP_TAKERS["review"] = take_step_of
        RESUMERS[SUBJECT] = resume_passport_review
        STEP_TAKERS["promise"] = take_promise_of
        OWNER_TAKERS["promise"] = take_owner_of
        RESUMERS[ASKED] = resume_request
        RESUMERS["promise"] = resume_promise
        STEP_TAKERS[KIND] = take_pep_of
        RESUMERS[KIND] = resume_pep
        RESUMERS["pupil"] = resume_meetings
        RESUMERS["plan"] = resume_plan_deadlines
        RESUMERS["review"] = resume_review_deadlines
        register_all("records.timeline")
        register_sources()
