"""Files that hold several documents: ZIP archives, mails with attachments, mailboxes. Nothing is ever written to disk.

A member is named after its way ("archiv.zip/ordner/datei.pdf") and unpacked only when it is asked for, within limits.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from policytext.errors import UnreadableFile
from policytext.readers import sniff
from policytext.readers.packages import BROKEN_ZIP

if TYPE_CHECKING:
    from policytext.readers.mail import Attachment

DEEPEST = 3  # archives and mails within each other
MOST_MEMBERS = 10_000
LARGEST = 300_000_000  # bytes of one member
LARGEST_SUM = 4_000_000_000  # bytes of all members of an archive
BOMB = 400  # times smaller packed than unpacked; scanned white pages reach a hundred
BOMB_FROM = 50_000_000  # bytes; smaller ones do no harm
ENCRYPTED_FLAG = 0x1  # APPNOTE.TXT 4.4.4, bit 0
UTF8_FLAG = 0x800  # bit 11
IGNORED = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^./]|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
MAIL_START = re.compile(rb"^From [^\r\n]{3,200}\d{4}[^\r\n]{0,20}\r?\n(?=[A-Za-z-]+:)", re.MULTILINE)
UNSAFE = re.compile(r"[\x00-\x1f\x7f]|^[A-Za-z]:")

Way = tuple[str, int, int]  # what the holder is, the number of the part in it; of a mailbox the part's start and end
ITSELF: Way = ("", 0, 0)


@dataclass(frozen=True, slots=True)
class Member:
    """A document: a file, or one that a file holds; small, whatever it holds, and may be sent to another process.

    Opening it raises `UnreadableFile` where that cannot be done.
    """

    name: str
    holder: Path | bytes | Member = field(repr=False)
    way: Way = ITSELF
    password: str | None = field(default=None, repr=False)

    @property
    def stamp(self) -> tuple[int, int]:
        """When the file that holds it was last changed (nanoseconds) and its size; noughts for bytes."""
        if isinstance(self.holder, Member):
            return self.holder.stamp
        if isinstance(self.holder, bytes):
            return 0, 0
        try:
            told = self.holder.stat()
        except (OSError, ValueError):
            return 0, 0
        return told.st_mtime_ns, told.st_size

    def load(self, most: int = -1) -> bytes:
        """The bytes of the document, or the first so many of them."""
        try:
            with self.open() as stream:
                return stream.read(most)
        except OSError as error:
            raise UnreadableFile(f"{self.name} cannot be read ({error.strerror}): check the file") from None

    def open(self) -> AbstractContextManager[IO[bytes]]:
        """A stream of its bytes."""
        if isinstance(self.holder, bytes):
            return io.BytesIO(self.holder)
        if isinstance(self.holder, Path):
            return open_file(self.holder)
        kind, first, second = self.way
        if kind == "zip":
            return _unpack_entry(self.holder, first, self.name)
        if kind == "mbox":
            return io.BytesIO(self.holder.load()[first:second])
        return io.BytesIO(_list_attachments(self.holder, kind)[first].data)


def open_file(path: Path) -> IO[bytes]:
    """A stream of a file; raises `UnreadableFile` where it cannot be opened."""
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path} is a directory: name the files in it")
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"{path} is a device, pipe or socket, no file: give what it holds on standard input")
        return path.open("rb")
    except FileNotFoundError:
        raise UnreadableFile(f"{path} does not exist: check the spelling of its name") from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"{path} cannot be opened ({cause}): check the file and its permissions") from None


def list_container_members(file: Member, depth: int = 0) -> Iterator[Member | UnreadableFile]:
    """The documents of a file: the file itself but where it is an archive or mailbox, then those within it.

    What cannot be unpacked is given as the error that says so.
    """
    try:
        kind = _container_kind(file)
        parts = list(_list_parts(kind, file))
    except UnreadableFile as error:
        yield error
        return
    if kind not in ("zip", "mbox"):
        yield file
    if parts and depth >= DEEPEST:
        yield UnreadableFile(f"{file.name} lies in {DEEPEST} others, one within the other: unpack the outer ones")
        return
    for part in parts:
        if isinstance(part, UnreadableFile):
            yield part
        else:
            yield from list_container_members(part, depth + 1)


def holds_documents(path: Path) -> bool:
    """Whether a file may hold documents of its own; wrong only for files that reading refuses anyway."""
    return _container_kind(Member(path.name, path)) != ""


def _container_kind(file: Member) -> str:
    """`zip`, `mbox`, `mail` or `msg` where the file holds documents of its own, else empty."""
    try:
        head = file.load(sniff.ENOUGH)
        if not sniff.may_hold_documents(head):
            return ""
        if head.startswith(sniff.ZIP):
            with file.open() as stream:
                return "zip" if sniff.is_archive(stream) else ""
        return sniff.sniff_container(file.load())
    except (UnreadableFile, OSError):
        return ""  # reading it says so


def _list_parts(kind: str, file: Member) -> Iterator[Member | UnreadableFile]:
    match kind:
        case "zip":
            yield from _of_zip(file)
        case "mbox":
            yield from _of_mailbox(file)
        case "mail" | "msg":
            yield from _of_mail(file, kind)


def safe_name(name: str) -> str:
    """A member's name without what could lead out of its folder, or break a line."""
    parts = UNSAFE.sub("", name.replace("\\", "/")).split("/")
    return "/".join(part.strip() for part in parts if part.strip() not in ("", ".", "..")) or "ohne Namen"


