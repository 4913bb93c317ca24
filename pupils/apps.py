from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "pupils"

    def ready(self) -> None:
        from pupils.actions.concerns import resume_concern
        from pupils.actions.leavers import RESUMERS
        from pupils.actions.register import resume_notice

        RESUMERS["concern"] = resume_concern
        RESUMERS["sen_status"] = resume_notice
