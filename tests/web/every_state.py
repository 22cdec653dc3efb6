"""Every state of a page that the walk over every page does not meet: empty, refused, met, long.

A state names its page and says by which sentence it is known; what is sent is typed into the form
of the page as a browser posts it. A new list, form or refusal of the application needs its line.
"""

from dataclasses import dataclass, field

from pia.approval.roles import Role
from pia.assessment.edit import set_typed
from pia.operations import drafts
from tests.web.states_homes import LOCKED, NEWCOMER, PASSWORD, UNBROKEN

BOSS, EDITOR, APPROVER, PUBLISHER, VIEWER = "kanri", "henshu1", "shonin", "kohyo", "etsuran"
#: A control sign, which no field takes.
BELL = "鳴\x07る"

#: Sets the fields of a form and posts it, whatever the browser itself would say of them.
_SEND = """([action, fields]) => {
  const posts = [...document.querySelectorAll("main form[method=post]")];
  let form = posts.find(one => !action || new URL(one.action).pathname === action);
  if (!form) {
    form = document.querySelector("main").appendChild(document.createElement("form"));
    form.method = "post";
    form.append(document.querySelector("[name=csrf_token]").cloneNode());
  }
  if (action && form.action !== action) form.setAttribute("action", action);
  for (const [name, value] of Object.entries(fields)) {
    const named = [...form.elements].filter(one => one.name === name);
    const [text] = named.filter(one => !["radio", "checkbox", "submit"].includes(one.type));
    for (const one of named) one.checked = one.value === value;
    if (text) text.value = value;
    else if (!named.some(one => one.checked)) {
      const more = form.appendChild(document.createElement("textarea"));
      more.name = name;
      more.value = value;
    }
  }
  HTMLFormElement.prototype.submit.call(form);
}"""


@dataclass(frozen=True)
class State:
    """A page in a state; `{draft}` and the like stand for numbers of its home."""

    name: str
    #: Name of a user; "" is nobody.
    who: str
    path: str
    #: A sentence that only this state has.
    says: str
    status: int = 200
    home: str = "city"
    #: What is typed, by name of the field; None: nothing is sent.
    typed: dict[str, str] | None = None
    #: The address of the form; "" is the first of the page.
    to: str = ""
    #: What is seen besides, as a selector.
    shows: str = "h1"
    #: What happens while the page stands open: it gets the world.
    meanwhile: list = field(default_factory=list)

    def reached(self, world, page):
        """Bring a page into the state; return the answer of the server."""
        if self.who:
            page.context.add_cookies([world.cookie(self.who)])
        answer = page.goto(world.at(self.path))
        for act in self.meanwhile:
            act(world)
        return answer if self.typed is None else self._sent(world, page)

    def _sent(self, world, page):
        action, fields = self.to.format(**world.known), self.typed or {}
        typed = {name.format(**world.known): value for name, value in fields.items()}
        with page.expect_navigation() as waiting:
            page.evaluate(_SEND, [action, typed])
        return waiting.value


def _empty(name, who, path, says):
    """A page where nobody has done anything."""
    return State(f"empty-{name}", who, path, says, home="empty")


def _refused(name, who, path, says, typed, to=""):  # noqa: PLR0913, PLR0917 - a state is all of this
    """A form answered with an error at its field."""
    return State(f"refused-{name}", who, path, says, 422, typed=typed, to=to, shows=".field-error")


def _told(name, who, path, says, typed, to=""):  # noqa: PLR0913, PLR0917 - a state is all of this
    """A form answered with an error that is of no one field, on top of the page."""
    return State(f"refused-{name}", who, path, says, 422, typed=typed, to=to, shows=".banner-error")


def _session_ends(world):
    """End every session, as a night does."""
    with world.store.writing() as work:
        work.sessions.sweep(world.clock().replace(year=9999))
    world.tokens.clear()


def _session_is_forgotten(world):
    """Let the next state begin a session of its own."""
    world.tokens.clear()


def _another_saves(world):
    """Let somebody else save the item that stands open, each time another text."""
    act = world.act(LOCKED)
    with world.store.reading() as work:
        draft = work.drafts.get(world.known["met"])
    text = draft.document.answers["department"] + "・係"
    drafts.save(act, draft.id, draft.sequence, set_typed(draft.document, "department", text))


