"""Frames over pipes and sockets: of any length, in any pieces, and what a broken one raises."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator

import pytest

from sandbox_app.channel import HEAD, ChannelClosed, Line


@pytest.fixture
def lines() -> Iterator[tuple[Line, Line]]:
    (asked, asking), (answered, answering) = os.pipe(), os.pipe()
    both = Line(answered, asking), Line(asked, answering)
    yield both
    for line in both:
        line.close()


@pytest.mark.parametrize("size", [0, 1, 100, 65_532, 65_533, 1_000_000])
def test_a_frame_of_any_length_arrives_whole(lines: tuple[Line, Line], size: int) -> None:
    one, other = lines
    body = os.urandom(size)
    sending = threading.Thread(target=one.send, args=(body,))
    sending.start()
    assert other.receive(1 << 20) == body
    sending.join()


def test_a_socket_is_a_line_too() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Line(theirs.fileno(), theirs.fileno()).send(b"asked")
        assert Line(ours.fileno(), ours.fileno()).receive(10) == b"asked"


def test_a_frame_in_pieces_is_put_together(lines: tuple[Line, Line]) -> None:
    one, other = lines
    frame = HEAD.pack(4) + b"text"

    def in_pieces() -> None:
        for piece in (frame[:2], frame[2:5], frame[5:]):
            os.write(one.writing, piece)

    sending = threading.Thread(target=in_pieces)
    sending.start()
    assert other.receive(4) == b"text"
    sending.join()


def test_a_frame_that_is_too_long_or_cut_short_ends_the_line(lines: tuple[Line, Line]) -> None:
    one, other = lines
    one.send(b"too long")
    with pytest.raises(ChannelClosed):
        other.receive(3)
    os.write(one.writing, HEAD.pack(100) + b"cut")
    one.close()
    with pytest.raises(ChannelClosed):
        other.receive(100)
    one.close()  # once more: nothing happens


def test_who_sends_to_nobody_is_told(lines: tuple[Line, Line]) -> None:
    one, other = lines
    other.close()
    with pytest.raises(BrokenPipeError):
        one.send(b"anybody?")
