"""Proves an exercise: its solution passes on every variant, its starter does not, its wrong answers fail as stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from course.domain.exercise import SLOW_CHECKS, AnswerFile, Exercise, WrongAnswer
from course.domain.grading import Check, CheckResult, Verdict
from course.domain.problem import Answer, Problem
from course.domain.run import DataImage, RunResult, RunStatus
from course.domain.verdict.hints import behaviour_of, same_behaviour
from course.domain.verdict.judge import Trial, first_failure, grade
from course.domain.verdict.words import queries_sent
from course.evaluation import (
    N_REMEDY,
    VARIANTS,
    BrokenExercise,
    count_n,
    evaluate_on,
    formula_value,
    known_behaviours,
    outcome_words,
    raised,
    trial_on,
    variant_of,
)


def prove_exercise(exercise: Exercise, image: DataImage) -> Iterator[Problem]:
    """The solution and the other right answers pass, the starter does not, each wrong answer fails as it should."""
    problems = [*_prove_n(exercise, image)] or [*_prove_right_answers(exercise, image)]
    yield from problems
    if any(problem.file in (exercise.path, exercise.file("solution.py")) for problem in problems):
        return  # without a solution nothing else can be graded
    if _passes(exercise, exercise.starter, image):
        remedy = "take out what the learner should find"
        yield Problem(exercise.file("starter.py"), 1, "the starter passes already", remedy)
    for file in exercise.wrong_answers:
        yield from _prove_wrong(exercise, file, exercise.wrong[file.name], image)


def _passes(exercise: Exercise, code: str, image: DataImage) -> bool:
    """The base data first: most programs that fail do so there."""
    return evaluate_on(exercise, code, image, ()).passed and evaluate_on(exercise, code, image).passed


def _prove_n(exercise: Exercise, image: DataImage) -> Iterator[Problem]:
    for variant in VARIANTS if exercise.N else ():
        try:
            count_n(exercise.N or "", variant_of(image, variant))
        except BrokenExercise as broken:
            yield Problem(exercise.path, exercise.line_of("N"), broken.message, N_REMEDY)
            return


def _prove_right_answers(exercise: Exercise, image: DataImage) -> Iterator[Problem]:
    file = exercise.file("solution.py")
    try:
        trials = [trial_on(exercise, exercise.solution, variant_of(image, variant)) for variant in VARIANTS]
    except BrokenExercise as broken:
        yield Problem(file, 1, broken.message, "mend the solution")
        return
    for trial in trials:
        if not trial.finished:
            what = f"the solution ends with {outcome_words(trial.run)} on {trial.variant}"
            yield Problem(file, _error_line(trial.run), what, "mend the solution")
            return
    yield from _prove_recorded(exercise, trials[0].run)
    others = {file.name: evaluate_on(exercise, file.code, image) for file in exercise.also}
    if others and all(one.verdict is Verdict.WRONG for one in others.values()) and not _vouched_for(exercise, image):
        yield _lonely_solution(exercise, others)
    else:
        problems = [*_prove_solution(exercise, trials, others)]
        yield from problems
        if problems and not any(one.passed for one in others.values()):
            return  # what no right answer keeps is no fault of theirs
    yield from _prove_also(exercise, others)


def _vouched_for(exercise: Exercise, image: DataImage) -> bool:
    """Whether an answer that is said to be only slow gives the solution's result."""
    slow = [file for file in exercise.wrong_answers if exercise.wrong[file.name].check in SLOW_CHECKS]
    return any(evaluate_on(exercise, file.code, image, ()).verdict is Verdict.SLOW for file in slow)


def _lonely_solution(exercise: Exercise, others: dict[str, CheckResult]) -> Problem:
    """Where every other right answer gives another result, the solution is the one to look at."""
    name, graded = next(iter(others.items()))
    what = f"no other right answer agrees with the solution: {name} {_failure(graded)}"
    return Problem(exercise.file("solution.py"), 1, what, "mend the solution, or those answers")


def _prove_solution(exercise: Exercise, trials: list[Trial], others: dict[str, CheckResult]) -> Iterator[Problem]:
    """It passes. Where it does not, another right answer tells whether it or a limit is to blame."""
    blamed = _blamed_solution if any(one.passed for one in others.values()) else _blamed_limit
    failed = [check for check in grade(exercise, trials).checks if not check.passed]
    for check in {check.name: check for check in reversed(failed)}.values():
        yield blamed(exercise, check, next(trial.run for trial in trials if trial.variant == check.variant))


