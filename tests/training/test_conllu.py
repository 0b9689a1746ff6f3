"""Treebanks in the reduced scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.conllu import read

if TYPE_CHECKING:
    from pathlib import Path

    from training.conllu import Word

# A sentence of our own, with a contraction, a number in two groups and an agent.
SAMPLE = """\
# text = Les 10 000 affiches du maire sont collées par Odile.
1\tLes\tle\tDET\t_\tDefinite=Def|Number=Plur|PronType=Art\t3\tdet\t_\t_
2\t10 000\t10 000\tNUM\t_\tNumType=Card\t3\tnummod\t_\t_
3\taffiches\taffiche\tNOUN\t_\tGender=Fem|Number=Plur\t8\tnsubj:pass\t_\t_
4-5\tdu\t_\t_\t_\t_\t_\t_\t_\t_
4\tde\tde\tADP\t_\t_\t6\tcase\t_\t_
5\tle\tle\tDET\t_\tDefinite=Def|Gender=Masc|Number=Sing|PronType=Art\t6\tdet\t_\t_
6\tmaire\tmaire\tNOUN\t_\tGender=Masc|Number=Sing\t3\tnmod\t_\t_
7\tsont\têtre\tAUX\t_\tMood=Ind|VerbForm=Fin\t8\taux:pass\t_\t_
8\tcollées\tcoller\tVERB\t_\tTense=Past|VerbForm=Part|Voice=Pass\t0\troot\t_\t_
9\tpar\tpar\tADP\t_\t_\t10\tcase\t_\t_
10\tOdile\tOdile\tPROPN\t_\t_\t8\tobl:mod\t_\tSpaceAfter=No
11\t.\t.\tPUNCT\t_\t_\t8\tpunct\t_\t_

"""


def words(tmp_path: Path) -> tuple[Word, ...]:
    path = tmp_path / "Ours" / "ours.conllu"
    path.parent.mkdir()
    path.write_text(SAMPLE, encoding="utf-8")
    [sentence] = read(path)
    assert sentence.text() == "Les 10 000 affiches du maire sont collées par Odile."
    return sentence.words


def test_a_contraction_is_one_preposition_with_the_features_of_the_article(tmp_path: Path) -> None:
    du = words(tmp_path)[4]

    assert (du.form, du.tag, du.relation) == ("du", "ADP", "case")
    assert du.features == "Definite=Def|Gender=Masc|Number=Sing|PronType=Art"


def test_a_number_with_a_space_is_two_tokens_joined_by_flat(tmp_path: Path) -> None:
    first, second = words(tmp_path)[1:3]

    assert (first.form, first.relation, first.head) == ("10", "nummod", 3)
    assert (second.form, second.relation, second.head) == ("000", "flat", 1)


def test_heads_follow_the_words_after_tokens_are_merged_and_split(tmp_path: Path) -> None:
    found = words(tmp_path)

    assert [found[w.head].form for w in found if w.relation == "nmod"] == ["affiches"]
    assert [w.form for i, w in enumerate(found) if w.head == i] == ["collées"]


def test_the_agent_of_a_passive_is_marked_where_a_treebank_leaves_it_open(tmp_path: Path) -> None:
    assert [w.relation for w in words(tmp_path) if w.form == "Odile"] == ["obl:agent"]
