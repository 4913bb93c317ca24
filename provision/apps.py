from django.apps import AppConfig


class ProvisionConfig(AppConfig):
    name = "provision"

    def ready(self) -> None:
        from provision.actions.placements import resume_review
        from provision.finding import register_sources
        from provision.models.placements import given_by_outer_person, titles
        from provision.ran import placements_that_ran
        from pupils.actions.leavers import RESUMERS
        from pupils.adults import HELPS
        from pupils.models.deadlines import SUBJECT_NAMES
        from pupils.ran import RAN
        from senco.stream import register_all

        RESUMERS["placement"] = resume_review
        HELPS["placement"] = given_by_outer_person
        RAN["placement"] = placements_that_ran
        SUBJECT_NAMES["placement"] = titles
        register_all("provision.timeline")
        register_sources()