_DRAFT, _SECTION = "/drafts/{still}", "/drafts/{still}/sections/basics"
_HEAVY = "/drafts/{heavy}"

#: Where nothing is yet.
EMPTY = (
    *(_empty(f"portfolio-{who}", who, "/", "まだ評価書がありません") for who in (BOSS, EDITOR, VIEWER)),
    _empty("search", VIEWER, "/search?words=委託", "は見つかりません"),
    _empty("notices", EDITOR, "/notices", "お知らせはありません"),
    _empty("year", EDITOR, "/year", "評価書がまだありません"),
    _empty("reviews", EDITOR, "/year/reviews", "公表中の評価書はまだありません"),
    _empty("dossiers-new", EDITOR, "/dossiers/new", "事務がまだ登録されていません"),
    _empty("register", EDITOR, "/register", "読み込んで確かめる"),
    _empty("site", "", "/site/", "公表した評価書はまだありません"),
    _empty("ownership", BOSS, "/admin/ownership", "団体はまだ登録されていません"),
    _empty("routes", BOSS, "/admin/routes", "評価実施機関がまだありません"),
    _empty("names", BOSS, "/admin/names", "団体コード"),
    _empty("mail", BOSS, "/admin/mail", "まだメールはありません"),
    _empty("audit", BOSS, "/admin/audit?action=ない", "あてはまる記録はありません"),
    State("empty-names-of-city", BOSS, "/admin/names", "名称の変更はまだ登録されていません"),
    State("empty-route", BOSS, "/admin/routes/1", "経路はまだ決めていません"),
    State("empty-filter", VIEWER, "/?words=ない", "条件に合う評価書はありません"),
    State("empty-year-2035", VIEWER, "/year?year=2035", "令和17年度に予定や期日はありません"),
    State("empty-dossier", VIEWER, "/dossiers/{fresh_dossier}", "公表した版はまだありません"),
    State("empty-dossier-history", VIEWER, "/dossiers/{fresh_dossier}/history", "公表した版はまだ"),
    State("empty-two", VIEWER, "/dossiers/{fresh_dossier}/compare", "比べられる版が2つありません"),
    State("empty-edition", VIEWER, "/editions/{edition}", "この版で加わった変更箇所はありません"),
    State("empty-edition-history", VIEWER, "/editions/{edition}/history", "組み立てられません"),
    State("empty-reading", EDITOR, "/editions/{edition}/reading", "補完が要る項目はありません"),
    State("empty-restoring", EDITOR, "/editions/{edition}/restore", "この版と同じです"),
    State("empty-draft", EDITOR, _DRAFT, "まだ保存はありません"),
    State("empty-first-draft", EDITOR, "/drafts/{fresh}", "なし（新しい評価書）"),
    State("empty-compare", EDITOR, f"{_DRAFT}/compare", "変更箇所の表に載る変更はありません"),
    State("empty-compare-first", EDITOR, "/drafts/{fresh}/compare", "比べる版がありません"),
    State("empty-comments", EDITOR, f"{_DRAFT}/comments", "コメントはまだありません"),
    State("empty-comment", EDITOR, f"{_DRAFT}/comments/item?path={{storage}}", "コメントはありません"),
    State("empty-inquiries", EDITOR, f"{_DRAFT}/inquiries", "照会票はまだありません"),
    State("empty-answers", EDITOR, f"{_DRAFT}/answers", "回答はまだありません"),
    State("empty-withheld", EDITOR, f"{_DRAFT}/withheld", "非公表にしている部分はありません"),
    State("empty-withheld-search", EDITOR, f"{_DRAFT}/withheld?q=ない語", "を含む項目はありません"),
    State("empty-approval", VIEWER, f"{_DRAFT}/approval", "まだ承認を依頼していません"),
    State("empty-sheet", VIEWER, f"{_DRAFT}/approval/sheet", "承認の依頼はまだありません"),
    State("empty-memo", EDITOR, f"{_DRAFT}/memo", "起案"),
)  # fmt: skip