def _prove_recorded(exercise: Exercise, run: RunResult) -> Iterator[Problem]:
    recorded = exercise.recorded
    if recorded is not None and run.query_count != recorded.queries:
        what = f"the solution sends {queries_sent(run.query_count)}, `recorded` says {recorded.queries}"
        yield Problem(exercise.path, exercise.line_of("recorded", "queries"), what, "record it anew")


def _blamed_limit(exercise: Exercise, check: Check, run: RunResult) -> Problem:
    """No right answer keeps within what exercise.yaml asks for."""
    if check.name == "max_queries":
        return Problem(
            exercise.path, exercise.line_of("budget"), f"the solution sends {queries_sent(run.query_count)} on "
            f"{check.variant}, the budget there is {exercise.budget}", "change `budget` or the solution",
        )
    field = {"flat_growth": ("growth",), "rows_fetched": ("checks", "rows_fetched"),
             "columns_read": ("checks", "columns_not_read")}.get(check.name, ("compare",))
    return Problem(
        exercise.path, exercise.line_of(*field), f"the solution fails the check {check.name} on {check.variant} "
        f"({check.message.rstrip('.')})", f"change `{'.'.join(field)}` or the solution",
    )


def _blamed_solution(exercise: Exercise, check: Check, run: RunResult) -> Problem:
    """Another right answer does keep within it."""
    how = f"{check.name} on {check.variant} ({check.message.rstrip('.')})"
    what = f"the solution fails {how}, and another right answer passes"
    return Problem(exercise.file("solution.py"), _busiest_line(run), what, "mend the solution")


def _busiest_line(run: RunResult) -> int:
    """The line that sent most of the statements."""
    counted = Counter(query.line for query in run.queries if query.line)
    return counted.most_common(1)[0][0] if counted else 1


def _prove_also(exercise: Exercise, others: dict[str, CheckResult]) -> Iterator[Problem]:
    for name, graded in others.items():
        if not graded.passed:
            what = f"this answer should pass and {_failure(graded)}"
            yield Problem(exercise.file(name), _error_line(graded.run), what, "mend it, or name it wrong_….py")


def _error_line(run: RunResult) -> int:
    return run.error.line if run.error and run.error.line else 1


def _failure(graded: CheckResult) -> str:
    """How an answer failed, to follow its name or "and"."""
    if graded.verdict in (Verdict.ERROR, Verdict.LIMIT):
        return f"ends with {outcome_words(graded.run)}"
    failed = next((check for check in graded.checks if not check.passed), None)
    return f"fails {failed.name} on {failed.variant} ({failed.message.rstrip('.')})" if failed else "passes"


def _prove_wrong(exercise: Exercise, file: AnswerFile, wrong: WrongAnswer, image: DataImage) -> Iterator[Problem]:
    graded = evaluate_on(exercise, file.code, image, ("scale-2",) if wrong.check == "flat_growth" else ())

    def problem(said: str, what: str, remedy: str) -> Problem:
        about = Answer(file.name, said, said in ("raises", "check") and graded.passed)
        return _of_wrong(exercise, about, what, remedy)

    if wrong.raises and not raised(graded.run, wrong.raises):
        yield problem("raises", f"should raise {wrong.raises} and {_failure(graded)}", "change `raises` or the file")
    elif wrong.check and (graded.run.status is not RunStatus.OK or first_failure(graded.checks) != wrong.check):
        yield problem("check", f"should fail {wrong.check} first and {_failure(graded)}", "change `check` or the file")
    else:
        yield from _prove_hint(exercise, file, wrong, graded)
    base = variant_of(image, "base")
    if wrong.queries is not None and graded.query_count != formula_value(wrong.queries, exercise.N, base):
        what = f"sends {queries_sent(graded.query_count)}, `queries` says {wrong.queries}"
        yield problem("queries", what, "change `queries` or the file")


def _of_wrong(exercise: Exercise, about: Answer, what: str, remedy: str) -> Problem:
    line = exercise.line_of("wrong", about.file, about.said)
    return Problem(exercise.path, line, f"{about.file} {what}", remedy, about)


def _prove_hint(exercise: Exercise, file: AnswerFile, wrong: WrongAnswer, graded: CheckResult) -> Iterator[Problem]:
    """The hint it earns is its own, also when a learner writes the same mistake in other words."""
    behaviour = behaviour_of(exercise, wrong.check or "", graded.run)
    alike = same_behaviour(behaviour, known_behaviours(exercise, graded.run.image))
    earned = exercise.wrong[alike].hint if alike else ""
    if graded.hint != wrong.hint or earned != wrong.hint:
        instead = f"the one of {alike}" if alike and alike != file.name else "none"
        yield _of_wrong(
            exercise, Answer(file.name, "hint"), f"does not earn its own hint but {instead}",
            "make the two answers differ in their result or their queries, or give both one hint",
        )
