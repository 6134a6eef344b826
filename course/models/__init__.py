"""What the site stores."""

from course.models import role_gains as role_gains
from course.models.attempt import Attempt as Attempt
from course.models.attempt import ItemAnswer as ItemAnswer
from course.models.audit import AuditEntry as AuditEntry
from course.models.classroom import Classroom as Classroom
from course.models.classroom import Membership as Membership
from course.models.dataset import DatasetVersion as DatasetVersion
from course.models.feedback import Feedback as Feedback
from course.models.lab_run import LabRun as LabRun
from course.models.latest_run import LatestRun as LatestRun
