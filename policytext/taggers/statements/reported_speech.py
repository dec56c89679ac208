"""The reported speech of a unit: who is meant, and whether it goes on with what was reported before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytext.taggers.statements import indirect
from policytext.taggers.statements.draft_state import Pass, StatementDraft
from policytext.taggers.statements.pointers import read_following_report
from policytext.taggers.statements.reported_clauses import ReportedSpeech
from policytext.taggers.statements.speech_reading import Token, tokenize_span
from policytext.taggers.statements.who import Voice


def take_up_reports(state: Pass, end: int, *, beside: bool = False) -> None:
    """Take up what the unit in hand reports up to `end`; `beside` a quotation only what a frame marks."""
    if state.rules:
        return
    loose: int | None = None  # where a clause begins that a frame after the semicolon may report, too
    for words in _split_at_semicolons(tokenize_span(state.reading.text, state.unit.start, end)):
        before = state.last.kind if state.last and state.last.unit >= state.number - 1 else ""
        if going := read_following_report(state, words):
            _take_up(state, *going, words[0].start)
            continue
        report = indirect.read_report(state.reading, words, before=before if before != "assertion" else "")
        if report and loose is not None and not beside and _frame_follows(report, words):
            report = replace(report, parts=((loose, report.parts[0][1]), *report.parts[1:]))
        loose = words[0].start if words and not report and loose is None else loose if not report else None
        if report and (report.framed or not beside):
            _take_up(state, report, _find_voice(state, report, words[0].start), words[0].start)


def _frame_follows(report: ReportedSpeech, words: Sequence[Token]) -> bool:
    """Whether the reporting frame stands at the sentence's end: "A; B, teilte der Landrat mit."."""
    return report.framed and not report.sourced and report.parts[0][0] == words[0].start


def _split_at_semicolons(words: list[Token]) -> Iterator[list[Token]]:
    """The sentence's parts between semicolons."""
    start = 0
    for place, word in enumerate(words):
        if word.text == ";":
            yield words[start:place]
            start = place + 1
    yield words[start:]


def _take_up(state: Pass, report: ReportedSpeech, voice: Voice, start: int) -> None:
    last, unit = state.last, state.unit
    if last and _goes_on(state, last, report, voice):
        _lengthen_statement(state, last, report, start)
        return
    parts = list(report.parts)
    draft = StatementDraft(
        report.kind, parts, voice, state.number, unit.block, report.act, report.negated, report.framed
    )
    state.add(draft)


def _find_voice(state: Pass, report: ReportedSpeech, start: int) -> Voice:
    last = state.last
    told = last if last and last.kind != "assertion" and last.unit >= state.number - 1 else None
    if report.framed:
        voice = state.memory.resolve(report.who, start, direct=False)
        same_sentence = told and told.unit == state.number and report.who.points_back and not report.who.noun
        return told.voice if told and same_sentence and told.voice.known else voice
    return told.voice if told else state.in_mind(person=False)


def _goes_on(state: Pass, last: StatementDraft, report: ReportedSpeech, voice: Voice) -> bool:
    """Whether reported speech goes on: the next sentence, the same speaker, nothing new done by it."""
    if last.kind != "reported" or report.kind != "reported" or last.unit < state.number - 1:
        return False
    if state.unit.block > last.block + 1:
        return False
    if not report.framed:
        return True
    if report.sourced and (report.who.actor or report.who.shown):
        return False
    if (report.act or "information", report.negated) != (last.verb or "information", last.negated):
        return False
    same = voice.actor is last.voice.actor and voice.source == last.voice.source
    return same and (voice.known or (report.who.points_back and not report.who.noun))


def _lengthen_statement(state: Pass, last: StatementDraft, report: ReportedSpeech, start: int) -> None:
    """Lengthen a reported statement: one span where only a frame stands between, parts over frames and paragraphs."""
    adjoining = start - last.parts[-1][1] <= 3 and last.block == state.unit.block
    if adjoining and len(report.parts) == 1:
        last.parts[-1] = (last.parts[-1][0], report.parts[0][1])
    else:
        last.parts.extend(report.parts)
    state.remember(last)
