"""Roles: which group may do what. What may be seen is decided in models/visibility.py."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AnonymousUser, User
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from engagements.services.publishing import may_enter

DIRECTORY_MODELS = ("organization", "official", "appointment", "place", "topic", "source")
RECORD_MODELS = ("visit", "meeting")
LINE_MODELS = ("stop", "delegationmember", "programmeitem", "participant", "outcome", "attachment")
ALL_MODELS = (*DIRECTORY_MODELS, *RECORD_MODELS, *LINE_MODELS)

IMPORT = ["add_importupload", "view_importrun"]
READ = [f"view_{model}" for model in ALL_MODELS]
ENTER = [f"{verb}_{model}" for verb in ("add", "change") for model in ALL_MODELS]
# A line is taken out of a draft by whoever edits it; whole records are deleted by editors.
REMOVE_LINES = [f"delete_{model}" for model in (*LINE_MODELS, "appointment")]
# Whoever enters invitations writes to people; whoever reads alone does not.
CONTACT_DETAILS = [f"{verb}_contactdetail" for verb in ("view", "add", "change", "delete")]
DELETE = [f"delete_{model}" for model in (*DIRECTORY_MODELS, *RECORD_MODELS)]

ROLE_PERMISSIONS = {
    "Analysts": READ,
    "Staff": [*READ, *ENTER, *REMOVE_LINES, *CONTACT_DETAILS, *IMPORT, "view_draft_records"],
    "Editors": [
        *READ,
        *ENTER,
        *REMOVE_LINES,
        *CONTACT_DETAILS,
        *DELETE,
        "view_draft_records",
        "publish_records",
        "merge_records",
        *IMPORT,
    ],
}


def may_draft_from_readout(user: User | AnonymousUser) -> bool:
    """Return whether ``user`` may enter all that a readout can name."""
    models = (*RECORD_MODELS, "official", "organization", "place", "topic", "source")
    return all(may_enter(user, "add", model) for model in models)


def create_roles(apps: Apps) -> None:
    """Make the groups that are missing, and give each the permissions of its role.

    ``apps`` is an app registry, a migration's own or the real one. Permissions that an
    administrator added to a group are left.
    """
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in ROLE_PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="engagements", codename__in=codenames)
        )


def update_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As `create_roles`, for a migration that adds permissions: those are otherwise made after the last."""
    config = apps.get_app_config("engagements")
    config.models_module = True  # type: ignore[assignment] # without one, no permissions are made
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    create_roles(apps)
