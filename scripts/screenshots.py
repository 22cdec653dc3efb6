"""Make the pictures of docs/利用の手引き.md anew: `.venv/bin/python scripts/screenshots.py`.

A fresh sample city is served and used as its people would, so that a page that changed either gets
a new picture or stops this script. Needs chromium and a Japanese font; days are those of today.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from scripts.studio import IMAGES, ROOT, Studio, sample_city, shoot

SAMPLE = ROOT / "data" / "samples" / "kokumin-nenkin" / "2023-10-02.json"
#: The newcomer whose first log-in is shown, and what they choose.
NEWCOMER, CHOSEN = "yamada", "asagao-no-tane-7"
#: The route of the mayor's office: title, who approves, who may stand in.
STAGES = (
    ("係長", "山本 直子", ""),
    ("課長", "小林 正", "山本 直子"),
    ("総括", "鈴木 恵子", ""),
)


# --- the administrator ---------------------------------------------------------------------------


def administration(studio: Studio) -> None:
    page = studio.person("kanri")
    page.goto(f"{studio.base}admin/ownership")
    shoot(page, "ownership", page.locator("section[aria-labelledby=divisions] tbody tr").nth(3))
    page.goto(f"{studio.base}admin/users/new")
    page.get_by_label("利用者名").fill(NEWCOMER)
    page.get_by_label("氏名").fill("山田 花子")
    page.get_by_label("所属").select_option(label="教育部学校教育課")
    page.get_by_label("編集者").check()
    shoot(page, "new-user", page.get_by_role("button", name="加える"))
    page.get_by_role("button", name="加える").click()
    one_time = page.locator("p.password").nth(1).inner_text()
    first_log_in(studio, one_time)


def first_log_in(studio: Studio, one_time: str) -> None:
    page = studio.person(NEWCOMER, one_time)
    shoot(page, "first-password", page.get_by_role("button", name="変更する"))
    page.get_by_label("今のパスワード").fill(one_time)
    page.get_by_label(re.compile("^新しいパスワード(?!.*もう一度)")).first.fill(CHOSEN)
    page.get_by_label("新しいパスワード（もう一度）").fill(CHOSEN)
    page.get_by_role("button", name="変更する").click()
    page.get_by_role("heading", name="評価書一覧").wait_for()


def practice(studio: Studio) -> None:
    page = studio.person("kanri")
    page.goto(f"{studio.base}admin/style")
    shoot(page, "table-style", page.get_by_label("見出しとして扱う行"))
    page.goto(f"{studio.base}admin/names")
    shoot(page, "names", page.locator("section[aria-labelledby=derived] table"))
    set_route(page, studio)


def set_route(page: Page, studio: Studio) -> None:
    """Let three persons of the mayor's office approve, one of them by a stand-in if need be."""
    page.goto(f"{studio.base}admin/routes")
    page.get_by_role("link", name="みほん市長").click()
    for number, (title, by, stand_in) in enumerate(STAGES, start=1):
        if number > 1:
            page.get_by_role("button", name="段を加える").click()
        stage = page.get_by_role("group", name=f"{number}番目の段")
        stage.get_by_label("段の名前").fill(title)
        stage.get_by_role("group", name="承認する人").get_by_label(by).check()
        if stand_in:
            stage.get_by_role("group", name="代決できる人").get_by_label(stand_in).check()
    shoot(page, "route", page.get_by_role("group", name="2番目の段"))
    page.get_by_role("button", name="経路を保存する").last.click()
    page.get_by_text("経路を保存しました").first.wait_for()


# --- what is published already -------------------------------------------------------------------


def registration(studio: Studio) -> None:
    page = studio.person("kohyo")
    page.get_by_role("link", name="公表済みの版を登録").click()
    page.get_by_label("評価書のファイル").set_input_files(published_text(studio.folder))
    page.get_by_role("button", name="読み込んで確かめる").click()
    shoot(page, "register", page.get_by_role("button", name="やめる（ファイルを消す）"))
    page.get_by_role("button", name="公表済みの版として登録する").click()
    page.get_by_role("heading", name="読取りの補完").wait_for()
    item = page.locator("div.asked").first
    for system in ("庁内連携システム", "既存住民基本台帳システム"):
        item.get_by_label(system, exact=True).check()
    item.get_by_label("宛名システム等", exact=True).check()
    shoot(page, "reading", item)
    item.get_by_role("button", name="直して確定").click()
    page.get_by_text("18件中1件を補完しました。").wait_for()


