"""Join a class by its code or link, and leave it again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from course import classes, limits
from course.errors import Problem
from course.views.error_pages import problem_page
from course.views.teaching import views_as_learner
from course.views.teaching_forms import JoinForm

CODES_A_MINUTE = 20


@require_http_methods(["GET", "HEAD"])
def join(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in; it leads to the page of its class."""
    form = JoinForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("join_class", form.cleaned_data["code"])
    return render(request, "course/join.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_class(request: HttpRequest, code: str) -> HttpResponse:
    """Which class it is and what its instructor will see; joins it once that was accepted."""
    wait = max(limits.count_hit(f"join:{counter}", CODES_A_MINUTE) for counter in limits.who(request))
    if wait:
        message = "Too many join codes were tried. Wait a minute, then try again."
        return problem_page(request, Problem(429, "too_many_codes", message, wait))
    try:
        if request.method == "POST" and views_as_learner(request):
            messages.info(request, "Joining works. A made-up learner joins no class, so nothing has changed.")
            return redirect("home")
        if request.method == "POST" and request.user.is_authenticated:
            joined = classes.join(request.user, code)
            messages.success(request, f"You are in {joined.name}.")
            return redirect("progress")
        return render(request, "course/join_class.html", {"classroom": classes.find(code)})
    except classes.NoSuchClass:
        form = JoinForm({"code": code})
        form.add_error("code", "No class that can be joined has this code. Ask your instructor for the current one.")
        return render(request, "course/join.html", {"form": form}, status=404)


@login_required
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    left = classes.leave(request.user, pk)
    if left is None:
        raise Http404(f"not a member of class {pk}")
    messages.success(request, f"You left {left.name}. Its instructor no longer sees your work.")
    return redirect("progress")
