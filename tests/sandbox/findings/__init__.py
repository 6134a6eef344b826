"""The table of findings: faulty programs with their mended twins, and good programs that must stay silent."""

from tests.sandbox.findings.by_hand import BY_HAND
from tests.sandbox.findings.in_python import IN_PYTHON
from tests.sandbox.findings.questions import QUESTIONS
from tests.sandbox.findings.relations import RELATIONS
from tests.sandbox.findings.silent import SILENT
from tests.sandbox.findings.unused import UNUSED
from tests.sandbox.findings.writes import WRITES
from tests.sandbox.findings.writes_in_functions import WRITES_IN_FUNCTIONS

CASES = [*RELATIONS, *BY_HAND, *QUESTIONS, *WRITES, *WRITES_IN_FUNCTIONS, *UNUSED, *IN_PYTHON]

__all__ = ["CASES", "RELATIONS", "SILENT"]
