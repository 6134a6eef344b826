"""Everything a visitor can send, checked in one place: learners' code, answers, accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserCreationForm
from django.core.exceptions import ValidationError

from course.domain.run import SCALES
from course.errors import Problem, Refused, bad_input

# Fields whose messages need no name before them.
SPEAKS_FOR_ITSELF = ("code", "template", "answer", "columns", "table")


class CodeField(forms.CharField):
    """Learner's code: text with Unix line ends, valid UTF-8 without NUL, at most `SANDBOX_CODE_BYTES` bytes long."""

    default_error_messages = {"required": "There is no code to run yet. Write some, then run it."}

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> str:
        if value not in self.empty_values and not isinstance(value, str):
            raise ValidationError("The code must be text.", code="not_text")
        # browsers send CRLF from a textarea; a line number and a byte must mean the same in every client
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            size = len(value.encode())
        except UnicodeEncodeError:
            raise ValidationError("The code is not valid UTF-8 text.", code="not_text") from None
        if size > settings.SANDBOX_CODE_BYTES:
            message = f"The code is too long: {size:,} bytes; at most {settings.SANDBOX_CODE_BYTES:,} can run."
            raise ValidationError(message, code="too_long")


class CodeForm(forms.Form):
    """Code for an exercise or a sample, whose dataset is known."""

    code = CodeField()


class LabForm(CodeForm):
    """A view and the template of a lab. hints: how many stand beside them."""

    template = CodeField(error_messages={"required": "There is no template to render yet."})
    hints = forms.IntegerField(min_value=0, required=False)

    def clean_template(self) -> str:
        """A file ends in a newline, which no editor shows; in a template it is a part of the page."""
        return str(self.cleaned_data["template"]).removesuffix("\n") + "\n"

    def clean_hints(self) -> int:
        return self.cleaned_data["hints"] or 0


class RunForm(CodeForm):
    """Code for a free run: on which dataset, and at which scale of it."""

    dataset = forms.CharField(max_length=80)
    scale = forms.ChoiceField(choices=[(scale, scale) for scale in SCALES], required=False)

    def clean_scale(self) -> int:
        return int(self.cleaned_data["scale"] or 1)


class IndexForm(forms.Form):
    """An index to try: for which group of a run's queries, on one table, on up to five of its columns in order."""

    group = forms.IntegerField(min_value=0, max_value=100_000)
    table = forms.RegexField(r"^\S{1,200}$", error_messages={"invalid": "All columns must be of one table."})
    columns = forms.CharField(max_length=1_200, error_messages={"required": "Choose at least one column."})

    field_order = ("columns", "table", "group")

    @classmethod
    def of_json(cls, index: Any) -> IndexForm:
        """The form for `{"group", "table", "columns": [name, …]}` of the API."""
        told = index if isinstance(index, dict) else {}
        names = told.get("columns")
        given = names if isinstance(names, list) and all(isinstance(name, str) for name in names) else []
        return cls(told | {"columns": ",".join(given)})

    def clean_columns(self) -> list[str]:
        return [name for name in str(self.cleaned_data["columns"]).split(",") if name]


class AnswerField(forms.CharField):
    """An answer as the page's controls or the API send it: text or a whole number."""

    def to_python(self, value: Any) -> str:
        if not isinstance(value, (str, int)) and value not in self.empty_values:
            raise ValidationError("An answer is text or a number.", code="not_text")
        return str(super().to_python(value))


class AnswerForm(forms.Form):
    """An answer to a prediction, a quiz or a myth."""

    answer = AnswerField(max_length=200, error_messages={"required": "Choose or write an answer first."})


class HintForm(forms.Form):
    """How many hints to show."""

    step = forms.IntegerField(min_value=1)


class SolutionForm(forms.Form):
    """Whether to show a solution that has not been earned yet."""

    confirm = forms.CharField(required=False, max_length=10)


class SignUpForm(UserCreationForm):
    """A new account. The e-mail address is optional."""

    email = forms.EmailField(required=False, label="E-mail address (optional)")

    class Meta:
        model = get_user_model()
        fields = ("username", "email")


class DeleteAccountForm(forms.Form):
    """Proof that the owner of an account wants to delete it: the password once more."""

    password = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    def __init__(self, user: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise ValidationError("That is not the password of this account.")
        return password


def cleaned(form: forms.Form) -> dict[str, Any]:
    """The values of a valid form. Raises Refused (413 for code that is too long, else 400) with what is wrong."""
    if form.is_valid():
        return form.cleaned_data
    name, failures = next(iter(form.errors.as_data().items()))
    message = " ".join(failures[0].messages)
    if failures[0].code == "too_long":
        raise Refused(Problem(413, "code_too_long", message))
    raise bad_input(message if name in SPEAKS_FOR_ITSELF else f"{name}: {message}")