def printed(folder: Path, fmt: str) -> Path:
    """Write an edition of the sample as a file of a format."""
    file = folder / f"国民年金.{fmt}"
    program = str(Path(sys.executable).with_name("pia"))
    subprocess.run([program, "export", SAMPLE, "--format", fmt, "-o", file], check=True)
    return file


def published_text(folder: Path) -> Path:
    """Write an edition of the sample as text whose check marks a conversion has lost."""
    file = printed(folder, "text").rename(folder / "国民年金.txt")
    text = file.read_text(encoding="utf-8").replace("[○]", "[ ]")
    text = text.replace("\n令和5年10月2日\n", "\n令和6年3月29日\n", 1)
    file.write_text(text, encoding="utf-8")
    return file


# --- every day ----------------------------------------------------------------------------------


def looking(studio: Studio) -> None:
    page = studio.person("henshu1")
    page.get_by_role("link", name="検索", exact=True).click()
    page.get_by_label("検索することば").fill("かくうデータエントリー")
    page.get_by_role("button", name="探す").click()
    shoot(page, "search", page.locator(".hits li").nth(3))
    page.get_by_role("link", name="お知らせ", exact=True).click()
    shoot(page, "notices", page.get_by_role("table"))


def planning(studio: Studio) -> None:
    page = studio.person("henshu2")
    page.get_by_role("link", name="年間の予定").click()
    month = page.get_by_role("table").filter(has_text="標準準拠システム").last
    shoot(page, "year", month, page.get_by_text("（今月）"))
    page.get_by_role("link", name="評価書の見直しを記録する").click()
    page.get_by_label("予防接種に関する事務").check()
    page.get_by_label("国民年金に関する事務").check()
    shoot(page, "reviews", page.get_by_role("button", name="印を付けた評価書の見直しを記録する"))


def talking(studio: Studio) -> None:
    page = studio.person("henshu1")
    open_draft(page, "国民年金に関する事務")
    page.get_by_role("link", name="コメント", exact=True).click()
    shoot(page, "comments", page.locator("main").get_by_role("button", name="済みにする").nth(1))
    page.get_by_role("link", name="下書き", exact=True).click()
    page.get_by_role("link", name="所管課への照会").click()
    shoot(page, "inquiries", page.get_by_role("button", name="読み込む"))
    page.get_by_role("link", name="取り入れるかどうかを決めていない回答").click()
    shoot(page, "answers", page.get_by_role("button", name="取り入れる", exact=True).first)


# --- a draft -------------------------------------------------------------------------------------


def writing(studio: Studio) -> None:
    page, other = studio.person("henshu1"), studio.person("henshu2")
    shoot(page, "list", page.get_by_role("table"))
    for each in (page, other):
        open_draft(each, "国民年金に関する事務")
        each.get_by_role("link", name="4. 特定個人情報ファイルの取扱いの委託").first.click()
    content = "来庁者の案内、届書の記載の補助及び"
    other.get_by_label("①委託内容").last.fill(f"総合窓口における{content}受付番号の管理")
    other.get_by_role("button", name="保存する", exact=True).last.click()
    other.get_by_text("保存しました。").wait_for()
    section(page)
    page.get_by_label("①委託内容").last.fill(f"{content}受付番号札の発券")
    page.get_by_role("button", name="保存する", exact=True).last.click()
    page.get_by_role("heading", name="ほかの人も変更した項目があります").wait_for()
    shoot(page, "conflict", page.get_by_role("button", name="選んだとおりに保存する"))
    page.get_by_label("ほかの人の記載のままにする").check()
    page.get_by_role("button", name="選んだとおりに保存する").click()
    page.get_by_role("link", name="下書き", exact=True).click()
    shoot(page, "draft", page.get_by_role("row", name="(別添1) 特定個人情報ファイル記録項目"))
    withholding(page)


