from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView

from .kinds import API_KINDS
from .reports import MatrixDataView, RelationshipDataView
from .views import ApiDetailView, ApiListView, GoneView

app_name = "api"

# Swagger UI draws its page with style attributes and with icons written into its style sheet.
manual = csp_update({"style-src": [UNSAFE_INLINE], "img-src": ["data:"]})(
    login_required(SpectacularSwaggerSplitView.as_view(url_name="api:schema"))
)

urlpatterns = [
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("docs/", manual, name="docs"),
    path("v1/gone/", GoneView.as_view(), name="gone"),
    path("v1/who-met-whom/", MatrixDataView.as_view(), name="who_met_whom"),
    path("v1/relationship/", RelationshipDataView.as_view(), name="relationship"),
    *(
        path(f"v1/{name}/", ApiListView.as_view(kind=kind), name=f"{name}_list")
        for name, kind in API_KINDS.items()
    ),
    *(
        path(f"v1/{name}/<uuid:uid>/", ApiDetailView.as_view(kind=kind), name=f"{name}_detail")
        for name, kind in API_KINDS.items()
    ),
]
