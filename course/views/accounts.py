"""Accounts: sign up, log in, log out, change the password, delete. Work done without an account moves into it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from course import attempts, limits
from course.errors import Problem
from course.forms import DeleteAccountForm, SignUpForm
from course.views.error_pages import problem_page

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
SIGN_UPS_PER_MINUTE = 10


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def signup(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("account")
    form = SignUpForm(request.POST if request.method == "POST" else None)
    wait = limits.count_hit(f"signup:{limits.client_address(request)}", SIGN_UPS_PER_MINUTE) if form.is_bound else 0
    if wait:
        message = "Too many accounts were asked for from this address. Wait a minute, then try again."
        return problem_page(request, Problem(429, "too_many_accounts", message, wait))
    if form.is_bound and form.is_valid():
        log_in_with_work(request, form.save())
        return redirect(safe_next(request))
    return render(request, "course/accounts/signup.html", {"form": form, "next": safe_next(request)})


class LogIn(auth_views.LoginView):
    """Django's own log-in; it only adds that anonymous work moves into the account."""

    template_name = "course/accounts/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        log_in_with_work(self.request, form.get_user())
        return HttpResponseRedirect(self.get_success_url())


class ChangePassword(auth_views.PasswordChangeView):
    template_name = "course/accounts/password_change.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "The password is changed.")
        return super().form_valid(form)


def log_in_with_work(request: HttpRequest, user: Any) -> None:
    """Log `user` in and move what this browser's session did so far into the account."""
    # login() gives the session a new key, so the one that the work is filed under must be read before
    session_key = "" if request.user.is_authenticated else request.session.session_key or ""
    with transaction.atomic():
        login(request, user, backend=getattr(user, "backend", MODEL_BACKEND))
        if session_key:
            attempts.adopt(user, session_key)


def safe_next(request: HttpRequest) -> str:
    """Where to go afterwards: the `next` of the request if it is an address of this site, else the course map."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else resolve_url("home")


@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "course/accounts/account.html")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the account with everything stored for it, after the password was given once more."""
    form = DeleteAccountForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        user = request.user
        logout(request)
        user.delete()
        messages.success(request, "Your account and everything stored with it are deleted.")
        return redirect("home")
    return render(request, "course/accounts/delete.html", {"form": form})


def locked_out(request: HttpRequest, *_args: Any, **_options: Any) -> HttpResponse:
    """What django-axes answers after too many failed log-ins."""
    message = "Too many failed log-ins for this name from your address. Wait a quarter of an hour, then try again."
    return problem_page(request, Problem(429, "locked_out", message, 15 * 60))