#: Pages of refusal, coming in, and what is given back.
OUTSIDE = (
    State("404", EDITOR, "/nowhere", "ページが見つかりません", 404),
    State("404-nobody", "", "/nowhere", "ページが見つかりません", 404),
    State("404-draft", EDITOR, "/drafts/999999", "見つかりません", 404),
    State("403", VIEWER, "/admin", "管理", 403),
    State("405", EDITOR, "/search", "このアドレスではできません", 405, typed={}, to="/search"),
    State("500", EDITOR, "/trial/defect", "プログラムの不具合", 500),
    State("400-expired-form", EDITOR, _SECTION, "有効期限が切れています", 400,
          typed={"csrf_token": "x", "department": "税務課"}),
    State("413", EDITOR, "/dossiers/new", "送られた内容が大きすぎます", 413,
          typed={"number": "長" * 70_000}),
    State("login-refused", "", "/login", "利用者名またはパスワードが違います", 403,
          typed={"name": "x", "password": "chigau-password"}),
    State("login-locked", "", "/login", "までログインできません", 403,
          typed={"name": LOCKED, "password": PASSWORD}),
    State("login-one-time", "", "/login", "新しいパスワード",
          typed={"name": NEWCOMER, "password": PASSWORD}),
    State("session-ended", EDITOR, _SECTION, "続きができます", 401,
          typed={"department": "消えては困る文"}, meanwhile=[_session_ends]),
    State("logged-out", EDITOR, "/", "ログアウトしました", typed={}, to="/logout",
          meanwhile=[_session_is_forgotten]),
    State("conflict", EDITOR, "/drafts/{met}/sections/basics", "ほかの人も変更した項目があります", 409,
          typed={"department": "財務部個人市民税課"}, meanwhile=[_another_saves]),
    State("stale-approval", EDITOR, "/drafts/{stale}/approval", "変わ", 409, typed={"seen": "0" * 64}),
    State("stale-municipality", BOSS, "/admin/ownership/municipality", "先に", 409,
          typed={"seen": "x"}),
    State("403-mail", BOSS, "/admin/mail", "設定されていません", 403, typed={}, to="/admin/mail/trial"),
    State("one-time-password", BOSS, "/admin/users/new", "一度だけ", typed={
        "name": "kakari", "display_name": "山本 直子", "roles": Role.VIEWER.value}),
)  # fmt: skip

#: Each form, answered with what is wrong.
REFUSED = (
    _refused("search", VIEWER, f"/search?words={'長' * 400}", "長すぎます", None),
    _refused("password", EDITOR, "/password", "二つの新しいパスワードが違います", {
        "old_password": PASSWORD, "new_password": "桜は四月に咲きます", "new_password_again": "x"}),
    _refused("register", EDITOR, "/register", "ファイル", {}),
    _refused("dossiers-new", EDITOR, "/dossiers/new", "選", {"number": BELL}),
    _refused("plan", EDITOR, _DRAFT, "公表予定日", {"planned_on": "来年"}, f"{_DRAFT}/plan"),
    _refused("adopt", PUBLISHER, "/drafts/{fresh}", "公表日", {"published_on": "来年"},
             "/drafts/{fresh}/adopt"),
    _refused("section", EDITOR, _SECTION, "制御文字", {"department": BELL, "task_content": BELL}),
    _refused("withheld", EDITOR, f"{_DRAFT}/withheld/item?path={{storage}}", "部分", {
        "quote": "どこにもない語", "reason": ""}),
    _refused("comment", EDITOR, f"{_DRAFT}/comments", "コメント", {"body": ""}),
    _refused("inquiry", EDITOR, f"{_DRAFT}/inquiries/new", "件名がありません", {"subject": ""}),
    _told("inquiry-sheet", EDITOR, f"{_DRAFT}/inquiries", "ファイル", {}, f"{_DRAFT}/inquiries/load"),
    _refused("row", EDITOR, "/drafts/{met}/rows/{row}", "日付", {"effective_on": "来年"}),
    _refused("approval", APPROVER, "/drafts/{asked}/approval", "理由を書いて", {"comment": ""},
             "/drafts/{asked}/acts/send_back"),
    _refused("memo", EDITOR, "/drafts/{met}/memo", "件名", {"subject": ""}),
    _refused("basic", EDITOR, "/dossiers/{dossier}", "ファイル", {}, "/dossiers/{dossier}/basic"),
    _told("restoring", EDITOR, "/editions/{edition}/restore", "選ばれていません", {"path": ""},
             "/editions/{edition}/restore"),
    _refused("year-plan", EDITOR, "/year", "実施予定日", {"title": "移行", "effective_on": "来年"}),
    _refused("year-plan-end", EDITOR, "/year/plans/1", "選", {"what": "x"}),
    _refused("reviews", EDITOR, "/year/reviews", "選ばれていません", {"note": "見直した。"}),
    _refused("user", BOSS, "/admin/users/new", "利用者名", {"name": "", "display_name": BELL}),
    _refused("email", BOSS, "/admin/users/2/email", "メールアドレス", {"email": "どこか"}),
    _refused("roles", BOSS, "/admin/users/2", "役割", {"roles": "x"}, "/admin/users/2/roles"),
    _refused("municipality", BOSS, "/admin/ownership/municipality", "団体名を", {"name": ""}),
    _refused("organisation", BOSS, "/admin/ownership/organisations/new", "評価実施機関名を", {"name": ""}),
    _refused("division", BOSS, "/admin/ownership/divisions/new", "のように書いて", {
        "name": BELL, "begins_on": "あした"}),
    _refused("division-end", BOSS, "/admin/ownership/divisions/1/end", "廃止日を入れて", {}),
    _refused("task", BOSS, "/admin/ownership/tasks/new", "名称", {"name": ""}),
    _refused("name", BOSS, "/admin/names/new", "前の名称", {"old": "", "new": BELL}),
    _refused("route", BOSS, "/admin/routes/1", "段の名前がありません", {"title-1": "", "do": "save"}),
    _refused("style", BOSS, "/admin/style", "制御文字", {"words-typographical": BELL}),
    _refused("desk", BOSS, "/admin/desk", "選", {"five_years_from": "x"}),
    _refused("closed", BOSS, "/admin/desk/closed", "閉庁日の1行目", {"closed_days": "盆休み"}),
    _refused("lead", BOSS, "/admin/desk/lead", "日数を読めません", {"days": "一週間"}),
)  # fmt: skip

