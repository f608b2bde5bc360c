from django.urls import path

from .views import details, lists, other

app_name = "engagements"
urlpatterns = [
    path("", other.Dashboard.as_view(), name="dashboard"),
    path("visits/", lists.VisitList.as_view(), name="visit_list"),
    path("visits/<int:pk>/", details.VisitDetail.as_view(), name="visit_detail"),
    path("meetings/", lists.MeetingList.as_view(), name="meeting_list"),
    path("meetings/<int:pk>/", details.MeetingDetail.as_view(), name="meeting_detail"),
    path("officials/", lists.OfficialList.as_view(), name="official_list"),
    path("officials/<int:pk>/", details.OfficialDetail.as_view(), name="official_detail"),
    path("organizations/", lists.OrganizationList.as_view(), name="organization_list"),
    path("organizations/<int:pk>/", details.OrganizationDetail.as_view(), name="organization_detail"),
    path("attachments/<int:pk>/", other.Download.as_view(), name="attachment"),
    path("suggest/<slug:kind>/", other.Suggest.as_view(), name="suggest"),
]
