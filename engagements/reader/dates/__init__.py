"""Dates as texts write them: read strictly by known forms, never made more exact than said."""