#: Long texts, many things, words without a place to break.
LONG = (
    State("long-portfolio", VIEWER, "/", "個人住民税の賦課、徴収"),
    State("long-search", VIEWER, f"/search?words={UNBROKEN[:60]}", "件"),
    State("long-dossier", VIEWER, "/dossiers/{heavy_dossier}", "個人住民税の賦課、徴収"),
    State("long-history", VIEWER, "/dossiers/{heavy_dossier}/history", "個人住民税の賦課、徴収"),
    State("long-two", VIEWER, "/dossiers/{heavy_dossier}/compare", "個人住民税の賦課、徴収"),
    State("long-edition", VIEWER, "/editions/{heavy_edition}", "個人住民税の賦課、徴収"),
    State("long-restoring", EDITOR, "/editions/{heavy_edition}/restore", "保管場所"),
    State("long-draft", EDITOR, _HEAVY, "個人住民税の賦課、徴収"),
    State("long-section", EDITOR, f"{_HEAVY}/sections/basics", "個人住民税の賦課、徴収"),
    State("long-read", VIEWER, f"{_HEAVY}/sections/basics", "みほん市における措置"),
    State("long-many", EDITOR, "/drafts/{many}/sections/files.{many_file}.outsourcing_group", "委託事項40"),
    State("long-compare", EDITOR, f"{_HEAVY}/compare", UNBROKEN),
    State("long-row", EDITOR, f"{_HEAVY}/rows/{{heavy_row}}", UNBROKEN),
    State("long-comments", EDITOR, f"{_HEAVY}/comments", UNBROKEN),
    State("long-inquiry", EDITOR, "/drafts/{many}/inquiries/new", "項目を選ぶ"),
    State("long-withheld", EDITOR, f"{_HEAVY}/withheld", "個人住民税の賦課、徴収"),
    State("long-approval", EDITOR, f"{_HEAVY}/approval", "個人住民税の賦課、徴収"),
    State("long-memo", EDITOR, f"{_HEAVY}/memo", "個人住民税の賦課、徴収"),
    State("long-notices", EDITOR, "/notices", "個人住民税の賦課、徴収"),
    State("long-year", EDITOR, "/year", "個人住民税の賦課、徴収"),
    State("long-reviews", EDITOR, "/year/reviews", "個人住民税の賦課、徴収"),
)  # fmt: skip

STATES = (*EMPTY, *OUTSIDE, *REFUSED, *LONG)
