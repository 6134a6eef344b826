"""The dataset pages of instructors: send fixtures, read the report, watch the verification, go live and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from course import activation, datasets
from course.datasets.export import export_name, fixture_bytes, record_export
from course.datasets.uploads import MOST_FILES, store_upload
from course.datasets.work import cancel_work, start_work
from course.domain.verification import Outcome, by_outcome, tally
from course.models import DatasetVersion
from course.views.dataset_forms import OverrideForm, UploadForm
from course.views.fixture_upload import bounded_upload
from course.views.partials import wants_partial
from course.views.taught import lesson_titles
from course.views.teaching import View, instructor_required

State = DatasetVersion.State


@csrf_exempt  # only so that the size is bounded before the check reads the form: it follows inside
@instructor_required
@bounded_upload
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def dataset_list(request: Any) -> HttpResponse:
    """Every dataset with its versions, and the form for a new one."""
    if request.method != "POST":
        return list_page(request, UploadForm())
    form = UploadForm(
        request.POST, request.FILES, upload_quota=request.upload_quota, upload_paths=request.upload_paths
    )
    if not form.is_valid():
        return list_page(request, form)
    given = form.cleaned_data
    onto, whole_models = given["start"]
    version = store_upload(
        given["name"], given["files"], by=request.user, note=given["note"], onto=onto, whole_models=whole_models
    )
    start_work(version)
    return redirect("teach_dataset", version.pk)


def list_page(request: HttpRequest, form: UploadForm) -> HttpResponse:
    versions = datasets.list_versions()
    by_name = groupby(versions, key=lambda version: version.name)
    context = {
        "form": form,
        "named": [(name, list(of_name)) for name, of_name in by_name],
        "outdated": [version.pk for version in versions if version.live and needs_verification(version)],
        "unfinished": datasets.list_unfinished(),
        "limits": {
            "files": MOST_FILES, "bytes": settings.DATASET_UPLOAD_BYTES, "unpacked": settings.DATASET_UNPACKED_BYTES,
            "objects": settings.DATASET_OBJECTS,
        },
    }
    return render(request, "course/teach/datasets.html", context, status=400 if form.is_bound else 200)


def needs_verification(version: DatasetVersion) -> bool:
    """Whether nothing tells how the lessons of today fare on it, and nobody is at it."""
    return not version.is_at_work and (version.state != State.VERIFIED or bool(activation.changed_since(version)))


@instructor_required
@require_safe
def dataset_version(request: HttpRequest, pk: int) -> HttpResponse:
    """All about one version; to a script that watches it, only how far it is."""
    version = get_object_or_404(DatasetVersion.objects.select_related("same_as"), pk=pk)
    if wants_partial(request):
        return render(request, "course/teach/_dataset_progress.html", {"version": version})
    if version.same_as:
        messages.info(request, "These files hold the same data as this version, which was known already.")
        return redirect("teach_dataset", version.same_as.pk)
    return version_page(request, version, OverrideForm())


def version_page(request: HttpRequest, version: DatasetVersion, form: OverrideForm) -> HttpResponse:
    results = version.verified
    broken = [result for result in results if result.breaks]
    context = {
        "version": version,
        "live": datasets.live_version(version.name),
        "has_images": datasets.has_images(version.version),
        "broken": broken,
        "groups": by_outcome(results),
        "lessons": lesson_titles(),
        "passed": [result for result in results if result.outcome is Outcome.PASSES],
        "tally": tally(results),
        "switched": [result for result in broken if result.can_be_switched_off],
        "still_on": version.still_on if version.live else (),
        "changed": activation.changed_since(version),
        "form": form,
    }
    return render(request, "course/teach/dataset.html", context, status=400 if form.is_bound else 200)


def acts_on_version(act: Callable[[HttpRequest, DatasetVersion], HttpResponse | None]) -> View:
    """A view that does something to one version and goes back to its page; what cannot be done is said there."""

    @instructor_required
    @require_POST
    @wraps(act)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        version = get_object_or_404(DatasetVersion, pk=pk)
        try:
            return act(request, version) or redirect("teach_dataset", version.pk)
        except (datasets.NotReady, datasets.UnknownDataset) as problem:
            messages.error(request, str(problem))
            return redirect("teach_dataset", version.pk)

    return view


@acts_on_version
def activate(request: HttpRequest, version: DatasetVersion) -> HttpResponse | None:
    """Make it live; one that breaks something only with a reason."""
    form = OverrideForm(request.POST)
    if version.broken and not version.was_live and not form.is_valid():
        return version_page(request, version, form)
    reason = form.cleaned_data["reason"] if version.broken and form.is_valid() else ""
    activation.activate(version, by=request.user, reason=reason)
    messages.success(request, f"{version.name} {version.short} is live. Runs at work finish on the version before.")
    return None


@acts_on_version
def switch_off(request: HttpRequest, version: DatasetVersion) -> HttpResponse | None:
    """Switch off what breaks on the live version; only with a reason."""
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return version_page(request, version, form)
    items = activation.switch_off_broken(version, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, f"Switched off until a verification finds that it holds: {', '.join(items)}.")
    return None


@acts_on_version
def verify(request: HttpRequest, version: DatasetVersion) -> None:
    """Begin or go on with checking and verifying what has not been, or has changed; with `afresh`, from the start."""
    if not datasets.has_images(version.version) and not version.files:
        raise datasets.NotReady("Its images were removed. Upload its files again.")
    if not start_work(version, afresh=request.POST.get("afresh") == "yes"):
        messages.info(request, "A process is at it already.")


@acts_on_version
def cancel(request: HttpRequest, version: DatasetVersion) -> None:
    if cancel_work(version):
        messages.info(request, "It stops after the item at hand.")


@acts_on_version
def remove(request: HttpRequest, version: DatasetVersion) -> HttpResponse:
    datasets.remove(version, by=request.user)
    messages.success(request, f"{version.name} {version.short} has been removed.")
    return redirect("teach_datasets")


@instructor_required
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as a fixture file that loads again to the same version."""
    version = get_object_or_404(DatasetVersion.objects.exclude(version=""), pk=pk)
    try:
        content = fixture_bytes(version.version)
    except datasets.UnknownDataset as gone:
        messages.error(request, str(gone))
        return redirect("teach_dataset", pk)
    if request.method == "GET":
        record_export(version, request.user)
    headers = {"Content-Disposition": f'attachment; filename="{export_name(version)}"'}
    return HttpResponse(content, content_type="application/gzip", headers=headers)
