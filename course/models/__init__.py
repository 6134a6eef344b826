"""What the site stores."""

from course.models.dataset import DatasetVersion as DatasetVersion
