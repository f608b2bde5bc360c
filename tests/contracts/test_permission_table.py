"""Who gets what answer at which address: the whole of it, as a table."""

import datetime
import re
import uuid
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import override_settings
from django.urls import resolve

from engagements.models import ApiToken, Attachment, AuditEntry, ImportRun, ImportUpload, SavedView, Visit
from engagements.models.history import ChangeChannel, change_set
from tests.addresses import ADDRESSES
from tests.factories import (
    RECORD_FACTORIES,
    CorrectionFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    PlaceFactory,
    RemarkFactory,
    SourceFactory,
    TopicFactory,
    VisitFactory,
    WatchFactory,
    meeting_between,
)

pytestmark = pytest.mark.django_db

# The answer to GET, and to POST (of an empty form; of a confirmed one where something is deleted).
# "login": sent to the login page. 302: sent on, after something was done or to where it is.
# Who has no role is "stranger"; of the others each has the one role.
TABLE = """
                                                           anonymous  stranger  analyst   staff     editor
/                                                          login      403       200/405   200/405   200/405
/visits/                                                   login      403       200/405   200/405   200/405
/visits/{published}/                                       login      403       200/405   200/405   200/405
/visits/{draft}/                                           login      403       404/405   200/405   200/405
/visits/{published}/programme/                             login      403       200/405   200/405   200/405
/visits/{draft}/programme/                                 login      403       404/405   200/405   200/405
/visits/{published}/book/                                  login      403       200/405   200/405   200/405
/visits/{draft}/book/                                      login      403       404/405   200/405   200/405
/meetings/{published}/book/                                login      403       200/405   200/405   200/405
/meetings/{draft}/book/                                    login      403       404/405   200/405   200/405
/meetings/{planned}/invitation.ics                         login      403       200/405   200/405   200/405
/meetings/{published}/invitation.ics                       login      403       404/405   404/405   404/405
/meetings/                                                 login      403       200/405   200/405   200/405
/meetings/{published}/                                     login      403       200/405   200/405   200/405
/meetings/{draft}/                                         login      403       404/405   200/405   200/405
/outcomes/                                                 login      403       200/405   200/405   200/405
/outcomes/{published}/progress/                            login      403       403       403       200
/outcomes/{draft}/progress/                                login      403       404       200       200
/officials/                                                login      403       200/405   200/405   200/405
/officials/{official}/                                     login      403       200/405   200/405   200/405
/organizations/                                            login      403       200/405   200/405   200/405
/organizations/{organization}/                             login      403       200/405   200/405   200/405
/countries/MX/                                             login      403       200/405   200/405   200/405
/countries/XX/                                             login      403       404/405   404/405   404/405
/calendar/                                                 login      403       200/405   200/405   200/405
/search/                                                   login      403       200/405   200/405   200/405
/map/                                                      login      403       200/405   200/405   200/405
/over-time/                                                login      403       200/405   200/405   200/405
/network/                                                  login      403       200/405   200/405   200/405
/meetings/facets/                                          login      403       200/405   200/405   200/405
/who-met-whom/                                             login      403       200/405   200/405   200/405
/relationship/                                             login      403       200/405   200/405   200/405
/relationship/briefing/                                    login      403       200/405   200/405   200/405
/attachments/{attachment}/                                 login      403       200/405   200/405   200/405
/suggest/visits/                                           login      403       200/405   200/405   200/405
/suggest/nothing/                                          login      404       404       404       404
/read/                                                     login      403       403       200       200
/intake/                                                   login      403       403       200       200
/keys/                                                     login      200/405   200/405   200/405   200/405
# Somebody else's.
/saved/                                                    login      200/405   200/405   200/405   200/405
/saved/new/                                                login      302/200   302/200   302/200   302/200
/saved/{view}/                                             login      404       404       404       404
/saved/{view}/delete/                                      login      404       404       404       404
/saved/{view}/feed/                                        login      405/404   405/404   405/404   405/404
/watches/new/                                              login      302/200   302/200   302/200   302/200
/watches/{watch}/                                          login      404       404       404       404
/feeds/no-such-token.ics                                   404/405    404/405   404/405   404/405   404/405
/healthz                                                   200/405    200/405   200/405   200/405   200/405
# The API, which answers with a number and never with a page.
/api/v1/KIND/                                              401        403       200/405   200/405   200/405
/api/v1/KIND/{uid}/                                        401        403       200/405   200/405   200/405
/api/v1/visits/{draft_uid}/                                401        403       404/405   200/405   200/405
/api/v1/meetings/{draft_uid}/                              401        403       404/405   200/405   200/405
/api/v1/gone/?since=2020-01-01                             401        200/405   200/405   200/405   200/405
/api/v1/who-met-whom/                                      401        403       200/405   200/405   200/405
/api/v1/relationship/?by_country=MX&with_country=US        401        403       200/405   200/405   200/405
/api/schema/                                               401        200/405   200/405   200/405   200/405
/api/docs/                                                 login      200/405   200/405   200/405   200/405
# One's own account.
/accounts/                                                 login      200/302   200/302   200/302   200/302
/accounts/access/                                          login      200/404   200/404   200/404   200/404
# There only where single sign-on is configured.
/accounts/sign-on/                                         404        404       404       404       404
/accounts/sign-on/callback/                                404        404       404       404       404
/accounts/login/                                           200        200       200       200       200
/accounts/logout/                                          login      405/login 405/login 405/login 405/login
/accounts/password/                                        login      200       200       200       200
/accounts/password/done/                                   login      200/405   200/405   200/405   200/405
/accounts/second-factor/                                   login      200       200       200       200
/accounts/second-factor/begin/                             login      405/302   405/302   405/302   405/302
/accounts/second-factor/check/                             login      200       200       200       200
/accounts/second-factor/codes/                             login      302       302       302       302
/accounts/second-factor/off/                               login      302       302       302       302
# Entry.
/admin/                                                    login      403       403       200       200
/admin/login/                                              login      403       403       302       302
/admin/logout/                                             login      302       302       405/login 405/login
/admin/password_change/                                    login      403       403       302       302
/admin/password_change/done/                               login      403       403       200/405   200/405
/admin/autocomplete/?topics                                login      403       403       200/405   200/405
/admin/jsi18n/                                             login      403       403       200/405   200/405
/admin/r/{contenttype}/{published}/                        login      403       403       404       404
/admin/engagements/                                        login      403       403       200       200
/admin/auth/                                               login      403       403       404       404
/admin/nothing/                                            login      403       403       404       404
/admin/engagements/RECORD/                                 login      403       403       200       200
/admin/engagements/RECORD/add/                             login      403       403       200       200
/admin/engagements/RECORD/{published}/                     login      403       403       302       302
/admin/engagements/RECORD/{published}/change/              login      403       403       200/403   200
/admin/engagements/RECORD/{published}/history/             login      403       403       403       200/302
/admin/engagements/RECORD/{published}/history/compare/     login      403       403       403       200
/admin/engagements/RECORD/{published}/history/{act}/       login      403       403       403       200/302
/admin/engagements/RECORD/{published}/copy/                login      403       403       200       200
/admin/engagements/RECORD/{draft}/copy/                    login      403       403       200       200
/admin/engagements/RECORD/{published}/correct/             login      403       403       200       200
/admin/engagements/RECORD/{draft}/correct/                 login      403       403       302/200   302/200
/admin/engagements/RECORD/{published}/change/?correction={correction} login 403   403       200/403   200
/admin/engagements/RECORD/{published}/remarks/             login      403       403       403       200
/admin/engagements/RECORD/{draft}/remarks/                 login      403       403       200       200
/admin/engagements/RECORD/{published}/delete/              login      403       403       403       200/302
/admin/engagements/RECORD/{draft}/change/                  login      403       403       200       200
/admin/engagements/RECORD/{draft}/history/                 login      403       403       200/302   200/302
/admin/engagements/RECORD/{draft}/history/compare/         login      403       403       200       200
/admin/engagements/RECORD/{draft}/history/{act}/           login      403       403       200/302   200/302
/admin/engagements/RECORD/{draft}/delete/                  login      403       403       403       200/302
/admin/engagements/RECORD/bulk-change/                     login      403       403       302       302
# Of a change set that was no bulk change.
/admin/engagements/RECORD/bulk-change/{act}/               login      403       403       404       404
/admin/engagements/RECORD/deleted/                         login      403       403       403       200
/admin/engagements/RECORD/deleted/{gone}/                  login      403       403       403       200/302
/admin/engagements/ENTRY/                                  login      403       403       200       200
/admin/engagements/ENTRY/add/                              login      403       403       200       200
/admin/engagements/ENTRY/{ENTRY}/                          login      403       403       302       302
/admin/engagements/ENTRY/{ENTRY}/change/                   login      403       403       200       200
/admin/engagements/ENTRY/bulk-change/                      login      403       403       302       302
/admin/engagements/ENTRY/bulk-change/{act}/                login      403       403       404       404
/admin/engagements/ENTRY/{ENTRY}/history/                  login      403       403       200/302   200/302
/admin/engagements/ENTRY/{ENTRY}/history/compare/          login      403       403       200       200
/admin/engagements/ENTRY/{ENTRY}/history/{act}/            login      403       403       200/302   200/302
/admin/engagements/PARTY/{PARTY}/delete/                   login      403       403       403       200/302
/admin/engagements/PARTY/deleted/                          login      403       403       403       200
/admin/engagements/PARTY/deleted/{gone}/                   login      403       403       403       200/302
# What hidden records may use is deleted by those alone who see them.
/admin/engagements/USED/{USED}/delete/                     login      403       403       403       403
/admin/engagements/USED/deleted/                           login      403       403       403       403
/admin/engagements/USED/deleted/{gone}/                    login      403       403       403       403
/admin/engagements/official/{official}/posts/              login      403       403       200       200
/admin/engagements/organization/proposal/                  login      403       403       200       200
/admin/engagements/official/pasted/                        login      403       403       200       200
/admin/engagements/visit/typed-date/                       login      403       403       200       200
/admin/engagements/duplicatepair/                          login      403       403       200/302   200/302
/admin/engagements/duplicatepair/place/{place}/{user}/     login      403       403       404       404
# An import of somebody else's.
/admin/engagements/importupload/                           login      403       403       200       200
/admin/engagements/importupload/add/                       login      403       403       200       200
/admin/engagements/importupload/{importupload}/            login      403       403       302       302
/admin/engagements/importupload/{importupload}/change/     login      403       403       404       404
/admin/engagements/importupload/{importupload}/history/    login      403       403       302       302
/admin/engagements/importupload/{importupload}/delete/     login      403       403       302       302
/admin/engagements/importupload/{importupload}/progress/   login      403       403       404       404
/admin/engagements/importupload/{importupload}/report.csv  login      403       403       404       404
# What is about records: of the corrections staff see their own, of the remarks those on drafts.
/admin/engagements/correction/                             login      403       403       200       200
/admin/engagements/correction/{correction}/change/         login      403       403       302       302
/admin/engagements/remark/                                 login      403       403       200       200
/admin/engagements/remark/{remark}/change/                 login      403       403       302       302
/admin/engagements/BESIDE/add/                             login      403       403       403       403
/admin/engagements/BESIDE/{BESIDE}/                        login      403       403       302       302
/admin/engagements/BESIDE/{BESIDE}/history/                login      403       403       403       403
/admin/engagements/BESIDE/{BESIDE}/delete/                 login      403       403       403       403
/admin/engagements/auditentry/                             login      403       403       403       403
/admin/engagements/apitoken/                               login      403       403       403       403
/admin/engagements/importrun/                              login      403       403       200       200
/admin/engagements/LOG/add/                                login      403       403       403       403
/admin/engagements/LOG/{LOG}/                              login      403       403       302       302
/admin/engagements/auditentry/{auditentry}/change/         login      403       403       403       403
/admin/engagements/apitoken/{apitoken}/change/             login      403       403       403       403
/admin/engagements/importrun/{importrun}/change/           login      403       403       200/403   200/403
/admin/engagements/LOG/{LOG}/history/                      login      403       403       403       403
/admin/engagements/LOG/{LOG}/delete/                       login      403       403       403       403
# For superusers alone.
/admin/auth/ACCOUNT/                                       login      403       403       403       403
/admin/auth/ACCOUNT/add/                                   login      403       403       403       403
/admin/auth/ACCOUNT/{ACCOUNT}/                             login      403       403       302       302
/admin/auth/ACCOUNT/{ACCOUNT}/change/                      login      403       403       403       403
/admin/auth/ACCOUNT/{ACCOUNT}/history/                     login      403       403       403       403
/admin/auth/ACCOUNT/{ACCOUNT}/delete/                      login      403       403       403       403
/admin/auth/user/{user}/password/                          login      403       403       403       403
"""
# What stands in the table for several addresses that are answered alike.
ALIKE = {
    "RECORD": ["visit", "meeting"],
    "PARTY": ["official", "organization"],
    "USED": ["place", "topic", "source"],
    "ENTRY": ["official", "organization", "place", "topic", "source"],
    "ACCOUNT": ["user", "group"],
    "KIND": ["visits", "meetings", "outcomes", "officials", "organizations", "places", "topics", "sources"],
    "BESIDE": ["correction", "remark"],
    "LOG": ["auditentry", "apitoken", "importrun"],
}
TOPICS = "?app_label=engagements&model_name=visit&field_name=topics"  # of the form of a visit
WHO, *ROWS = [line.split() for line in TABLE.strip().splitlines() if not line.startswith("#")]


