from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "pupils"

    def ready(self) -> None:
        from pupils.actions.concerns import resume_case
        from pupils.actions.deadlines import STEP_TAKERS
        from pupils.actions.leavers import RESUMERS
        from pupils.actions.register import resume_notice, take_notice_of
        from pupils.finding import register_sources
        from senco.stream import register_all

        STEP_TAKERS["sen_status"] = take_notice_of
        RESUMERS["concern_case"] = resume_case
        RESUMERS["sen_status"] = resume_notice
        register_all("pupils.timeline")
        register_sources()
