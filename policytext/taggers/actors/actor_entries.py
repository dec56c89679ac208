"""From mentions to actors: one entry for everybody, under one canonical name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import canonical
from policytext.taggers.actors.case_endings import Endings
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.issuing import Issuer
from policytext.taggers.actors.state_bodies import load_laender

OFFICE_ENDING = re.compile(r"(?:in|en|er|n|s)$")
OFFICE_WORD = re.compile(r"[\w-]+")
WORDS = PatternLists("actors", "entry_words")
MINISTRY = re.compile(
    rf"(?:{WORDS.ministry_first})?(?P<fields>.+?)s?(?:{WORDS.ministry_last})"
)  # Bundesumweltministerium
HONORIFIC_BEFORE = re.compile(rf"\b({WORDS.honorifics})n?\s+(?:\S+\.\s*)*$")  # Herrn Dr.
MOST_MINISTRIES = 50  # that a short name is compared with
REACH = 400  # characters back to the body that "das Unternehmen" means


@dataclass(slots=True)
class ActorEntry:
    """An actor that is being put together."""

    name: str
    kind: str
    mentions: list[FoundMention] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)

    def take(self, mention: FoundMention) -> None:
        """Add a mention and the office it tells."""
        self.mentions.append(mention)
        if mention.role and not any(mention.role.lower() in role.lower() for role in self.roles):
            self.roles = [role for role in self.roles if role.lower() not in mention.role.lower()] + [mention.role]


def join_mentions(
    text: str, mentions: Iterable[FoundMention], *, land: str | None = None, issuer: Issuer | None = None
) -> list[ActorEntry]:
    """The actors of the mentions of `text`; `land` is the ISO code of the document's Land where it is known."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    people = _People(text)
    bodies = _Bodies(text, ordered, land=land, issuer=issuer)
    for mention in sorted(
        ordered, key=lambda m: "inisterium" in text[m.start : m.end] and "für" not in text[m.start : m.end]
    ):
        if mention.kind == "person" and mention.form == "name":
            people.name(mention)
        elif mention.kind != "person" and (mention.form == "name" or mention.key):
            bodies.name(mention)  # "Verkehrsministerium" behind "Ministerium für Verkehr"
    for mention in ordered:
        if mention.form == "nominal" and not mention.key:
            (people if mention.kind == "person" else bodies).describe(mention)
    return sorted((*people.entries, *bodies.entries), key=lambda entry: min(m.start for m in entry.mentions))


