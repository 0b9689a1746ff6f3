"""Why intake sets something aside, in the words a reader sees.

One function per reason, so that each has its place, its facts and its test.
"""

from __future__ import annotations

from recoupe.model import Reason


def empty() -> Reason:
    """Nothing in it but white space."""
    return sentence(fr="vide : aucun texte", en="empty: no text in it")


def too_large(limit_bytes: int) -> Reason:
    """More bytes than one file may have."""
    size = _megabytes(limit_bytes)
    return sentence(
        fr=f"trop volumineux : plus de {size} Mo ; découpez le fichier",
        en=f"too large: more than {size} MB; split the file",
    )


def too_long(chars: int, limit_chars: int) -> Reason:
    """More characters than one article may have."""
    return sentence(
        fr=f"trop long : {chars} caractères pour un article, {limit_chars} au plus",
        en=f"too long: {chars} characters for one article, at most {limit_chars}",
    )


def too_many_lines(lines: int, limit: int) -> Reason:
    """More lines than one page may have."""
    return sentence(
        fr=f"trop long : {lines} lignes pour un article, {limit} au plus",
        en=f"too long: {lines} lines for one article, at most {limit}",
    )


def no_feed() -> Reason:
    """XML that is neither RSS nor Atom."""
    return sentence(
        fr="ni RSS ni Atom : enregistrez l'article comme page (.html) ou comme texte (.txt)",
        en="neither RSS nor Atom: save the article as a page (.html) or as text (.txt)",
    )


def binary() -> Reason:
    """Bytes that are no text in any encoding."""
    return sentence(
        fr="binaire : ces octets ne sont pas du texte",
        en="binary: these bytes are no text",
    )


def misread(sample: str) -> Reason:
    """Text that was decoded wrongly before it came here."""
    return sentence(
        fr=f"mal encodé : on y lit « {sample} » ; enregistrez-le de nouveau en UTF-8",
        en=f"wrongly encoded: it reads “{sample}”; save it again as UTF-8",
    )


def unknown_format(suffix: str, known: tuple[str, ...]) -> Reason:
    """A file name that ends in no format known."""
    shown = suffix or "?"
    return sentence(
        fr=f"format inconnu ({shown}) ; formats lus : {' '.join(known)}",
        en=f"unknown format ({shown}); formats read: {' '.join(known)}",
    )


def missing() -> Reason:
    """A path at which nothing lies."""
    return sentence(
        fr="introuvable : ni fichier ni dossier de ce nom",
        en="not found: no file or folder of this name",
    )


def address_list() -> Reason:
    """A list of addresses that was not named itself, so that nobody asked to fetch them."""
    return sentence(
        fr="liste d'adresses : nommez ce fichier lui-même pour que ses pages soient cherchées",
        en="list of addresses: name this file itself to have its pages fetched",
    )


def empty_folder() -> Reason:
    """A folder, or a pattern, without one file."""
    return sentence(fr="aucun fichier ici", en="no file here")


def hidden() -> Reason:
    """A folder whose name begins with a dot."""
    return sentence(fr="dossier caché : laissé fermé", en="hidden folder: left closed")


def unreadable(why: str) -> Reason:
    """A file that the system does not let us read."""
    return sentence(fr=f"illisible : {why}", en=f"cannot be read: {why}")


def not_a_file() -> Reason:
    """A pipe, a device, a socket."""
    return sentence(
        fr="ni fichier ni dossier (tube ou périphérique) ; passez-le par « - »",
        en="neither file nor folder (a pipe or a device); pass it through “-”",
    )


def own_page() -> Reason:
    """A dossier written by Recoupe."""
    return sentence(
        fr="écrit par Recoupe : un dossier n'est pas un article",
        en="written by Recoupe: a dossier is no coverage",
    )


def damaged(kind: str, why: str) -> Reason:
    """An archive or document that its library cannot open."""
    return sentence(fr=f"{kind} endommagé : {why}", en=f"damaged {kind}: {why}")


def nested_archive() -> Reason:
    """An archive within an archive."""
    return sentence(
        fr="archive dans une archive : dépliez-la d'abord",
        en="archive within an archive: unpack it first",
    )


def encrypted() -> Reason:
    """Something that needs a password."""
    return sentence(fr="protégé par un mot de passe", en="protected by a password")


