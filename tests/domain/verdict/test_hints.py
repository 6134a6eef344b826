from course.domain.run import RunError, RunStatus
from course.domain.verdict.hints import behaviour_of, same_behaviour, same_program
from tests.domain.captured import AUTHOR, POSTS, exercise, items, query, result

TASK = exercise(
    wrong={"wrong_loop.py": {"check": "max_queries", "hint": "join"}},
    wrong_answers=[{"name": "wrong_loop.py", "code": "[p.author for p in Post.objects.all()]"}],
)
LOOP = result(query(POSTS), query(AUTHOR, 1), query(AUTHOR, 2), answer=items(1, 2))


def error(kind: str, message: str) -> object:
    run = result(status=RunStatus.ERROR, error=RunError(kind, message, 1, ""))
    return behaviour_of(TASK, "", run)


def test_the_same_program_in_another_layout_is_recognised() -> None:
    assert same_program(TASK, "[\n  p.author  # slow\n  for p in Post.objects.all()\n]") == "wrong_loop.py"
    assert same_program(TASK, "[p.author for p in Post.objects.filter()]") == ""
    assert same_program(TASK, "not python (") == ""


def test_the_same_check_outcome_and_statements_are_the_same_mistake() -> None:
    known = {"wrong_loop.py": behaviour_of(TASK, "max_queries", LOOP)}
    again = result(query("SELECT  " + POSTS[7:]), query(AUTHOR, 7), query(AUTHOR, 8), answer=items(2, 1))
    assert same_behaviour(behaviour_of(TASK, "max_queries", again), known) == "wrong_loop.py"


def test_another_check_outcome_or_number_of_statements_is_another_mistake() -> None:
    known = {"wrong_loop.py": behaviour_of(TASK, "max_queries", LOOP)}
    fewer = result(query(POSTS), query(AUTHOR, 1), answer=items(1, 2))
    other_rows = result(*LOOP.queries, answer=items(1, 3))
    found = [behaviour_of(TASK, "same_result", LOOP), behaviour_of(TASK, "max_queries", fewer),
             behaviour_of(TASK, "max_queries", other_rows)]
    assert [same_behaviour(one, known) for one in found] == ["", "", ""]


def test_errors_are_the_same_by_type_and_message() -> None:
    known = {"wrong_name.py": error("TypeError", "<object at 0x7f01> is not callable")}
    assert same_behaviour(error("TypeError", "<object at 0x9a>  is not callable"), known) == "wrong_name.py"  # type: ignore[arg-type]
    assert same_behaviour(error("TypeError", "other"), known) == ""  # type: ignore[arg-type]


def test_another_misspelt_field_is_the_same_mistake_unless_that_very_name_is_known() -> None:
    def misspelt(name: str) -> object:
        return error("FieldError", f"Invalid field name(s) given in select_related: '{name}'. Choices are: author, book")

    known = {"wrong_a.py": misspelt("authors"), "wrong_b.py": misspelt("writer")}
    assert same_behaviour(misspelt("autor"), known) == "wrong_a.py"  # type: ignore[arg-type]
    assert same_behaviour(misspelt("writer"), known) == "wrong_b.py"  # type: ignore[arg-type]
    none = error("AttributeError", "'NoneType' object has no attribute 'title'")
    other = error("AttributeError", "'Post' object has no attribute 'titel'")
    assert same_behaviour(other, {"wrong_c.py": none}) == ""  # type: ignore[arg-type]
