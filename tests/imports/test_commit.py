"""What the upload page builds on: a plan that is looked at first, and carried out later or not at all."""

import pytest
from django.utils import timezone

from engagements.imports.commit import CommitError, commit
from engagements.models import Official, Organization, Remark, Visit

from .sheets import ROWS, TRIPS, everything, plan_of

pytestmark = pytest.mark.django_db


def test_plan_is_looked_at_and_carried_out(staff):
    seen = []
    plan = plan_of(*ROWS, user=staff, progress=lambda *told: seen.append(told))
    assert plan.counts["visit"] == {"made": 3, "changed": 0, "left": 0, "kept": 0}
    assert [row.name for row in plan.report_lines() if row.kind == "visit"][1] == "Ben Baker in Tokyo"
    assert not Visit.objects.exists()
    assert plan_of(*ROWS).digest == plan.digest
    run = commit(plan, staff, progress=lambda *told: seen.append(told))
    assert (run.user, run.state, run.counts) == (staff, "done", plan.counts)
    assert Visit.objects.count() == 3
    assert [stage for stage, _, _ in seen if stage == "write"]
    assert plan_of(*ROWS).changes_nothing
    assert plan_of(*ROWS).digest != plan.digest


def test_status_that_the_sheet_does_not_give_follows_the_dates():
    year = timezone.localdate().year
    ahead = ROWS[0].replace("2021-12", f"{year + 1}-12")
    commit(plan_of(ahead, *ROWS[1:]))
    statuses = {visit.start_date.year: visit.progress for visit in Visit.objects.all()}
    assert statuses == {year + 1: "planned", 2022: "completed"}


def change_a_visit():
    Visit.objects.filter(title__contains="Tokyo").update(purpose="by hand")


def delete_a_visit():
    Visit.objects.filter(title__contains="Tokyo").delete()


def import_the_same():
    commit(plan_of(*CORRECTED))


CORRECTED = [ROWS[0], ROWS[1].replace("a conference", "a summit"), ROWS[2]]


@pytest.mark.parametrize("meanwhile", [change_a_visit, delete_a_visit, import_the_same])
def test_plan_is_not_carried_out_once_the_database_has_changed(meanwhile):
    commit(plan_of(*ROWS))
    plan = plan_of(*CORRECTED)
    meanwhile()
    before = everything()
    with pytest.raises(CommitError, match="changed by somebody since the plan was made"):
        commit(plan)
    assert everything() == before


def test_two_first_imports_of_one_sheet_at_once():
    first, second = plan_of(*ROWS), plan_of(*ROWS)
    commit(first)
    before = everything()
    with pytest.raises(CommitError):
        commit(second)
    assert everything() == before


def test_plan_with_wrong_rows_is_carried_out_only_when_they_may_be_skipped():
    plan = plan_of(ROWS[0], ROWS[1].replace("Japan", "Atlantis"))
    assert [(error.row, error.column) for error in plan.errors] == [(3, "country")]
    with pytest.raises(CommitError, match="wrong rows"):
        commit(plan)
    run = commit(plan, skip_bad_rows=True)
    assert (run.rows_read, run.rows_left_out) == (2, 1)
    # Who is in the wrong row alone is not made either.
    assert not Official.objects.filter(name="Ben Baker").exists()


def test_entries_under_entries_in_any_order():
    mapping = '[organization]\nname = "{name}"\nparent = "{above}"'
    commit(plan_of("c,b", "b,a", "a,", mapping=mapping, heading="name,above"))
    assert Organization.objects.get(name="c").parent.parent.name == "a"
    plan = plan_of("x,y", "y,x", mapping=mapping, heading="name,above")
    assert {(error.row, error.column) for error in plan.errors} == {(2, "above"), (3, "above")}
    # One that is there goes under one that is new.
    commit(plan_of("a,z", "z,", mapping=mapping, heading="name,above"))
    assert Organization.objects.get(name="a").parent.name == "z"
    assert Organization.objects.get(name="a").history.count() == 2


@pytest.mark.parametrize("is_by_script", [True, False])
def test_record_that_an_import_returns_to_draft_has_the_import_as_reason(editor, is_by_script):
    user = None if is_by_script else editor
    published, draft = (
        TRIPS.replace("[[visit.", f'publication = "{publication}"\n\n[[visit.', 1)
        for publication in ("published", "draft")
    )
    commit(plan_of(ROWS[0], mapping=published))
    commit(plan_of(*ROWS[:2], mapping=draft, user=user), user)
    remark = Remark.objects.get()  # of the one that is made a draft there is none
    assert (remark.text, remark.author) == ("Import of upload.csv.", user)
    assert remark.visit.title == "Ann Able in Mexico City/Monterrey"
    assert remark.returned_version == remark.visit.version
