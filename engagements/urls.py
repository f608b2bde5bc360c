from django.urls import path

from .views import charts, dashboard, details, lists, outcomes, readouts, reports, saved_views

app_name = "engagements"
urlpatterns = [
    path("", dashboard.Dashboard.as_view(), name="dashboard"),
    path("read/", readouts.ReadAccount.as_view(), name="read_account"),
    path("visits/", lists.VisitList.as_view(), name="visit_list"),
    path("visits/<int:pk>/", details.VisitDetail.as_view(), name="visit_detail"),
    path("meetings/", lists.MeetingList.as_view(), name="meeting_list"),
    path("meetings/facets/", lists.MeetingFacets.as_view(), name="meeting_facets"),
    path("meetings/<int:pk>/", details.MeetingDetail.as_view(), name="meeting_detail"),
    path("outcomes/", outcomes.OutcomeList.as_view(), name="outcome_list"),
    path("outcomes/<int:pk>/progress/", outcomes.ChangeProgress.as_view(), name="outcome_progress"),
    path("officials/", lists.OfficialList.as_view(), name="official_list"),
    path("officials/<int:pk>/", details.OfficialDetail.as_view(), name="official_detail"),
    path("organizations/", lists.OrganizationList.as_view(), name="organization_list"),
    path("organizations/<int:pk>/", details.OrganizationDetail.as_view(), name="organization_detail"),
    path("countries/<str:code>/", details.CountryDetail.as_view(), name="country_detail"),
    path("calendar/", charts.CalendarPage.as_view(), name="calendar"),
    path("network/", charts.NetworkPage.as_view(), name="network"),
    path("map/", charts.MapPage.as_view(), name="map"),
    path("who-met-whom/", reports.WhoMetWhom.as_view(), name="who_met_whom"),
    path("relationship/", reports.RelationshipPage.as_view(), name="relationship"),
    path("relationship/briefing/", reports.BriefingPage.as_view(), name="briefing"),
    path("saved/", saved_views.SavedList.as_view(), name="saved_list"),
    path("saved/new/", saved_views.Save.as_view(), name="saved_new"),
    path("saved/<int:pk>/", saved_views.Change.as_view(), name="saved_detail"),
    path("saved/<int:pk>/delete/", saved_views.Delete.as_view(), name="saved_delete"),
    path("saved/<int:pk>/feed/", saved_views.ChangeFeed.as_view(), name="saved_feed"),
    path("feeds/<slug:token>.ics", saved_views.Feed.as_view(), name="feed"),
    path("attachments/<int:pk>/", dashboard.Download.as_view(), name="attachment"),
    path("suggest/<slug:kind>/", dashboard.Suggest.as_view(), name="suggest"),
]
