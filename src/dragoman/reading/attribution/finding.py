"""Who says what (PARC's source, cue, content), and through whom it reached the report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.datamodel import Attribution, Hop, Manner, Span, content_id
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.attribution.according import find_according_drafts
from dragoman.reading.attribution.clauses import find_clause_drafts
from dragoman.reading.attribution.drafts import Draft, SaidText
from dragoman.reading.attribution.headlines import find_headline_drafts
from dragoman.reading.attribution.hops import Remembered, append_hops, draft_hops
from dragoman.reading.attribution.mending import mend_source, without_background
from dragoman.reading.attribution.merging import merge_drafts
from dragoman.reading.attribution.nesting import find_outer
from dragoman.reading.attribution.nouns import find_noun_drafts
from dragoman.reading.attribution.own_word import find_witness_drafts, is_own_word
from dragoman.reading.attribution.passive import find_passive_drafts
from dragoman.reading.attribution.quotes import link_quotations
from dragoman.reading.attribution.signatures import find_signature_drafts
from dragoman.reading.attribution.speakers import said_by_somebody
from dragoman.reading.attribution.stances import certainty_of, is_put_forward
from dragoman.reading.attribution.standing import find_terms, without_terms
from dragoman.reading.parsing import ParsedReport
from dragoman.reading.tagging.reading import tag_attributions
from dragoman.reading.tagging.windowing import WindowReader
from dragoman.resources.attribution import AttributionLexicon
from dragoman.resources.outlets import OutletTable

_DIRECT = 0.95  # share of the content's characters within quotation marks


def find_attributions(
    parsed: ParsedReport,
    index: ActorIndex,
    lexicon: AttributionLexicon,
    outlets: OutletTable | None = None,
    *,
    attitudes: bool = False,
    windows: WindowReader | None = None,
) -> tuple[Attribution, ...]:
    """All that the report gives to a source, in reading order; `outlets` tell which names are media.

    With `attitudes` also wishes and stances that are no statements ("X wants …", "X supports …"), as PolNeAR has them.
    With `windows` the network's spans go before those of the rules; for a record the rules add what PolNeAR does not
    mark.
    """
    said = SaidText.of(parsed, lexicon, outlets)
    drafts = find_drafts(said)
    if windows is not None:
        tagged = tag_attributions(said, windows, attitudes=attitudes)
        drafts = merge_drafts(said, drafts, tagged, chains=not attitudes)
    terms = find_terms(said)
    if not attitudes:
        drafts = [mend_source(said, d) for d in drafts if d.says and is_put_forward(said, d)]
        drafts = without_background(said, list(said_by_somebody(said, without_terms(said, drafts, terms))))
    outers = find_outer(drafts)
    hops = _all_hops(said, index, drafts, outers, Remembered(terms=terms))
    found = [_attribution(said, d, h) for d, h in zip(drafts, hops, strict=True)]
    return tuple(
        replace(a, outer=found[outer].id if outer is not None else None) for a, outer in zip(found, outers, strict=True)
    )


def find_drafts(said: SaidText) -> list[Draft]:
    """Source, cue and content of every attribution, one for each cue, in reading order."""
    passive = list(find_passive_drafts(said))
    clauses = _unless_within(find_clause_drafts(said), passive)
    quoted = link_quotations(said, [*passive, *clauses])
    beside = [
        *find_witness_drafts(said),
        *find_according_drafts(said),
        *find_noun_drafts(said),
        *find_headline_drafts(said),
        *find_signature_drafts(said),
    ]
    drafts = {d.at: d for d in [*beside, *quoted] if d.content}
    return [drafts[at] for at in sorted(drafts)]


def _unless_within(drafts: Iterable[Draft], taken: Sequence[Draft]) -> list[Draft]:
    """The drafts whose cue is not a part of a cue that was read already: "saying" in "was quoted as saying"."""
    cues = {p for d in taken for s in d.cue for p in range(s.start, s.end)}
    return [d for d in drafts if d.at not in cues]


def _all_hops(
    said: SaidText, index: ActorIndex, drafts: Sequence[Draft], outers: Sequence[int | None], past: Remembered
) -> list[tuple[Hop, ...]]:
    """Each draft's chain: its own hops after those of the attribution that holds it."""
    own: list[tuple[Hop, ...]] = [()] * len(drafts)
    for i in sorted(range(len(drafts)), key=lambda i: drafts[i].source.span if drafts[i].source else drafts[i].cue[0]):  # type: ignore[union-attr]
        own[i] = draft_hops(said, index, drafts[i], past)
    whole: list[tuple[Hop, ...]] = []
    for i, hops in enumerate(own):
        chain, outer = hops, outers[i]
        while outer is not None:
            chain, outer = append_hops(own[outer], chain), outers[outer]
        whole.append(chain)
    return whole


def _attribution(said: SaidText, draft: Draft, hops: tuple[Hop, ...]) -> Attribution:
    report = said.parsed.report.id
    source = (draft.source.span,) if draft.source is not None else ()
    certainty, unsure = certainty_of(said, draft)
    return Attribution(
        id=content_id("attribution", report, source, draft.cue, draft.content),
        report=report,
        source=source,
        cue=draft.cue,
        content=draft.content,
        manner=_manner(draft.content, draft),
        stance=draft.stance,
        hops=hops,
        certainty=certainty,
        unsure=unsure,
        own=not hops and is_own_word(said, draft),
    )


def _manner(content: Sequence[Span], draft: Draft) -> Manner:
    """Direct where all of the content stands between quotation marks, mixed where some of it does."""
    length = sum(s.end - s.start for s in content)
    marked = [(p.start, p.end) for q in draft.quoted for p in q.parts]
    inside = sum(max(0, min(s.end, end) - max(s.start, start)) for s in content for start, end in marked)
    return "indirect" if inside == 0 else "direct" if inside >= _DIRECT * length else "mixed"


def attributions_over(span: Span, attributions: Iterable[Attribution]) -> tuple[str, ...]:
    """The ids of the attributions whose content covers a span, outermost first."""
    over = [a for a in attributions if any(c.contains(span) for c in a.content)]
    over.sort(key=lambda a: (-sum(c.end - c.start for c in a.content), a.cue[0] if a.cue else a.content[0]))
    return tuple(a.id for a in over)
