"""Fetching, on a server of our own: no test leaves this machine."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from itertools import count, repeat
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.intake.wire import AGENT, Network
from recoupe.model import VERSION, Article, DateBasis, Rejection
from tests.intake.prose import HEADLINE, PROSE
from tests.intake.webserver import Diverted, answer, once, onward, page, said, site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.intake.webserver import Site

CHUNKED = answer(Content_Length=None, Transfer_Encoding="chunked")
FRAGMENTS = [
    *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 Moved\r\n", b"HTTP/1.1 100 Go on\r\n\r\n"),
    *(b"Location: /a\r\n", b"Location: http://[::1\r\n", "Location: //été/\r\n".encode()),
    *(b"Content-Type: text/html; charset=rot13\r\n", b"Content-Encoding: gzip\r\n"),
    *(b"Transfer-Encoding: chunked\r\n", b"Content-Length: -1\r\n", b"\r\n", b"5\r\n"),
    *(b"User-agent: *\n", b"Disallow: /*a*\xff$\n", b"Crawl-delay: nan\n", page(), answer(page())),
]
LINK = '<meta property="article:published_time" content="2031-03-03T18:00:00+01:00">'


@pytest.fixture
def web() -> Iterator[Site]:
    """A server with one article and no robots.txt."""
    with site({"/a": once(answer(page()))}) as running:
        yield running


def dripping(start: bytes, *, piece: bytes = b" ", every_s: float = 0.05) -> Iterable[bytes]:
    """An answer that goes on for ever, a little at a time."""
    yield start
    for _ in count():
        time.sleep(every_s)
        yield piece


# --- what is fetched ------------------------------------------------------------------------


def test_a_page_is_an_article_with_the_address_asked_and_the_one_reached(web: Site) -> None:
    web.answers["/old"] = onward("/a?page=1#comments")
    web.answers["/a?page=1"] = once(answer(page(head=LINK)))

    [found] = web.read(web.address("/old#top"))

    assert isinstance(found, Article)
    assert found.path == web.address("/old#top")
    assert found.url == web.address("/a?page=1")
    assert found.title == HEADLINE
    assert (found.published.earliest, found.published.basis) == ("2031-03-03", DateBasis.METADATA)
    assert all(paragraph in found.text for paragraph in PROSE)


def test_what_the_server_says_of_dates_is_not_believed(web: Site) -> None:
    web.answers["/a"] = once(answer(page(), Date="Mon, 03 Mar 2031 10:00:00 GMT"))

    [found] = web.read(web.address())

    assert isinstance(found, Article)
    assert (found.published.earliest, found.published.latest) == (None, None)


def test_the_charset_of_the_header_is_the_pages(web: Site) -> None:
    told = "Le maire Jan Młynarz a déclaré lundi que le pont est fermé pour six mois."
    body = page(body=f"<p>{told}</p>").decode().encode("iso-8859-2")
    web.answers["/a"] = once(answer(body, Content_Type='text/html; charset="ISO-8859-2"'))

    [found] = web.read(web.address())

    assert isinstance(found, Article)
    assert told in found.text


def test_a_compressed_page_is_unfolded(web: Site) -> None:
    web.answers["/a"] = once(answer(gzip.compress(page()), Content_Encoding="gzip"))

    [found] = web.read(web.address())

    assert isinstance(found, Article)


def test_sites_are_told_who_asks_and_nothing_more(web: Site) -> None:
    web.answers["/a"] = once(answer(page(), Set_Cookie="who=me"))
    web.answers["/b"] = once(answer(page(), Set_Cookie="who=me"))
    web.read(web.address("/a"), web.address("/b"))

    names = {line.split(":")[0] for head in web.seen for line in head.splitlines()[1:] if line}
    assert AGENT.startswith(f"Recoupe/{VERSION} (+https://")
    assert all(f"User-Agent: {AGENT}\r\n" in head for head in web.seen)
    assert names == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_proxies_of_the_environment_are_not_used(
    web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site() as trap:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
        [found] = web.read(web.address())

    assert isinstance(found, Article)
    assert trap.seen == []


def test_an_address_is_asked_once_however_often_it_is_named(web: Site) -> None:
    found = web.read(web.address("/a"), web.address("/a#top"), web.address("/a"))

    assert len(found) == 1
    assert web.paths() == ["/a"]


def test_two_runs_give_the_same_records(web: Site) -> None:
    assert web.read(web.address(), web.address("/b")) == web.read(web.address("/b"), web.address())


# --- where it may lead ----------------------------------------------------------------------


@pytest.mark.parametrize("to", ["http://127.0.0.1/", "//[::1]/", "http://[::ffff:10.0.0.1]/"])
def test_a_redirect_to_a_private_address_is_refused(to: str, web: Site) -> None:
    web.answers["/a"] = onward(to)

    reason = said(web.read(web.address()))

    assert reason.startswith("Redirected to http://")
    assert "no public address" in reason.lower()


def test_another_port_of_an_allowed_host_is_not_allowed(web: Site) -> None:
    with site({"/b": once(answer(page()))}) as other:
        web.answers["/a"] = onward(other.address("/b"))

        assert f"--allow-host localhost:{other.port} allows it" in said(web.read(web.address()))
        assert other.seen == []


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        pytest.param("file:///etc/passwd", "“file:” is not fetched, only http", id="file"),
        pytest.param("ftp://localhost/a", "“ftp:” is not fetched, only http", id="ftp"),
        pytest.param("javascript:alert(1)", "“javascript:” is not fetched", id="script"),
        pytest.param("http://me:secret@localhost/", "a name or a password in", id="userinfo"),
        pytest.param("http://0x7f.1/", "host written as an unusual number", id="odd"),
        pytest.param("http://[", "badly written address", id="broken"),
    ],
)
def test_a_redirect_goes_through_the_checks_of_addresses(to: str, reason: str, web: Site) -> None:
    web.answers["/a"] = onward(to)

    told = said(web.read(web.address()))

    assert reason.lower() in told.lower()
    assert "secret" not in told


def test_redirects_in_a_circle_are_left(web: Site) -> None:
    web.answers |= {"/a": onward("/b"), "/b": onward("/a")}

    assert said(web.read(web.address())).startswith("Redirects in a circle;")
    assert web.paths() == ["/a", "/b"]


def test_redirects_without_end_are_left(web: Site) -> None:
    web.answers |= {f"/{n}": onward(f"/{n + 1}") for n in range(20)}

    assert said(web.read(web.address("/0"))).startswith("More than 5 redirects;")
    assert len(web.paths()) == 6


@pytest.mark.parametrize(
    "second", ["127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "169.254.169.254", "fd00::1"]
)
def test_a_name_that_leads_elsewhere_the_second_time_is_refused(second: str, web: Site) -> None:
    answers = iter([["93.184.215.14"], ["93.184.215.14"], [second]])
    dialed: list[str] = []
    network = Network(resolve=lambda _: next(answers), backend=Diverted(web.port, dialed))
    web.answers["/a"] = onward("http://gazette.example/b")

    reason = said(web.read("http://gazette.example/a", network=network))

    # robots.txt, the page, and the third connection that is not made.
    assert dialed == ["93.184.215.14", "93.184.215.14"]
    assert f"gazette.example leads to {second}" in reason
    assert all("Host: gazette.example\r\n" in head for head in web.seen)


def test_one_private_number_among_public_ones_closes_the_name(web: Site) -> None:
    dialed: list[str] = []
    numbers = ["93.184.215.14", "10.0.0.1"]
    network = Network(resolve=lambda _: numbers, backend=Diverted(web.port, dialed))

    reason = said(web.read("http://gazette.example/a", network=network))

    assert "gazette.example leads to 10.0.0.1" in reason
    assert dialed == []


def test_the_certificate_is_asked_for_by_name_and_is_checked(web: Site) -> None:
    network = Network(resolve=lambda _: ["93.184.215.14"], backend=Diverted(web.port, []))

    reason = said(web.read("https://gazette.example/a", network=network))

    assert "No answer that can be read" in reason
    assert "gazette.example" in web.seen[0]  # the greeting names the host in clear
    assert network.tls.check_hostname
    assert network.tls.verify_mode.name == "CERT_REQUIRED"


def test_a_name_that_leads_nowhere_is_said_to(web: Site) -> None:
    def resolve(host: str) -> list[str]:
        raise OSError(host)

    reason = said(web.read("http://gazette.example/", network=Network(resolve=resolve)))

    assert reason == "Host not found: gazette.example; check the name and the network."


def test_a_name_whose_look_up_does_not_end_is_left(web: Site) -> None:
    def resolve(_: str) -> list[str]:
        time.sleep(5)
        return []

    network = Network(resolve=resolve)
    reason = said(web.read("http://gazette.example/", network=network, timeout_s=0.3))

    assert "Answer unfinished after 0.3 s;" in reason


# --- how much is read -----------------------------------------------------------------------


def test_a_body_without_end_is_left_at_the_limit(web: Site) -> None:
    web.answers["/a"] = lambda: (answer(Content_Length=None), *repeat(b"x" * 65536, 400))

    reason = said(web.read(web.address(), page_bytes=2**20))

    assert reason.startswith("Answer of more than 1 MB, reading stopped;")


def test_chunks_without_end_are_left_at_the_limit(web: Site) -> None:
    web.answers["/a"] = lambda: (CHUNKED, *repeat(b"10000\r\n" + b"x" * 65536 + b"\r\n", 400))

    assert "more than 1 MB" in said(web.read(web.address(), page_bytes=2**20))


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nX: ", id="head"),
        pytest.param(answer(Content_Length=10**6), id="body"),
        pytest.param(CHUNKED + b"5;", id="extension of a chunk"),
        pytest.param(b"HTTP/1.1 200", id="first line"),
    ],
)
def test_an_answer_that_drips_is_left_in_time(start: bytes, web: Site) -> None:
    web.answers["/a"] = lambda: dripping(start)
    began = time.monotonic()

    reason = said(web.read(web.address(), timeout_s=0.6))

    assert reason.startswith("Answer unfinished after 0.6 s;")
    assert time.monotonic() - began < 4


def test_interim_answers_without_end_are_left_in_time(web: Site) -> None:
    interim = b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
    web.answers["/a"] = lambda: dripping(interim, piece=interim, every_s=0.01)

    assert "unfinished after 0.6 s" in said(web.read(web.address(), timeout_s=0.6))


def test_a_head_without_end_is_left(web: Site) -> None:
    web.answers["/a"] = lambda: (b"HTTP/1.1 200 OK\r\n", *repeat(b"X: " + b"x" * 4096, 200))

    assert "No answer that can be read" in said(web.read(web.address()))


def test_a_length_that_is_too_great_is_not_believed(web: Site) -> None:
    web.answers["/a"] = once(answer(page(), Content_Length=10**12))

    assert "No answer that can be read" in said(web.read(web.address()))


def test_what_goes_beyond_the_stated_length_is_not_read(web: Site) -> None:
    short = page(body=f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>")
    web.answers["/a"] = once(answer(short + b"<p>Le maire ment.</p>", Content_Length=len(short)))

    [found] = web.read(web.address())

    assert isinstance(found, Article)
    assert "ment" not in found.text


def test_a_body_that_unfolds_without_end_is_left_at_the_limit(web: Site) -> None:
    bomb = gzip.compress(b"0" * 40 * 2**20)
    web.answers["/a"] = once(answer(bomb, Content_Encoding="gzip"))

    tracemalloc.start()
    reason = said(web.read(web.address(), page_bytes=2**20))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert reason.startswith("Compressed answer of more than 1 MB when unfolded")
    assert peak < 8 * 2**20


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        pytest.param(gzip.compress(page())[:-9], "gzip", "damaged compressed answer", id="cut"),
        pytest.param(gzip.compress(b"x") * 2, "gzip", "data after its end", id="two"),
        pytest.param(page(), "gzip", "incorrect header", id="none"),
        pytest.param(page(), "br", "answer compressed as “br”, gzip expected", id="other"),
        pytest.param(
            gzip.compress(gzip.compress(page())), "gzip, gzip", "“gzip, gzip”", id="twice"
        ),
    ],
)
def test_a_body_that_does_not_unfold_is_set_aside(
    body: bytes, encoding: str, reason: str, web: Site
) -> None:
    web.answers["/a"] = once(answer(body, Content_Encoding=encoding))

    assert reason.lower() in said(web.read(web.address())).lower()


# --- what is no article ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/octet-stream"])
def test_what_is_no_text_is_not_read(kind: str, web: Site) -> None:
    web.answers["/a"] = lambda: dripping(answer(Content_Type=kind, Content_Length=10**6))

    reason = said(web.read(web.address()))

    assert reason.startswith(f"Content “{kind}”, a page, a text or a feed expected;")


def test_bytes_that_are_no_text_are_none_whatever_their_type_says(web: Site) -> None:
    web.answers["/a"] = once(answer(b"\x89PNG\0\0\0\r" * 40, Content_Type="text/html"))

    assert "binary" in said(web.read(web.address())).lower()


@pytest.mark.parametrize("status", ["404 Not Found", "500 No", "204 Nothing", "302 Found"])
def test_an_answer_that_is_not_the_page_is_said_to_be_none(status: str, web: Site) -> None:
    web.answers["/a"] = once(answer(status=status))

    assert said(web.read(web.address())) == (
        f"HTTP answer {status[:3]}, 200 expected; check the address in a browser."
    )


@pytest.mark.parametrize("path", ["/a", "/robots.txt"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=40)), max_size=12))
def test_whatever_a_host_answers_it_is_an_article_or_a_rejection(
    path: str, pieces: list[bytes], web: Site
) -> None:
    web.answers[path] = lambda: pieces

    [found] = web.read(web.address())

    assert isinstance(found, Article) or said([found])


def test_a_host_that_hangs_up_is_no_answer(web: Site) -> None:
    web.answers["/a"] = lambda: ()

    assert said(web.read(web.address())).startswith("No answer that can be read (RemoteProtocol")


# --- manners --------------------------------------------------------------------------------


def test_what_robots_txt_forbids_is_not_asked_for(web: Site) -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: recoupe\nDisallow: /*?print=\nAllow: /\n"
    web.answers["/robots.txt"] = once(answer(rules, Content_Type="text/plain"))

    first, second = web.read(web.address("/a"), web.address("/a?print=1"))

    assert isinstance(first, Article)
    assert "robots.txt does not want programs" in said([second])
    assert web.paths() == ["/a"]


def test_a_redirect_to_what_robots_txt_forbids_is_refused(web: Site) -> None:
    web.answers["/robots.txt"] = once(answer(b"User-agent: *\nDisallow: /b"))
    web.answers["/a"] = onward("/b")

    assert "robots.txt does not want programs" in said(web.read(web.address()))
    assert web.paths() == ["/a"]


def test_a_site_whose_robots_txt_fails_is_not_asked_and_asked_once(web: Site) -> None:
    web.answers["/robots.txt"] = once(answer(status="503 Later"))

    for found in web.read(web.address("/a"), web.address("/b")):
        assert said([found]).startswith("Robots.txt cannot be read, so nothing is fetched here")
    assert len(web.seen) == 1


def test_a_robots_txt_may_not_lead_to_private_addresses_either(web: Site) -> None:
    web.answers["/robots.txt"] = onward("http://127.0.0.1/robots.txt")

    reason = said(web.read(web.address()))

    assert reason.startswith("Robots.txt cannot be read, so nothing is fetched here: Redirected")
    assert "127.0.0.1 leads to 127.0.0.1" in reason


def test_a_host_that_takes_no_connection_is_said_to(web: Site) -> None:
    with site() as gone:
        pass

    reason = said(web.read(gone.address(), allow_hosts=(f"localhost:{gone.port}",)))

    assert reason.startswith("No answer that can be read (ConnectError: ")


def test_a_robots_txt_without_end_closes_the_site(web: Site) -> None:
    web.answers["/robots.txt"] = lambda: (answer(Content_Length=None), *repeat(b"#" * 9999, 99))

    assert "more than 0.5 MB" in said(web.read(web.address()))


def test_one_host_is_asked_at_its_pace_and_another_at_once(web: Site) -> None:
    now, waits = [0.0], list[float]()

    def wait(seconds: float) -> None:
        waits.append(round(seconds, 3))
        now[0] += seconds

    network = Network(clock=lambda: now[0], wait=wait)
    web.answers["/robots.txt"] = once(answer(b"User-agent: *\nCrawl-delay: 7"))
    web.answers["/b"] = once(answer(page()))
    with site({"/a": once(answer(page()))}) as other:
        hosts = (f"localhost:{web.port}", f"127.0.0.1:{other.port}")
        addresses = (web.address("/a"), web.address("/b"), other.address("/a", "127.0.0.1"))
        found = web.read(*addresses, network=network, pause_s=2.0, allow_hosts=hosts)

    assert not [item for item in found if isinstance(item, Rejection)]
    # The other host first, by its address; each has its robots.txt, then its pages.
    assert waits == [2.0, 2.0, 7.0]


# --- feeds and lists ------------------------------------------------------------------------


def feed(*links: str, body: str = "") -> bytes:
    items = "".join(
        f"<item><title>Titre {n}</title><link>{link}</link><description>{body}</description>"
        "<pubDate>Mon, 03 Mar 2031 23:30:00 +0100</pubDate></item>"
        for n, link in enumerate(links)
    )
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Le Courrier</title>'
    return f"{head}{items}</channel></rss>".encode()


def test_the_pages_that_a_feed_links_to_are_fetched_by_the_same_rules(web: Site) -> None:
    links = ("a", web.address("/a"), "http://127.0.0.1/b", "ftp://localhost/b", "/gone")
    web.answers["/feed.xml"] = once(answer(feed(*links), Content_Type="application/rss+xml"))

    found = web.read(web.address("/feed.xml"))

    [article] = [item for item in found if isinstance(item, Article)]
    assert (article.url, article.title) == (web.address("/a"), HEADLINE)
    assert article.published.earliest == "2031-03-03"  # from the entry: the page has no date
    aside = {item.path: item.reason.en for item in found if isinstance(item, Rejection)}
    assert "leads to 127.0.0.1" in aside["http://127.0.0.1/b"]
    assert "is not fetched, only http" in aside["ftp://localhost/b"]
    assert "404" in aside[web.address("/gone")]
    assert web.paths() == ["/feed.xml", "/a", "/gone"]


def test_an_entry_that_carries_its_text_is_not_fetched(web: Site) -> None:
    body = " ".join(PROSE)
    web.answers["/feed"] = once(answer(feed("/a", body=body), Content_Type="text/xml"))

    [found] = web.read(web.address("/feed"))

    assert isinstance(found, Article)
    assert found.path == web.address("/feed#1")
    assert web.paths() == ["/feed"]


def test_a_feed_has_so_many_pages_fetched_and_no_more(web: Site) -> None:
    web.answers["/feed"] = once(answer(feed("/a", "/b", "/c")))

    found = web.read(web.address("/feed"), linked_pages=2)

    assert "more than 2 pages for one feed" in said(found[2:]).lower()
    assert web.paths() == ["/feed", "/a", "/b"]


def test_a_feed_that_a_feed_links_to_is_not_followed(web: Site) -> None:
    web.answers["/feed"] = once(answer(feed("/other")))
    web.answers["/other"] = once(answer(feed("/a")))

    assert said(web.read(web.address("/feed"))).startswith("Empty")
    assert web.paths() == ["/feed", "/other"]


def test_a_list_of_addresses_is_read_line_by_line(web: Site, tmp_path: Path) -> None:
    lines = (
        "# le pont",
        f"{web.address('/a')}   # la une",
        "",
        f"  {web.address('/gone')}",
        "sans adresse",
        "ftp://courrier.example/a",
        "https://moi:secret@courrier.example/a",
        "http://10.1.2.3/",
    )
    (tmp_path / "urls.txt").write_text("\n".join(lines), "utf-8")

    found = web.read(str(tmp_path / "urls.txt"))

    assert [item.path for item in found if isinstance(item, Article)] == [web.address("/a")]
    aside = {item.path: item.reason.en for item in found if isinstance(item, Rejection)}
    assert "Badly written address" in aside["urls.txt#5"]
    assert "404" in aside[web.address("/gone")]
    assert "only http and https" in aside["ftp://courrier.example/a"]
    assert "a password in the address" in aside["https://…@courrier.example/a"]
    assert "No public address" in aside["http://10.1.2.3/"]
    assert len(aside) == 5


def test_files_and_addresses_are_read_together(web: Site, tmp_path: Path) -> None:
    (tmp_path / "un.txt").write_text("\n\n".join(PROSE), "utf-8")

    found = web.read(web.address(), str(tmp_path))

    assert [item.path for item in found] == ["un.txt", web.address()]
