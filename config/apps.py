from django.contrib.admin import apps


class AdminConfig(apps.AdminConfig):
    # Outside engagements.admin, whose modules register with the site while they are loaded.
    default_site = "config.admin.EngagementsAdminSite"