# ---------------------------------------------------------------------------------------------- mails


def _of_mail(file: Member, kind: str) -> Iterator[Member]:
    try:
        found = _list_attachments(file, kind)
    except UnreadableFile:
        return  # reading the mail itself says so
    for number, attached in enumerate(found):
        yield Member(f"{file.name}/{safe_name(attached.name)}", file, (kind, number, 0), file.password)


def _list_attachments(file: Member, kind: str) -> tuple[Attachment, ...]:
    """What came with a mail: taken out of it once, however many parts are asked for one after the other."""
    return _taken_out(file, kind, file.stamp)


@lru_cache(maxsize=1)
def _taken_out(file: Member, kind: str, stamp: tuple[int, int]) -> tuple[Attachment, ...]:
    """The attachments of the last mail; `stamp` tells a file from what it was before."""
    from policytext.readers.mail import list_attachments
    from policytext.readers.outlook import as_eml

    data = as_eml(file.load(), file.name) if kind == "msg" else file.load()
    return tuple(list_attachments(data, file.name))


def _of_mailbox(file: Member) -> Iterator[Member]:
    data = file.load()
    starts = [match.start() for match in MAIL_START.finditer(data)][:MOST_MEMBERS]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), start=1):
        yield Member(f"{file.name}/{number}.eml", file, ("mbox", start, end), file.password)


# ---------------------------------------------------------------------------------------------- ZIP


def _of_zip(file: Member) -> Iterator[Member | UnreadableFile]:
    entries = _list_entries(file)
    if not entries:
        raise UnreadableFile(f"{file.name} is an empty ZIP archive: there is nothing to read")
    for number, entry in entries:
        name = f"{file.name}/{safe_name(_entry_name(entry))}"
        problem = _find_problem(entry, file.password)
        yield UnreadableFile(f"{name} {problem}") if problem else Member(name, file, ("zip", number, 0), file.password)


def _list_entries(file: Member) -> list[tuple[int, zipfile.ZipInfo]]:
    """The files of an archive with their numbers in it; raises `UnreadableFile` where it is broken or a flood."""
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            listed = archive.infolist()
    except BROKEN_ZIP:
        raise UnreadableFile(f"{file.name} is a broken or truncated ZIP archive: get it anew from its source") from None
    entries = [
        each
        for each in enumerate(listed)
        if not each[1].filename.endswith("/") and not IGNORED.search(_entry_name(each[1]))
    ]
    if len(entries) > MOST_MEMBERS:
        raise UnreadableFile(f"{file.name} holds more than {MOST_MEMBERS} files: unpack it and name the folders")
    if sum(entry.file_size for _, entry in entries) > LARGEST_SUM:
        raise UnreadableFile(f"{file.name} unpacks to more than {LARGEST_SUM // 10**9} GB: it is not read")
    return entries


def _find_problem(entry: zipfile.ZipInfo, password: str | None) -> str:
    """Why an entry is not unpacked; empty where it is."""
    if entry.flag_bits & ENCRYPTED_FLAG and password is None:
        return "is encrypted: give its password with --password"
    if entry.file_size > LARGEST:
        return f"unpacks to more than {LARGEST // 10**6} MB: it is not read"
    if entry.file_size > BOMB_FROM and entry.file_size > BOMB * max(1, entry.compress_size):
        return f"unpacks to {BOMB} times its size, as no document does: it is not read"
    return ""


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The entry's name; those that do not say that they are UTF-8 often are nevertheless."""
    if entry.flag_bits & UTF8_FLAG:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


@contextmanager
def _unpack_entry(file: Member, number: int, name: str) -> Iterator[IO[bytes]]:
    """A stream of an entry's bytes; never more than the archive's directory says (zipfile sees to that)."""
    key = file.password.encode() if file.password else None
    try:
        with (
            file.open() as outer,
            zipfile.ZipFile(outer) as archive,
            archive.open(archive.infolist()[number], pwd=key) as stream,
        ):
            yield stream
    except (IndexError, *BROKEN_ZIP) as error:
        is_key = "password" in str(error).lower()
        problem = "does not open with this password: check it" if is_key else "is damaged: get the archive anew"
        raise UnreadableFile(f"{name} {problem}") from None
