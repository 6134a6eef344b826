"""What instructors and members of classes type."""

from __future__ import annotations

from typing import Any

from django import forms

from course.models.classroom import Classroom
from course.models.feedback import Feedback


class ClassForm(forms.Form):
    """The name of a class."""

    name = forms.CharField(max_length=80, label="Name of the class")


class JoinForm(forms.Form):
    """A join code, however it is typed."""

    code = forms.CharField(max_length=40, label="Join code", help_text="Eight letters and digits from your instructor.")

    def clean_code(self) -> str:
        code = Classroom.code_from(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError("A code has letters and digits.")
        return code


class NoteForm(forms.Form):
    """What a learner missed in a result; may be left out."""

    note = forms.CharField(max_length=Feedback._meta.get_field("note").max_length, required=False)


class LinesField(forms.CharField):
    """Text of several lines. A browser counts the end of a line as one character, and sends two."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class ReplyForm(forms.Form):
    """An instructor's answer to a learner."""

    reply = LinesField(max_length=2000, label="Your answer", widget=forms.Textarea(attrs={"rows": 3}))
