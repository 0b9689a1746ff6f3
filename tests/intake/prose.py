"""Sentences of an invented article, for tests to put lines around."""

HEADLINE = "Le pont de Valombre ferme pour six mois"
PROSE = (
    "Le conseil municipal de Valombre a voté lundi soir la fermeture du pont pour six mois.",
    "« Nous ne pouvons pas attendre l'été », a déclaré la maire à l'issue de la séance du conseil.",
    "Les commerçants de la rive gauche demandent une aide et une réunion est prévue mercredi.",
    "Le bac de Saulnois, à huit kilomètres en aval, reprendra du service dès jeudi matin.",
)


def page(*, above: tuple[str, ...] = (), within: str = "", below: tuple[str, ...] = ()) -> str:
    """The article as pasted, with lines of a page around it."""
    middle = (within,) if within else ()
    return "\n\n".join((HEADLINE, *above, *PROSE[:2], *middle, *PROSE[2:], *below))