def open_draft(page: Page, task: str) -> None:
    page.get_by_role("link", name="評価書一覧").first.click()
    page.get_by_role("link", name=f"{task}の下書き").click()


def section(page: Page) -> None:
    """Show a page being written, with the help of its first item; it is saved by itself."""
    page.get_by_label("⑥再委託事項").nth(1).fill("繁忙期における届書の入力の一部")
    page.get_by_text("自動保存しました").wait_for()
    page.locator("summary", has_text="書き方と例").first.click()
    shoot(page, "section", page.locator("[data-autosave-status]"), space=0)


def withholding(page: Page) -> None:
    page.get_by_role("link", name="非公表の範囲").click()
    page.get_by_label("項目名や記載の言葉で絞り込む").fill("二要素")
    page.get_by_role("button", name="絞り込む").click()
    page.get_by_role("link", name="保管場所").click()
    page.get_by_label("非公表にする部分").fill("顔認証及びＩＣカードの二要素")
    page.get_by_label("理由").fill("入退室の方式が分かると、侵入の手がかりになるため。")
    page.get_by_role("button", name="公表用の記載を確かめる").click()
    keep = page.get_by_role("button", name="この部分を非公表にする")
    shoot(page, "withheld", keep, page.locator("label", has_text="今の記載"))
    keep.click()
    page.get_by_role("heading", name="非公表にしている部分").wait_for()


# --- 事前 or 事後 ----------------------------------------------------------------------------------


def timing(studio: Studio) -> None:
    page = studio.person("henshu1")
    open_draft(page, "国民年金に関する事務")
    page.get_by_role("link", name="変更箇所を見る").click()
    page.get_by_role("link", name="事前のみ").click()
    shoot(page, "compare", page.locator("article.change").first)
    page.get_by_role("link", name="新旧対照表で見る").click()
    heading = page.get_by_role("heading", name="変更された項目と提出時期")
    shoot(page, "sides", page.locator("main table tbody tr").nth(1), heading)
    page.get_by_role("link", name="行ごとに見る").click()
    page.get_by_role("link", name="要判断のみ").click()
    shoot_row(page, "proposal", "とする提案")
    row = page.locator("article.change", has_text="委託事項5")
    row.get_by_role("link", name="判断する").click()
    page.get_by_label("リスクを相当程度変動させるものではない変更").check()
    page.get_by_label("判断の理由").fill(
        "来庁者の案内と番号札の管理に限り、特定個人情報を扱わない。"
    )
    save = page.get_by_role("button", name="判断を保存する")
    shoot(page, "judgement", save, page.get_by_role("heading", name="判断する"))
    save.click()
    page.get_by_text("要判断のみ（1）").wait_for()
    page.get_by_role("link", name="すべて（").click()
    shoot_row(page, "wording", "文言を直した行")
    page.locator("article.change", has_text="とする提案").get_by_text("この項目の画面へ").click()
    label = page.locator("label", has_text="その他の措置の内容")
    shoot(page, "verdict", page.locator("details.published"), label)


def shoot_row(page: Page, name: str, words: str) -> None:
    row = page.locator("article.change", has_text=words)
    shoot(page, name, row, row)


def rebuilding(studio: Studio) -> None:
    page = studio.person("etsuran")
    two_editions(page)
    page.get_by_role("link", name="第3版").first.click()
    page.get_by_role("link", name="別添2から前の版を組み立てる").click()
    shoot(page, "history", page.locator("section[aria-labelledby=rows] tbody tr").nth(2))


def two_editions(page: Page) -> None:
    """Compare the first edition with the third, and stay at the 評価書."""
    page.get_by_role("link", name="予防接種に関する事務", exact=True).click()
    page.get_by_role("link", name="ほかの版や下書きを選んで比べる").click()
    page.get_by_label("前の版（旧）").select_option(label="第1版（令和3年8月10日公表）")
    page.get_by_label("後の版（新）").select_option(label="第3版（令和6年12月2日公表）")
    page.get_by_role("button", name="比べる", exact=True).click()
    shoot(page, "two-editions", page.locator("article.change").first)
    page.get_by_role("link", name="評価書一覧").first.click()
    page.get_by_role("link", name="国民年金に関する事務", exact=True).click()


