"""The menu: what a person with these roles can open from every page."""

from __future__ import annotations

from dataclasses import dataclass

from pia.approval.roles import Actor, Role


@dataclass(frozen=True)
class Entry:
    """One entry of the menu."""

    endpoint: str
    title: str
    #: Who sees it; empty: everybody who is signed in.
    roles: frozenset[Role] = frozenset()
    #: Blueprints whose pages lie under it.
    covers: frozenset[str] = frozenset()

    def holds(self, endpoint: str) -> bool:
        """Return whether a page lies under it."""
        return endpoint == self.endpoint or endpoint.partition(".")[0] in self.covers

    def is_for(self, actor: Actor) -> bool:
        """Return whether the actor sees it."""
        return not self.roles or actor.has(*self.roles)


_ASSESSMENTS = frozenset(
    {
        *("portfolio", "dossiers", "editions", "edition_history", "readings", "compare"),
        *("compare_shape", "two_editions"),
        *("drafts_edit", "drafts_files", "drafts_remove", "drafts_settle", "drafts_withheld"),
        *("drafts_beside", "drafts_next", "unsaved", "workbooks"),
        *(
            "approvals",
            "approvals_looks",
            "approvals_sheet",
            "memo",
            "restoring",
            "dossier_history",
            "comments",
            "inquiries",
            "answers",
        ),
    }
)
_ADMINISTRATION = frozenset(
    {"admin", "ownership", "routes", "styles", "desk", "names", "users", "audit", "mail"}
)

#: In the order of the menu; the first that a person sees is their home.
NAVIGATION: tuple[Entry, ...] = (
    Entry("portfolio.show", "評価書一覧", covers=_ASSESSMENTS),
    Entry("notices.show", "お知らせ"),
    Entry("search.show", "検索"),
    Entry("yearly.show", "年間の予定", covers=frozenset({"yearly", "yearly_reviews"})),
    Entry(
        "registration.new",
        "公表済みの版を登録",
        frozenset({Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR}),
        frozenset({"registration"}),
    ),
    Entry("drafts.new", "新しい評価書", frozenset({Role.EDITOR, Role.ADMINISTRATOR})),
    Entry("site.page", "公開サイト"),
    Entry(
        "publications.building",
        "サイトを作り直す",
        frozenset({Role.PUBLISHER, Role.ADMINISTRATOR}),
    ),
    Entry("admin.show", "管理", frozenset({Role.ADMINISTRATOR}), _ADMINISTRATION),
)