def expanded():
    """Return (address, answers) for each address of the table."""
    for address, *answers in ROWS:
        word = next((word for word in ALIKE if word in address), "")
        for model in ALIKE.get(word, [""]):
            yield address.replace(word or address, model or address), answers


@pytest.fixture(scope="module")
def there(module_data, tmp_path_factory):
    """One record of each kind, by the names that the table has for them."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        with change_set(ChangeChannel.COMMAND) as act:
            one_of_each = make_one_of_each(act)
        yield one_of_each


def make_one_of_each(act):
    meeting = meeting_between()
    attachment = Attachment(title="File", meeting=meeting)
    attachment.file.save("file.txt", ContentFile(b"text"))
    somebody = User.objects.create_user("somebody")
    now = datetime.datetime.now(tz=datetime.UTC)
    view = SavedView.objects.create(owner=somebody, name="Theirs", list="visit")
    gone = {model: factory() for model, factory in RECORD_FACTORIES.items()}
    source = SourceFactory()
    meeting.sources.add(source, gone["source"])  # what nothing names is seen by whoever entered it
    gone = {model: SimpleNamespace(pk=one.pk, deleted=one.delete()) for model, one in gone.items()}
    published = {"visit": VisitFactory(), "meeting": meeting, "outcome": OutcomeFactory(meeting=meeting)}
    draft = {
        "visit": VisitFactory(publication="draft"),
        "meeting": MeetingFactory(publication="draft"),
        "outcome": OutcomeFactory(meeting__publication="draft"),
    }
    directory = {
        "official": OfficialFactory(),
        "organization": OrganizationFactory(),
        "place": PlaceFactory(),
        "topic": TopicFactory(),
        "source": source,
    }
    return SimpleNamespace(
        act=SimpleNamespace(pk=act.uid),
        gone=gone,
        published=published,
        draft=draft,
        planned=MeetingFactory(progress="planned"),
        uid=by_uid(published | directory),
        draft_uid=by_uid(draft),
        **directory,
        user=somebody,
        group=Group.objects.create(name="Others"),
        auditentry=AuditEntry.objects.create(event="login"),
        apitoken=ApiToken.objects.create(owner=somebody, name="Theirs", ends_on=now.date()),
        importrun=ImportRun.objects.create(started_at=now),
        importupload=ImportUpload.objects.create(user=somebody),
        correction={
            kind: CorrectionFactory(**{"visit": None, kind: published[kind]}) for kind in ("visit", "meeting")
        },
        remark=RemarkFactory(visit=draft["visit"]),
        attachment=attachment,
        view=view,
        watch=WatchFactory(user=somebody),
        contenttype=ContentType.objects.get_for_model(Visit),
    )


def by_uid(records):
    return {kind: SimpleNamespace(pk=record.uid) for kind, record in records.items()}


def fill_in(address, there):
    """Put the ids in: ``{published}`` and ``{draft}`` of the kind that the address is about."""

    def pk(match):
        name = match[1]
        found = getattr(there, name)
        if isinstance(found, dict):
            found = found[next((kind for kind in found if kind in address), "meeting")]
        return str(found.pk)

    return re.sub(r"{(\w+)}", pk, address).replace("?topics", TOPICS)


def answer(client, method, address):
    data = {"post": "yes"} if address.endswith("/delete/") else {}
    response = getattr(client, method)(address, data)
    # The admin's own login page sends on to the one of all, or says that one may not enter.
    while response.status_code == 302 and response.url.startswith("/admin/login/"):
        response = client.get(response.url)
    to_login = response.status_code == 302 and response.url.startswith("/accounts/login/")
    return "login" if to_login else str(response.status_code)


def test_every_address_is_in_the_table():
    addresses = [re.sub("{act}|{uid}|{draft_uid}", str(uuid.uuid4()), address) for address, _ in expanded()]
    shapes = [re.sub(r"{\w+}", "1", address).partition("?")[0] for address in addresses]
    listed = {resolve(shape).route for shape in shapes}
    assert {address.route for address in ADDRESSES.values()} - listed == set()


@pytest.mark.parametrize(("address", "expected"), [pytest.param(*row, id=row[0]) for row in expanded()])
def test_each_user_gets_the_answer_of_the_table(client, there, request, address, expected):
    address = fill_in(address, there)
    got = []
    for who in WHO:
        if who != "anonymous":
            client.force_login(request.getfixturevalue(who))
        get = answer(client, "get", address)
        post = answer(client, "post", address)
        got.append(get if get == post else f"{get}/{post}")
        client.logout()
    print(address, *got)  # shown by pytest where a test fails: the row as it would be
    assert dict(zip(WHO, got, strict=True)) == dict(zip(WHO, expected, strict=True))
