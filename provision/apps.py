from django.apps import AppConfig


class ProvisionConfig(AppConfig):
    name = "provision"

    def ready(self) -> None:
        from provision.actions.placements import resume_review
        from pupils.actions.leavers import RESUMERS

        RESUMERS["placement"] = resume_review
