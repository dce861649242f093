"""A session of a client that is not ours: pygls opens a letter, types, hovers, fixes, closes and exits.

scripts/test-pygls runs it over the real binary.
"""

import asyncio
import sys
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parent.parent.parent
URI = "file:///letters/draft.imr"
PATIENCE = 30


async def session(binary: str) -> None:
    client = LanguageClient("imrlint-test", "1")
    published: asyncio.Queue = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params: types.PublishDiagnosticsParams) -> None:
        published.put_nowait(params)

    async def diagnostics(version: int) -> list[types.Diagnostic]:
        while True:
            params = await asyncio.wait_for(published.get(), PATIENCE)
            if params.version == version:
                return list(params.diagnostics)

    await client.start_io(binary, "lsp")
    result = await client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
    assert result.server_info and result.server_info.name == "imrlint"
    client.initialized(types.InitializedParams())

    # Open: a clean letter has no findings.
    text = (ROOT / "examples/clean/2017-sections.imr").read_text()
    item = types.TextDocumentItem(uri=URI, language_id="imr", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    assert await diagnostics(1) == [], "a clean letter"

    # Type: a letter of a title goes, and the title is misspelt.
    line = next(n for n, line in enumerate(text.splitlines()) if "CLINICAL CASE SUMMARY" in line)
    column = text.splitlines()[line].index("CLINICAL") + 4
    slip = types.Range(types.Position(line, column), types.Position(line, column + 1))
    change = types.TextDocumentContentChangePartial(range=slip, text="")
    document = types.VersionedTextDocumentIdentifier(uri=URI, version=2)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
    found = await diagnostics(2)
    assert [one.code for one in found] == ["S005"], found

    # Hover.
    place = types.Position(line, column)
    letter = types.TextDocumentIdentifier(URI)
    hover = await client.text_document_hover_async(types.HoverParams(letter, place))
    assert hover and "CLINICAL CASE SUMMARY" in hover.contents.value

    # Fix: the first action puts the title right.
    context = types.CodeActionContext(diagnostics=found)
    actions = await client.text_document_code_action_async(types.CodeActionParams(letter, found[0].range, context))
    fix = actions[0]
    assert fix.is_preferred and fix.edit and fix.edit.changes
    edit = fix.edit.changes[URI][0]
    change = types.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text)
    document = types.VersionedTextDocumentIdentifier(uri=URI, version=3)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
    assert await diagnostics(3) == [], "fixed"

    # Close and exit.
    client.text_document_did_close(types.DidCloseTextDocumentParams(letter))
    cleared = await asyncio.wait_for(published.get(), PATIENCE)
    assert list(cleared.diagnostics) == []
    await client.shutdown_async(None)
    client.exit(None)
    code = await asyncio.wait_for(client._server.wait(), PATIENCE)
    assert code == 0, f"exit code {code}"
    print("pygls: open, type, hover, fix, close, exit: all as expected")


if __name__ == "__main__":
    asyncio.run(session(sys.argv[1]))
