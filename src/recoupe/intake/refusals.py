"""Why an address is not fetched, in the words a reader sees.

One function per reason; `reasons` has those of files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.intake.reasons import sentence

if TYPE_CHECKING:
    from recoupe.model import Reason


class RefusedError(Exception):
    """An address must not, or could not, be fetched; it becomes a rejection."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.en)
        self.reason = reason


class UnreachedError(RefusedError):
    """No connection was made at all: the host must not, or could not, be reached."""


def bad_address() -> Reason:
    """Something that is not written as addresses are."""
    return sentence(
        fr="adresse mal écrite ; écrivez https://nom/chemin, sans espace ni barre inverse",
        en="badly written address; write https://name/path, without spaces or backslashes",
    )


def other_scheme(scheme: str) -> Reason:
    """An address of a file, or of another service than the web."""
    return sentence(
        fr=f"« {scheme}: » n'est pas cherché, seulement http et https ; "
        "enregistrez la page et nommez le fichier",
        en=f"“{scheme}:” is not fetched, only http and https; save the page and name the file",
    )


def credentials() -> Reason:
    """An address that carries a name or a password."""
    return sentence(
        fr="nom ou mot de passe dans l'adresse ; retirez ce qui précède « @ »",
        en="a name or a password in the address; remove what stands before “@”",
    )


def odd_host() -> Reason:
    """A number written so that it may be read as another."""
    return sentence(
        fr="hôte écrit comme un nombre inhabituel ; écrivez un nom, ou quatre nombres de 0 à 255",
        en="host written as an unusual number; write a name, or four numbers from 0 to 255",
    )


def other_port(host: str, port: int) -> Reason:
    """A port on which pages are not served."""
    return sentence(
        fr=f"port {port} : seuls 80 et 443 sont ouverts ; --allow-host {host}:{port} l'autorise",
        en=f"port {port}: only 80 and 443 are open; --allow-host {host}:{port} allows it",
    )


def not_public(host: str, address: str) -> Reason:
    """A name that leads into a network which is nobody's public page."""
    return sentence(
        fr=f"pas une adresse publique : {host} mène à {address} ; --allow-host {host} l'autorise",
        en=f"no public address: {host} leads to {address}; --allow-host {host} allows it",
    )


def unknown_host(host: str) -> Reason:
    """A name that leads nowhere."""
    return sentence(
        fr=f"hôte introuvable : {host} ; vérifiez le nom et le réseau",
        en=f"host not found: {host}; check the name and the network",
    )


def no_connection(why: str) -> Reason:
    """A host that does not talk to us, or not as the web does."""
    return sentence(
        fr=f"aucune réponse lisible ({why}) ; essayez dans un navigateur, enregistrez la page",
        en=f"no answer that can be read ({why}); try a browser, save the page",
    )


def out_of_time(timeout_s: float) -> Reason:
    """An answer that did not end in time."""
    return sentence(
        fr=f"réponse inachevée après {timeout_s:g} s ; essayez plus tard ou enregistrez la page",
        en=f"answer unfinished after {timeout_s:g} s; try later or save the page",
    )


def endless(limit_bytes: int) -> Reason:
    """An answer with more bytes than a page may have."""
    size = f"{limit_bytes / 2**20:g}"
    return sentence(
        fr=f"réponse de plus de {size} Mo, lecture arrêtée ; enregistrez la page",
        en=f"answer of more than {size} MB, reading stopped; save the page",
    )


def unfolds_too_far(limit_bytes: int) -> Reason:
    """A compressed answer that unfolds to more than a page may have."""
    size = f"{limit_bytes / 2**20:g}"
    return sentence(
        fr=f"réponse compressée de plus de {size} Mo une fois dépliée, lecture arrêtée",
        en=f"compressed answer of more than {size} MB when unfolded, reading stopped",
    )


def other_encoding(name: str) -> Reason:
    """An answer compressed in a way that was not asked for."""
    return sentence(
        fr=f"réponse compressée en « {name} », gzip attendu ; enregistrez la page",
        en=f"answer compressed as “{name}”, gzip expected; save the page",
    )


def damaged_encoding(why: str) -> Reason:
    """A compressed answer that cannot be unfolded, or not to its end."""
    return sentence(
        fr=f"réponse compressée endommagée : {why} ; essayez plus tard",
        en=f"damaged compressed answer: {why}; try later",
    )


def bad_status(status: int) -> Reason:
    """An answer that is not the page."""
    return sentence(
        fr=f"réponse HTTP {status}, 200 attendu ; vérifiez l'adresse dans un navigateur",
        en=f"HTTP answer {status}, 200 expected; check the address in a browser",
    )


def busy(status: int, wait_s: float) -> Reason:
    """A host that asks to be left alone for a while."""
    return sentence(
        fr=f"réponse HTTP {status} : le site demande d'attendre {wait_s:g} s ; il sera laissé",
        en=f"HTTP answer {status}: the site asks to wait {wait_s:g} s; it is left until then",
    )