def unsafe_name() -> Reason:
    """A member whose name leads out of its archive."""
    return sentence(
        fr="nom de membre dangereux : il sort de l'archive (« .. » ou chemin absolu)",
        en="unsafe member name: it leads out of the archive (“..” or an absolute path)",
    )


def bomb(ratio: int, limit: int) -> Reason:
    """A member that unfolds to far more than texts do."""
    return sentence(
        fr=f"bombe de décompression : {ratio} fois sa taille, {limit} au plus",
        en=f"decompression bomb: {ratio} times its size, at most {limit}",
    )


def archive_full(limit_bytes: int) -> Reason:
    """A member for which an archive's allowance no longer suffices."""
    size = _megabytes(limit_bytes)
    return sentence(
        fr=f"archive trop volumineuse : plus de {size} Mo une fois dépliée",
        en=f"archive too large: more than {size} MB when unpacked",
    )


def too_many_members(limit: int) -> Reason:
    """An archive with more members than are read."""
    return sentence(
        fr=f"archive de plus de {limit} membres ; découpez-la",
        en=f"archive with more than {limit} members; split it",
    )


def bad_row(line: int, why_fr: str, *, why_en: str) -> Reason:
    """A row that is not as rows are."""
    return sentence(fr=f"ligne {line} : {why_fr}", en=f"line {line}: {why_en}")


def no_columns(found: tuple[str, ...]) -> Reason:
    """A table without a column of articles."""
    shown = ", ".join(found[:8]) or "?"
    return sentence(
        fr=f"aucune colonne « text » ou « html » (colonnes : {shown})",
        en=f"no column “text” or “html” (columns: {shown})",
    )


def no_article() -> Reason:
    """A page without the body of an article."""
    return sentence(
        fr="aucun corps d'article dans cette page",
        en="no body of an article in this page",
    )


def only_furniture(lines: int) -> Reason:
    """Lines that are all a page's, none an article's."""
    return sentence(
        fr=f"rien d'un article : {lines} ligne(s) de page (menus, formulaires, liens)",
        en=f"nothing of an article: {lines} line(s) of a page (menus, forms, links)",
    )


def too_slow(timeout_s: float) -> Reason:
    """A document whose reading was stopped."""
    return sentence(
        fr=f"lecture interrompue après {timeout_s:g} s",
        en=f"reading stopped after {timeout_s:g} s",
    )


def unreadable_structure(why: str) -> Reason:
    """A document on which its library gave up."""
    return sentence(
        fr=f"structure illisible : {why}",
        en=f"structure cannot be read: {why}",
    )


def no_pdf_text() -> Reason:
    """A PDF of pictures."""
    return sentence(
        fr="PDF sans texte (pages numérisées ?) ; passez-le par une reconnaissance de caractères",
        en="PDF without text (scanned pages?); run character recognition on it",
    )


def cut_record(have: int, want: int) -> Reason:
    """A record that ends before its length."""
    return sentence(
        fr=f"enregistrement WARC tronqué : {have} octets sur {want}",
        en=f"truncated WARC record: {have} of {want} bytes",
    )


def lost_members(count: int) -> Reason:
    """Stretches of an archive that could not be unpacked."""
    return sentence(
        fr=f"archive WARC endommagée : {count} morceau(x) perdu(s)",
        en=f"damaged WARC archive: {count} part(s) lost",
    )


def other_records(count: int, kinds: tuple[str, ...]) -> Reason:
    """Responses of an archive that hold no page."""
    shown = ", ".join(kinds[:6])
    return sentence(
        fr=f"{count} enregistrement(s) sans page : {shown}",
        en=f"{count} record(s) without a page: {shown}",
    )


def no_language() -> Reason:
    """A text too bare to tell its language."""
    return sentence(
        fr="langue inconnue : trop peu de mots",
        en="unknown language: too few words",
    )


def other_language(name: tuple[str, str], known: tuple[tuple[str, str], ...]) -> Reason:
    """A language for which no pack was asked. Names are French and English."""
    return sentence(
        fr=f"langue non prise en charge : {name[0]} ; langues lues : "
        f"{', '.join(k[0] for k in known)}",
        en=f"unsupported language: {name[1]}; languages read: {', '.join(k[1] for k in known)}",
    )


def sentence(fr: str, en: str) -> Reason:
    """The reason in both languages, each as one sentence."""
    return Reason(fr=f"{fr[:1].upper()}{fr[1:]}.", en=f"{en[:1].upper()}{en[1:]}.")


def _megabytes(count: int) -> str:
    return f"{count / 2**20:g}"
