from __future__ import annotations

import spacy

TEXT = "Selon la préfecture, 300 personnes ont défilé. « Nous reviendrons », a dit Maud Revel."


def test_a_spacy_pipeline_takes_the_attribution_component_by_name() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("recoupe_attribution")

    doc = nlp(TEXT)

    contents = [a.content[0].of(TEXT) for a in doc._.recoupe.attributions]
    assert contents == ["300 personnes ont défilé", "Nous reviendrons"]
    assert [span.text for span in doc.spans["recoupe_source"]] == ["la préfecture", "Maud Revel"]