class _People:
    """Persons by surname; two first names keep two people of one surname apart."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.entries: list[ActorEntry] = []
        self._by_surname: dict[str, list[ActorEntry]] = {}
        self._offices: Endings[ActorEntry] = Endings()

    def name(self, mention: FoundMention) -> None:
        words = " ".join(self._text[mention.start : mention.end].split())
        parts = words.split(" ")
        known = self._by_surname.setdefault(self._surname(parts[-1]), [])
        entry = self._same(known, parts, mention)
        if entry is None:
            entry = ActorEntry(words.removesuffix("s") if self._genitive(words, known) else words, "person")
            known.append(entry)
            self.entries.append(entry)
        elif len(words) > len(entry.name) and len(parts) > 1 and " " not in entry.name:
            entry.name = words
        entry.take(mention)
        if mention.role:
            self._index(entry)

    @staticmethod
    def _genitive(words: str, known: list[ActorEntry]) -> bool:
        return words.endswith("s") and any(entry.name == words[:-1] for entry in known)

    @staticmethod
    def _surname(word: str) -> str:
        return re.sub(r"['’]?s$", "", word.lower())

    def _same(self, known: list[ActorEntry], parts: list[str], mention: FoundMention) -> ActorEntry | None:
        """The known person that a name means, if any."""
        if len(parts) == 1:
            honorific = self._honorific(mention)
            fitting = [e for e in known if not honorific or self._honorific(e.mentions[0]) in (honorific, "")]
            return fitting[-1] if fitting else None
        for entry in reversed(known):
            first = entry.name.split(" ")[0]
            if " " not in entry.name or first == parts[0] or (first[:2] == parts[0][:2] and "." in (first + parts[0])):
                return entry
        return None

    def _honorific(self, mention: FoundMention) -> str:
        before = self._text[max(0, mention.start - 24) : mention.start]
        found = HONORIFIC_BEFORE.search(before)
        return found.group(1) if found else ""

    def describe(self, mention: FoundMention) -> None:
        """A person by the office alone: who was given this office, or somebody without a name."""
        words = " ".join(self._text[mention.start : mention.end].split())
        stem = OFFICE_ENDING.sub("", words.lower())
        before, known = self._offices.count(stem, before=mention.start), self._offices.count(stem)
        if known and (before or known) <= 2:
            self._offices.at(stem, (before or known) - 1).take(mention)
        elif not known:
            entry = ActorEntry(words, "person", roles=[words])
            entry.take(mention)
            self.entries.append(entry)
            self._index(entry)

    def _index(self, entry: ActorEntry) -> None:
        """Keep a person under the words of the offices held."""
        words = [word for role in entry.roles for word in OFFICE_WORD.findall(role.lower())]
        stems = {word.removesuffix(ending) for word in words for ending in ("", "in", "en", "er", "n", "s", "e")}
        self._offices.add(stems, entry, start=entry.mentions[0].start)


class _Bodies:
    """Organisations, authorities and groups by key, by name, by a part of the name, by what they are."""

    def __init__(self, text: str, mentions: list[FoundMention], *, land: str | None, issuer: Issuer | None) -> None:
        self._text = text
        self._issuer = issuer
        self.entries: list[ActorEntry] = []
        self._by_key: dict[str, ActorEntry] = {}
        self._by_stems: dict[tuple[str, ...], ActorEntry] = {}
        self._by_word: dict[str, list[tuple[tuple[str, ...], ActorEntry]]] = {}
        self._names: list[tuple[int, ActorEntry]] = []
        self._endings: Endings[ActorEntry] = Endings()
        self._ministries: list[ActorEntry] = []
        self._land = self._only_land(land, mentions)

    @staticmethod
    def _only_land(land: str | None, mentions: list[FoundMention]) -> tuple[str, str] | None:
        """Key and name of the one Land that "das Land" means."""
        names = {row.code: row.name for row in load_laender()}
        named = {mention.key for mention in mentions if mention.key in names}
        code = land if land in names else next(iter(named)) if len(named) == 1 else None
        return (code, names[code]) if code else None

    def name(self, mention: FoundMention) -> None:
        key, name = mention.key, mention.name
        if key == "land" and self._land:
            key, name = self._land
        if key in ("stadt", "kommune") and self._issuer and self._issuer.town:
            key, name = "issuer", self._issuer.name
        words = " ".join(self._text[mention.start : mention.end].split())
        stems = canonical.stem_name(name or words)
        entry = self._by_key.get(key) if key else None
        entry = entry or self._by_stems.get(stems) or self._longer(stems, mention.kind) or self._ministry(words)
        if entry is None:
            entry = ActorEntry(name or canonical.build_nominative(words), mention.kind)
            self.entries.append(entry)
        elif (
            len(canonical.stem_name(words)) > len(canonical.stem_name(entry.name))
            and not entry.name.startswith(("Land ", "Freistaat"))
            and not name
        ):
            entry.name = canonical.build_nominative(words)
        if key:
            self._by_key.setdefault(key, entry)
        self._remember(stems, entry)
        if mention.kind == "organisation" and mention.form == "name":
            self._names.append((mention.start, entry))
        entry.take(mention)
        if entry.kind in ("authority", "organisation") and entry.mentions[0].form == "name":
            if "inisterium für " in entry.name and not any(one is entry for one in self._ministries[-MOST_MINISTRIES:]):
                self._ministries.append(entry)
            self._endings.add(canonical.stem_name(entry.name), entry, start=entry.mentions[0].start)

    def _remember(self, stems: tuple[str, ...], entry: ActorEntry) -> None:
        if stems not in self._by_stems:
            self._by_stems[stems] = entry
            for word in set(stems):
                self._by_word.setdefault(word, []).append((stems, entry))

    def _longer(self, stems: tuple[str, ...], kind: str) -> ActorEntry | None:
        """The one entry whose name begins or ends with these words, or the other way round."""
        if not stems or (len(stems) == 1 and len(stems[0]) < 4):
            return None
        size = len(stems)
        rows = self._by_word.get(stems[0], [])[-50:]
        fitting = {
            id(e): e
            for known, e in rows
            if e.kind == kind != "group" and len(known) > size and (known[:size] == stems or known[-size:] == stems)
        }
        if not fitting and size > 1:
            rows = self._by_word.get(stems[-1], [])[-50:] + rows
            fitting = {
                id(e): e
                for known, e in rows
                if e.kind == kind != "group"
                and 1 < len(known) < size
                and (stems[-len(known) :] == known or stems[: len(known)] == known)
            }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _ministry(self, words: str) -> ActorEntry | None:
        """The ministry "für Verkehr" that "Verkehrsministerium" means."""
        short = MINISTRY.fullmatch(words)
        if not short:
            return None
        fields = [
            field.lower().replace("innen", "inner")[:5]
            for field in re.findall(r"\w+", short["fields"])
            if field != "und"
        ]
        fitting = [
            entry
            for entry in self._ministries[-MOST_MINISTRIES:]
            if all(any(stem.startswith(field) for stem in canonical.stem_name(entry.name)[1:]) for field in fields)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def describe(self, mention: FoundMention) -> None:
        """A body by what it is: the one before that is such a thing, or one of its own."""
        words = " ".join(self._text[mention.start : mention.end].split())
        stems = canonical.stem_name(words)
        entry = self._called(stems) or self._by_stems.get(stems) or self._such_a_thing(mention, stems)
        if entry is None and mention.weight == 1:
            entry = self._last_before(mention)
            if entry is None:
                return
        if entry is None:
            name = mention.name or canonical.build_nominative(words)
            if name == "Landesregierung" and self._land:
                name = f"Landesregierung {self._land[1].split()[-1]}"
            entry = ActorEntry(name, mention.kind)
            self.entries.append(entry)
            self._by_stems[stems] = entry
        entry.take(mention)

    def _called(self, stems: tuple[str, ...]) -> ActorEntry | None:
        """The issuer, where these words mean him in his own paper: `die Verwaltung`."""
        if not self._issuer or stems not in self._issuer.calls:
            return None
        own = canonical.stem_name(self._issuer.name)
        entry = self._by_key.get("issuer") or self._by_stems.get(own)
        if entry is None:
            entry = ActorEntry(self._issuer.name, self._issuer.kind)
            self.entries.append(entry)
        self._by_key["issuer"] = entry
        self._remember(own, entry)
        return entry

    def _last_before(self, mention: FoundMention) -> ActorEntry | None:
        """The organisation named last before a description that fits many: `das Unternehmen`."""
        place = bisect_left(self._names, mention.start, key=lambda row: row[0]) - 1
        return self._names[place][1] if place >= 0 and mention.start - self._names[place][0] < REACH else None

    def _such_a_thing(self, mention: FoundMention, stems: tuple[str, ...]) -> ActorEntry | None:
        if (
            len(stems) != 1
            or mention.kind == "group"
            or stems[0] in {"regierung", "landesregierung", "bundesregierung", "unternehm"}
        ):
            return None
        before, known = self._endings.count(stems[0], before=mention.start), self._endings.count(stems[0])
        return self._endings.at(stems[0], 0) if known == 1 or before == 1 else None


def fuse_entries(entries: list[ActorEntry], pairs: Iterable[tuple[FoundMention, FoundMention]]) -> list[ActorEntry]:
    """The entries, a role noun's joined with that of the body that fills the role."""
    home = {id(mention): entry for entry in entries for mention in entry.mentions}
    gone: set[int] = set()
    for role, who in pairs:
        left, right = home.get(id(role)), home.get(id(who))
        if not left or not right or left is right or id(left) in gone or right.kind == "person":
            continue
        if (left.kind == "group") != (right.kind == "group"):
            continue
        right.mentions += left.mentions
        home.update({id(mention): right for mention in left.mentions})
        gone.add(id(left))
    return [entry for entry in entries if id(entry) not in gone]