def filling(studio: Studio) -> None:
    """Write a draft into a workbook of the form; the one we write ourselves is a blank as good."""
    page = studio.person("henshu1")
    open_draft(page, "国民年金に関する事務")
    page.get_by_role("link", name="様式のExcelブックに記入する").click()
    page.get_by_label("様式のブック").set_input_files(printed(studio.folder, "xlsx"))
    page.get_by_role("button", name="記入する").click()
    shoot(page, "workbook", page.locator("main section details tbody tr").nth(2))


# --- approval and publication --------------------------------------------------------------------


def deciding(studio: Studio) -> None:
    page = studio.person("shonin")
    open_draft(page, "個人住民税の賦課に関する事務")
    page.get_by_role("link", name="承認の画面へ").click()
    shoot(page, "approval", page.get_by_role("button", name="承認する（決裁）"))
    along_the_route(studio)


def along_the_route(studio: Studio) -> None:
    """Ask anew, now that there is a route; the 係長 approves and stands in for the 課長."""
    editor = studio.person("henshu2")
    to_approval(editor)
    editor.locator("summary", has_text="依頼を取り消す").click()
    editor.get_by_role("button", name="依頼を取り消す").click()
    editor.get_by_role("link", name="起案文").first.click()
    shoot(editor, "memo", editor.get_by_role("heading", name="2　理由"))
    to_approval(editor)
    editor.get_by_role("button", name="承認を依頼する").click()
    first = studio.person("kakari")
    to_approval(first)
    first.get_by_role("button", name="「係長」として承認する").click()
    first.get_by_role("link", name="承認票を見る").click()
    shoot(first, "approval-sheet", first.get_by_role("table"))
    first.go_back()
    first.locator("summary", has_text="「課長」の代決をする").click()
    heading = first.get_by_role("heading", name="承認の経路", exact=True)
    shoot(first, "route-now", first.get_by_role("button", name="「課長」の代決をする"), heading)


def to_approval(page: Page) -> None:
    open_draft(page, "個人住民税の賦課に関する事務")
    page.get_by_role("link", name="承認の画面へ").click()


def publishing(studio: Studio) -> None:
    page = studio.person("kohyo")
    open_draft(page, "予防接種に関する事務")
    page.get_by_role("link", name="承認の画面へ").click()
    page.get_by_label("受付番号").fill("みほん第45号")
    heading = page.get_by_role("heading", name="できること")
    shoot(page, "submission", page.get_by_label("受付番号"), heading)
    page.get_by_role("button", name="委員会への提出を記録する").click()
    page.get_by_role("button", name="公表する", exact=True).click()
    page.get_by_role("link", name="公表した版").click()
    shoot(page, "edition", page.get_by_role("list", name="公表用"))
    all_editions(page)
    page.get_by_role("link", name="公開サイト").click()
    page.get_by_role("link", name="予防接種に関する事務").first.click()
    page.wait_for_load_state("networkidle")
    shoot(page, "site", page.locator("main table tbody tr").nth(1))


def all_editions(page: Page) -> None:
    """Show who made the newest edition when and why, and go on to the site."""
    page.get_by_role("link", name="予防接種に関する事務", exact=True).click()
    page.get_by_role("link", name="版の履歴（だれが、いつ、なぜ）").click()
    shoot(page, "editions", page.get_by_role("table").first)


#: In the order of the guide; what one leaves behind the next may need.
SCENES = (
    administration, practice, registration, looking, planning, talking, writing,
    timing, rebuilding, filling, deciding, publishing,
)  # fmt: skip


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed")
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        with sample_city(folder / "home") as base:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            studio = Studio(browser, base, folder)
            for scene in SCENES:
                scene(studio)
            browser.close()


if __name__ == "__main__":
    main()
