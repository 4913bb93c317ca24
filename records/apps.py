from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"

    def ready(self) -> None:
        from pupils.actions.deadlines import STEP_TAKERS
        from pupils.actions.leavers import RESUMERS
        from records.actions.plans import resume_plan_deadlines
        from records.actions.reviews import resume_review_deadlines, take_step_of
        from senco.stream import register_all

        STEP_TAKERS["review"] = take_step_of
        RESUMERS["plan"] = resume_plan_deadlines
        RESUMERS["review"] = resume_review_deadlines
        register_all("records.timeline")
