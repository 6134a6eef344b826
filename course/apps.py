from django.apps import AppConfig


class CourseConfig(AppConfig):
    """The one app of the site; its layers are folders, not apps."""

    name = "course"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from course import checks  # noqa: F401, PLC0415 - importing registers them, once the apps are there
