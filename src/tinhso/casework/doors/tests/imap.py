"""An IMAP server of this machine: the few commands of RFC 3501 that a reader of new letters needs."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Box:
    """The letters, which of them were read, and what was asked."""

    def __init__(self, letters: list[bytes]) -> None:
        self.letters = dict(enumerate(letters, start=11))
        self.seen: set[int] = set()
        self.deleted: set[int] = set()
        self.asked: list[str] = []
        self.url = ""


@contextmanager
def serving(letters: list[bytes], user: str = "hop thu", password: str = "mat/khau@1") -> Iterator[Box]:  # noqa: S107
    """This will serve the letters while the block runs."""
    box = Box(letters)

    class Handler(socketserver.StreamRequestHandler):
        def say(self, text: str) -> None:
            self.wfile.write(text.encode() + b"\r\n")

        def handle(self) -> None:
            self.say("* OK IMAP4rev1")
            while line := self.rfile.readline():
                tag, _, asked = line.decode().strip().partition(" ")
                box.asked.append(asked)
                word = asked.split()[0].upper()
                if word == "CAPABILITY":
                    self.say("* CAPABILITY IMAP4rev1")
                elif word == "LOGIN":
                    if f'"{password}"' not in asked or user not in asked:
                        self.say(f"{tag} NO wrong")
                        continue
                elif word == "SELECT":
                    self.say(f"* {len(box.letters)} EXISTS")
                elif word == "LOGOUT":
                    self.say("* BYE")
                    self.say(f"{tag} OK done")
                    return
                elif asked.upper().startswith("UID SEARCH"):
                    wants_seen = "UNSEEN" not in asked
                    found = " ".join(str(uid) for uid in box.letters if (uid in box.seen) is wants_seen)
                    self.say(f"* SEARCH {found}".rstrip())
                elif asked.upper().startswith("UID FETCH"):
                    uid = int(asked.split()[2])
                    content = box.letters[uid]
                    if "[HEADER]" in asked:
                        content = content.partition(b"\n\n")[0] + b"\n\n"
                    self.wfile.write(f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(content)}}}\r\n".encode())
                    self.wfile.write(content + b")\r\n")
                elif asked.upper().startswith("UID STORE"):
                    said = re.match(r"UID STORE (\d+) \+FLAGS \(\\(Seen|Deleted)\)", asked)
                    assert said, asked
                    (box.seen if said[2] == "Seen" else box.deleted).add(int(said[1]))
                elif word == "EXPUNGE":
                    box.letters = {uid: one for uid, one in box.letters.items() if uid not in box.deleted}
                self.say(f"{tag} OK done")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    box.url = f"imap://hop%20thu:mat%2Fkhau%401@127.0.0.1:{server.server_address[1]}/INBOX"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
