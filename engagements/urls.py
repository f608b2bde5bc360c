from django.urls import path

from .views import (
    attachments,
    charts,
    countries,
    dashboard,
    feeds,
    matrix,
    meetings,
    officials,
    organizations,
    outcomes,
    readouts,
    relationships,
    saved_views,
    suggestions,
    visits,
)

app_name = "engagements"
urlpatterns = [
    path("", dashboard.DashboardView.as_view(), name="dashboard"),
    path("read/", readouts.ReadoutView.as_view(), name="readout"),
    path("visits/", visits.VisitListView.as_view(), name="visit_list"),
    path("visits/<int:pk>/", visits.VisitDetailView.as_view(), name="visit_detail"),
    path("meetings/", meetings.MeetingListView.as_view(), name="meeting_list"),
    path("meetings/facets/", meetings.MeetingFacetsView.as_view(), name="meeting_facets"),
    path("meetings/<int:pk>/", meetings.MeetingDetailView.as_view(), name="meeting_detail"),
    path("outcomes/", outcomes.OutcomeListView.as_view(), name="outcome_list"),
    path("outcomes/<int:pk>/progress/", outcomes.OutcomeProgressView.as_view(), name="outcome_progress"),
    path("officials/", officials.OfficialListView.as_view(), name="official_list"),
    path("officials/<int:pk>/", officials.OfficialDetailView.as_view(), name="official_detail"),
    path("organizations/", organizations.OrganizationListView.as_view(), name="organization_list"),
    path(
        "organizations/<int:pk>/", organizations.OrganizationDetailView.as_view(), name="organization_detail"
    ),
    path("countries/<str:code>/", countries.CountryDetailView.as_view(), name="country_detail"),
    path("calendar/", charts.CalendarView.as_view(), name="calendar"),
    path("network/", charts.NetworkView.as_view(), name="network"),
    path("map/", charts.MapView.as_view(), name="map"),
    path("who-met-whom/", matrix.MatrixView.as_view(), name="who_met_whom"),
    path("relationship/", relationships.RelationshipView.as_view(), name="relationship"),
    path("relationship/briefing/", relationships.BriefingView.as_view(), name="briefing"),
    path("saved/", saved_views.SavedViewListView.as_view(), name="saved_list"),
    path("saved/new/", saved_views.SavedViewCreateView.as_view(), name="saved_new"),
    path("saved/<int:pk>/", saved_views.SavedViewUpdateView.as_view(), name="saved_detail"),
    path("saved/<int:pk>/delete/", saved_views.SavedViewDeleteView.as_view(), name="saved_delete"),
    path("saved/<int:pk>/feed/", saved_views.FeedView.as_view(), name="saved_feed"),
    path("feeds/<slug:token>.ics", feeds.CalendarFeedView.as_view(), name="feed"),
    path("attachments/<int:pk>/", attachments.AttachmentDownloadView.as_view(), name="attachment"),
    path("suggest/<slug:kind>/", suggestions.SuggestionsView.as_view(), name="suggest"),
]
