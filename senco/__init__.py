"""The site, and the ground that every app stands on."""

from senco.celery import app as celery_app

__all__ = ["celery_app"]
