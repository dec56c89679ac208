"""Words that are struck out, as in drafts: they no longer hold, so no reader gives them on."""

STRUCK = "struck-out words were left out"
