"""Citations of the law are read as a person reads them, and never more than that."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia.errors import DefinitionRefused
from pia.law.citations import Citation, citations, law_named, laws
from pia.law.citations.laws import read_laws
from pia.law.numerals import kanji_number, number_of

ACT = "行政手続における特定の個人を識別するための番号の利用等に関する法律"


def read(text):
    return [str(one) for one in citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("番号法第19条第8号", ["番号法第19条第8号"]),
        ("番号法第十九条第八号", ["番号法第19条第8号"]),
        ("番号法第１９条第８号", ["番号法第19条第8号"]),
        (f"{ACT}第9条第1項", ["番号法第9条第1項"]),
        (f"「{ACT}（平成25年法律第27号）」第9条第1項", ["番号法第9条第1項"]),
        (f"{ACT}(平成25年法律第27号)の規定に基づき", ["番号法"]),
        ("番号法第9条の2第3項第4号の5", ["番号法第9条の2第3項第4号の5"]),
        ("番号法別表第一の三十一の項", ["番号法別表第1の31の項"]),
        ("番号法別表第1の120の2の項", ["番号法別表第1の120の2の項"]),
        ("番号法別表の46の項", ["番号法別表の46の項"]),
        ("番号法別表46の項", ["番号法別表の46の項"]),
        ("番号法別表1の項", ["番号法別表の1の項"]),
        ("番号法別表の1の31の項", ["番号法別表の1の31の項"]),
        ("番号法別表1の31の項", ["番号法別表第1の31の項"]),
        ("番号法別表2の120の項", ["番号法別表第2の120の項"]),
        ("番号法別表１", ["番号法別表第1"]),
        ("番号法別表第二項番120", ["番号法別表第2の120の項"]),
        ("住民基本台帳法第7条11号", ["住民基本台帳法第7条第11号"]),
        ("国民年金法施行規則第1条", ["国民年金法施行規則第1条"]),
        ("個人情報保護法施行令第2条", ["個人情報保護法施行令第2条"]),
        ("番号法（第9条第1項", ["番号法第9条第1項"]),
        ("以下「番号法」という。)第9条", ["番号法第9条"]),
        ("番号法附則第27条", ["番号法附則第27条"]),
        ("主務省令第24条の2", ["主務省令第24条の2"]),
    ],
)
def test_one_citation_is_read_in_its_normal_form(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("番号法第9条及び第10条", ["番号法第9条", "番号法第10条"]),
        ("番号法第19条第8号及び第9号", ["番号法第19条第8号", "番号法第19条第9号"]),
        ("番号法第19条第8号、同条第11号", ["番号法第19条第8号", "番号法第19条第11号"]),
        ("番号法第9条第2項又は前項", ["番号法第9条第2項", "番号法第9条第1項"]),
        ("番号法第9条第2項、同項第3号", ["番号法第9条第2項", "番号法第9条第2項第3号"]),
        ("番号法第9条第1項。前条", ["番号法第9条第1項", "番号法第8条"]),
        ("番号法第9条。同法別表の46の項", ["番号法第9条", "番号法別表の46の項"]),
        ("番号法第9条第1項（別表の46の項）", ["番号法第9条第1項", "番号法別表の46の項"]),
        ("番号法第9条\n・第10条", ["番号法第9条", "番号法第10条"]),
        ("番号法第9条(以下略)、第10条", ["番号法第9条", "番号法第10条"]),
        ("番号法別表第二の1、2、3の項", [f"番号法別表第2の{n}の項" for n in (1, 2, 3)]),
        ("番号法別表第二 (1の項、2の項)", ["番号法別表第2の1の項", "番号法別表第2の2の項"]),
        ("番号法別表の1の項及び2の2の項", ["番号法別表の1の項", "番号法別表の2の2の項"]),
        ("番号法別表第一の1の項、同表の2の項", ["番号法別表第1の1の項", "番号法別表第1の2の項"]),
        (f"{ACT} ・法第9条第1項 別表第1の31の項", ["番号法第9条第1項", "番号法別表第1の31の項"]),
        ("国民年金法(以下「国年法」という。)に基づき、国年法第7条", ["国民年金法第7条"]),
        (
            "番号法(平成25年法律第27号。以下「法」という。)、国民年金法第1条、法第9条",
            ["番号法", "国民年金法第1条", "番号法第9条"],
        ),
    ],
)
def test_what_a_citation_leaves_out_is_taken_from_the_one_before(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "brackets",
    [
        *("（番号法）", "（「番号法」）", "（番号法） ", "（番号法）（平成25年法律第27号）"),
        *("（番号法、平成25年法律第27号）", "（番号法）（平成25年5月31日法律第27号）"),
        *(
            "（平成25年5月31日法律第27号。「番号法」）",
            "（平成25年法律第27号、以下「番号法」という。）",
        ),
        *(
            "（以下、「番号法」という。）",
            "(以下番号法という。)",
            "（利用範囲）",
            "（番号法）（利用範囲）",
        ),
    ],
)
def test_what_the_brackets_behind_a_law_call_it_does_not_part_it_from_its_provision(brackets):
    text = f"{ACT}{brackets}第9条第1項 別表第一の31の項"
    assert read(text) == ["番号法第9条第1項", "番号法別表第1の31の項"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "番号法第9条第1項（利用範囲）別表第一の31の項",
            "番号法第９条（利用範囲）第１項 別表第一の31の項",
        ),
        *(
            "番号法第9条第1項（利用範囲）\n・別表第一の31の項",
            "番号法：第9条第1項、別表第一の31の項",
        ),
        *("番号法 ・第9条第1項 ・別表第一の31の項", "番号法\n・第9条第1項\n・別表第一の31の項"),
        *("【番号法】\n①第9条第1項\n②別表第一の31の項", "【番号法】第9条第1項、別表第一の第31の項"),
        *("番号法第9条第1項、別表第一（第九条関係）31の項", "番号法\n○第9条第1項\n別表第一 第31項"),
    ],
)
def test_a_caption_a_colon_or_a_list_under_its_name_is_between_a_law_and_its_provisions(text):
    assert read(text) == ["番号法第9条第1項", "番号法別表第1の31の項"]


@pytest.mark.parametrize("brackets", ["（番号法）", "（以下「番号法」という。）"])
def test_what_a_law_is_called_anyway_is_known_behind_any_particle(brackets):
    assert read(f"{ACT}{brackets}第9条に基づき番号法第19条第8号") == [
        "番号法第9条",
        "番号法第19条第8号",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("国民年金法（番号法）第19条第7号", "児童手当法（番号法）第19条第7号"),
        *("番号法\n・委託契約書第27条", "番号法：委託契約書第27条", "番号法（委託契約書）第27条"),
        "みほん市条例（以下「番号法」という。）第27条",
    ],
)
def test_the_provision_of_another_document_is_not_of_the_law_beside_it(text):
    assert [one for one in citations(text) if one.law in laws()] == []


@pytest.mark.parametrize(
    "text",
    [
        f"番号法({piece * 2000}"
        for piece in ("平成1年1号", "番号法", "以下「法」という", "番号法)(")
    ],
)
def test_brackets_that_never_end_are_read_in_no_time(text):
    assert citations(text) == ()


@pytest.mark.parametrize(
    ("text", "laws_named"),
    [
        ("番号法第9条に基づく規則第3条", ["number_act", "規則"]),
        (
            "番号法第9条、特定個人情報保護評価に関する規則第9条、同法第28条、同規則第13条",
            2 * ["number_act", "assessment_regulation"],
        ),
        (
            "介護保険法第9条、介護保険法施行令第2条、同法第10条",
            ["介護保険法", "介護保険法施行令", "介護保険法"],
        ),
        ("規則第3条", ["規則"]),
        ("法第9条", [""]),
        ("同規則第9条", [""]),
    ],
)
def test_a_word_that_any_law_goes_by_means_the_last_of_its_kind_or_itself(text, laws_named):
    assert [one.law for one in citations(text)] == laws_named


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("番号法第9条第1項\n委託契約書第27条", 1),
        ("番号法第9条第1項、ガイドライン第27条、第28条", 1),
        ("番号法第9条第1項及び高齢者の医療の確保に関する法律第19条第7号、同法第27条", 1),
        ("番号法第1条、旧番号法第19条第7号", 1),
        ("番号法第1条、改正前の番号法第19条第7号", 1),
        ("番号法の一部を改正する法律第27条", 0),
        ("番号法の一部を改正する法律(平成27年法律第65号)第27条", 0),
        ("番号法第1条、子ども・子育て支援法に基づき、同法第27条", 1),
        ("番号法第1条、契約の27条、同条第7号", 1),
        ("番号法第1条に基づき、契約書に従い、第27条", 1),
        ("番号法第1条、附則第27条、第28条", 2),
        ("番号法第19条第7号、第8号様式", 1),
        ("番号法第19条第1号、附則第2項", 1),
        ("みほん市特定個人情報保護評価に関する規則第13条", 0),
        ("番号法第1条及び別記別表第一", 1),
        ("番号法第9条、同意書管理規則第27条", 1),
        ("番号法第9条\n（委託契約書）第27条", 1),
        ("番号法第9条（委託契約書）第27条", 1),
        ("番号法第9条\n2 第27条", 1),
        ("番号法第9条、第27条契約", 1),
    ],
)
def test_a_provision_behind_any_other_word_is_of_no_law_that_we_know(text, known):
    assert [one.law in laws() for one in citations(text)].count(True) == known


def test_a_provision_of_the_supplement_is_not_that_of_the_law_itself():
    assert citations("番号法附則第27条") != citations("番号法第27条")


def test_a_remark_in_brackets_is_no_part_of_a_citation():
    text = "番号法(以下の者を除く。)第9条"
    assert [one.article for one in citations(text)] == [(9,)]
    assert text[citations(text)[0].start :] == "第9条"


def test_a_range_gives_both_its_ends():
    first, last = citations("番号法第19条第1号から第3号まで")
    assert (first.item, last.item) == ((1,), (3,))
    assert (first.ends_range, last.ends_range) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "(1) 第1号 届出",
            "様式第2号",
            "第三者に提供しない。",
            "6条通9丁目46番地",
            "第1号被保険者",
        ),
        *("前項の規定", "同条のとおり", "方法を定める。", "令和5年11月6日", "", "同法", "3号室"),
    ],
)
def test_what_is_no_citation_is_not_read_as_one(text):
    assert read(text) == []


def test_a_provision_of_no_named_law_says_so():
    assert citations("第19条第8号")[0].law == ""


def test_the_place_of_a_citation_is_that_of_the_text_as_written():
    text = "根拠は、番号法第１９条第８号（情報連携）です。"
    one = citations(text)[0]
    assert text[one.start : one.end] == "番号法第１９条第８号"


def test_the_law_belongs_to_the_place_of_its_provision():
    text = "事務番号法（平成25年法律第27号）第9条"
    one = citations(text)[0]
    assert text[one.start : one.end] == "番号法（平成25年法律第27号）第9条"


def test_a_law_is_known_by_title_short_name_and_number_in_any_numerals():
    assert law_named(ACT) == law_named("番号法") == law_named("平成25年法律第27号") == "number_act"
    orders = (
        "別表第一の主務省令で定める事務を定める命令",
        "別表第1の主務省令で定める事務を定める命令",
    )
    assert {law_named(name) for name in orders} == {"table_1_order"}
    assert law_named("みほん市条例") == "みほん市条例"


# --- print and read ---------------------------------------------------------------------------

NUMBERS = st.lists(st.integers(1, 130), min_size=1, max_size=2).map(tuple)
LAWS = st.sampled_from([*laws(), "介護保険法", "健康増進法施行令"])
ARTICLES = st.builds(
    Citation,
    LAWS,
    article=NUMBERS,
    paragraph=st.integers(0, 20),
    item=st.just(()) | NUMBERS,
    supplement=st.booleans(),
)
TABLES = st.builds(Citation, LAWS, table=st.integers(0, 5), entry=st.just(()) | NUMBERS)
ANY = st.one_of(ARTICLES, TABLES)
KANJI = str.maketrans("123456789", "一二三四五六七八九")


def in_kanji(number):
    tens, ones = divmod(number % 100, 10)
    hundreds = {0: "", 1: "百"}[number // 100]
    ten = "" if not tens else "十" if tens == 1 else f"{str(tens).translate(KANJI)}十"
    return hundreds + ten + (str(ones).translate(KANJI) if ones else "")


@given(ANY)
def test_what_is_printed_is_read_back(one):
    assert citations(str(one)) == (one,)


@given(ANY)
def test_width_and_kanji_numerals_change_nothing(one):
    plain = one.provision
    wide = plain.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    kanji = re.sub("[0-9]+", lambda found: in_kanji(int(found[0])), plain)
    for text in (wide, kanji):
        assert citations(f"{one.law_name}{text}") == (one,)


@given(st.text("番号法第一二19条項号別表の及び、同前から(平成25年法律27)\n", max_size=40))
def test_any_text_is_read_without_an_error_and_places_do_not_overlap(text):
    end = 0
    for one in citations(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(st.integers(1, 199))
def test_a_number_in_kanji_is_that_number(number):
    assert kanji_number(in_kanji(number)) == number_of(str(number)) == number


@pytest.mark.parametrize("text", ["", "〇〇三", "二三十", "百二〇", "十百", "一x"])
def test_what_is_no_number_is_none(text):
    assert kanji_number(text) is None


def test_a_law_without_a_name_is_refused_with_its_place(tmp_path):
    file = tmp_path / "laws.yaml"
    file.write_text('laws:\n  a: {title: t, names: [], number: ""}\n', encoding="utf-8")
    with pytest.raises(DefinitionRefused, match="names がありません") as refused:
        read_laws(file)
    assert refused.value.where == "laws.yaml:2"


@pytest.mark.parametrize("numeral", ["9" * 5000, "９" * 5000, "九" * 5000, "1" * 19])
def test_more_digits_than_any_law_counts_are_no_number(numeral):
    assert number_of(numeral) is None
    assert read(f"番号法第{numeral}条") == []


@pytest.mark.parametrize(
    "text",
    [
        *("番号法第二三十条", "番号法第19条第百二〇号", "番号法第9条の二三十", "番号法第〇条"),
        *("番号法別表第一の二三十の項", "番号法第19条第二三十項"),
    ],
)
def test_a_citation_with_a_number_that_is_none_is_not_read(text):
    assert read(text) == []
    assert read(f"国民年金法第12条、{text}及び同条第2号") == ["国民年金法第12条"]