def circle() -> Reason:
    """Redirects that come back to where they were."""
    return sentence(
        fr="redirections en cercle ; ouvrez la page et prenez son adresse finale",
        en="redirects in a circle; open the page and take its final address",
    )


def too_many_redirects(limit: int) -> Reason:
    """Redirects that do not come to an end."""
    return sentence(
        fr=f"plus de {limit} redirections ; ouvrez la page et prenez son adresse finale",
        en=f"more than {limit} redirects; open the page and take its final address",
    )


def redirected(to: str, reason: Reason) -> Reason:
    """What is wrong with the address that a redirect leads to."""
    return sentence(
        fr=f"redirigée vers {to} : {reason.fr.rstrip('.')}",
        en=f"redirected to {to}: {reason.en.rstrip('.')}",
    )


def no_text(kind: str) -> Reason:
    """A picture, a film, a program."""
    return sentence(
        fr=f"contenu « {kind} », une page, un texte ou un flux attendu ; "
        "enregistrez-le si Recoupe lit ce format",
        en=f"content “{kind}”, a page, a text or a feed expected; "
        "save it if Recoupe reads this format",
    )


def robots_forbid() -> Reason:
    """A page that its site does not want to be fetched by programs."""
    return sentence(
        fr="le robots.txt du site ne veut pas qu'un programme cherche cette page ; "
        "ouvrez-la dans un navigateur et enregistrez-la",
        en="the site's robots.txt does not want programs to fetch this page; "
        "open it in a browser and save it",
    )


def no_robots(reason: Reason) -> Reason:
    """A site whose wishes cannot be known."""
    return sentence(
        fr=f"robots.txt illisible, donc rien n'est cherché sur ce site : {reason.fr.rstrip('.')}",
        en=f"robots.txt cannot be read, so nothing is fetched here: {reason.en.rstrip('.')}",
    )


def too_many_links(limit: int) -> Reason:
    """A link of a feed for which the feed's allowance no longer suffices."""
    return sentence(
        fr=f"plus de {limit} pages pour un flux ; nommez celle-ci elle-même",
        en=f"more than {limit} pages for one feed; name this one itself",
    )


def no_list(why: str) -> Reason:
    """A list of what to watch that cannot be opened."""
    return sentence(
        fr=f"liste illisible ({why}) ; nommez une adresse, un fichier OPML "
        "ou un fichier texte d'adresses",
        en=f"list that cannot be opened ({why}); name an address, an OPML file "
        "or a text file of addresses",
    )


def long_list(limit_bytes: int) -> Reason:
    """A list that is longer than any that people keep."""
    size = f"{limit_bytes / 2**20:g}"
    return sentence(
        fr=f"liste de plus de {size} Mo ; partagez-la en plusieurs",
        en=f"list of more than {size} MB; split it",
    )


def too_many_addresses(limit: int) -> Reason:
    """More addresses than one watch goes to."""
    return sentence(
        fr=f"plus de {limit} adresses ; partagez la liste entre plusieurs magasins",
        en=f"more than {limit} addresses; split the list among several stores",
    )


def empty_list() -> Reason:
    """A list that names nothing."""
    return sentence(
        fr="liste sans adresse ; écrivez une adresse par ligne, ou un attribut xmlUrl par flux",
        en="list without an address; write one address on each line, or one xmlUrl for each feed",
    )


def document_type() -> Reason:
    """XML that declares a document type, as only hostile lists do."""
    return sentence(
        fr="déclaration de type de document (<!DOCTYPE>), refusée dans une liste ; retirez-la",
        en="a document type (<!DOCTYPE>) is declared, which is refused in a list; remove it",
    )


def nested(limit: int) -> Reason:
    """Outlines in outlines without end."""
    return sentence(
        fr=f"rubriques imbriquées à plus de {limit} niveaux ; aplatissez la liste",
        en=f"outlines nested more than {limit} deep; flatten the list",
    )


def no_opml(tag: str) -> Reason:
    """XML that is no list: a feed that lies in a file, a page."""
    return sentence(
        fr=f"document « {tag} », liste OPML attendue ; pour un flux, nommez son adresse",
        en=f"“{tag}” document, an OPML list expected; for a feed, name its address",
    )


def broken_list(why: str) -> Reason:
    """XML that breaks off or was never well-formed."""
    return sentence(
        fr=f"liste OPML mal formée ({why}) ; exportez-la de nouveau",
        en=f"OPML list that is not well-formed ({why}); export it again",
    )


def not_sent_on(status: int) -> Reason:
    """A host that sends elsewhere what was meant for it."""
    return sentence(
        fr=f"réponse HTTP {status} : ce qui est envoyé n'est pas redirigé ; "
        "nommez l'adresse finale",
        en=f"HTTP answer {status}: what is sent is not redirected; name the final address",
    )


def not_taken(status: int) -> Reason:
    """A host that does not take what it is sent."""
    return sentence(
        fr=f"réponse HTTP {status}, 2xx attendu ; vérifiez l'adresse qui reçoit les alertes",
        en=f"HTTP answer {status}, 2xx expected; check the address that takes the alerts",
    )
