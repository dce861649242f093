//! The text of a document's pages, from a PDF or from text with form feeds.

use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use imr_linter::text::{Unreadable, decode};
use pdf_extract::{Document, OutputError, PlainTextOutput, output_doc_page};

/// A document is at most this large.
const LIMIT: u64 = 256 << 20;

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The disk says no.
    #[error("{}", crate::letter_file::plain(.0))]
    Disk(#[from] io::Error),
    /// It is too large.
    #[error("the document has {size} bytes, and the limit is {LIMIT}")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// It asks for a password.
    #[error("the document is encrypted: save a copy without a password first")]
    Encrypted,
    /// It is no whole PDF.
    #[error("the PDF is damaged or not complete: {0}")]
    Damaged(String),
    /// It is neither PDF nor text.
    #[error("this is neither a PDF nor text: {0}")]
    NoText(#[from] Unreadable),
}

/// Reads the pages of a document in order. In text, a form feed ends a page.
///
/// Errors: [`DocumentError`] when the document cannot be read to its end.
pub fn read_pages(path: &Path) -> Result<Vec<String>, DocumentError> {
    let size = fs::metadata(path)?.len();
    if size > LIMIT {
        return Err(DocumentError::TooLarge { size });
    }
    let bytes = fs::read(path)?;
    if bytes.starts_with(b"%PDF-") { pdf_pages(&bytes) } else { text_pages(&bytes) }
}

fn text_pages(bytes: &[u8]) -> Result<Vec<String>, DocumentError> {
    let text = decode(bytes)?.text;
    let mut pages: Vec<String> = text.split('\x0c').map(str::to_owned).collect();
    if pages.last().is_some_and(|page| page.trim().is_empty()) {
        pages.pop();
    }
    Ok(pages)
}

/// The PDF reader may panic on what it does not expect: that is a damaged file to us.
fn pdf_pages(bytes: &[u8]) -> Result<Vec<String>, DocumentError> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut document = Document::load_mem(bytes).map_err(OutputError::from)?;
        if document.is_encrypted() {
            // Many documents are encrypted with an empty password, to forbid printing or copying only.
            document.decrypt("").map_err(|_| DocumentError::Encrypted)?;
        }
        let numbers: Vec<u32> = document.get_pages().into_keys().collect();
        let page = |number: u32| {
            let mut text = String::new();
            output_doc_page(&document, &mut PlainTextOutput::new(&mut text), number)?;
            Ok(text)
        };
        numbers.into_iter().map(page).collect()
    }));
    read.unwrap_or_else(|_| Err(DocumentError::Damaged("its pages cannot be read".to_owned())))
}

impl From<OutputError> for DocumentError {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::PdfError(pdf_extract::Error::Decryption(_)) => DocumentError::Encrypted,
            other => DocumentError::Damaged(other.to_string()),
        }
    }
}
