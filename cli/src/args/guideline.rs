//! What is asked of the guideline index.

use std::path::PathBuf;

use clap::Subcommand;

use super::values::PageFormat;

#[derive(Debug, clap::Args)]
pub(crate) struct CiteArgs {
    /// A citation as letters print it, or the name of a topic, drug, edition or rule
    pub(crate) text: Option<String>,
    /// A topic or section by its name
    #[arg(long, value_name = "NAME")]
    pub(crate) topic: Option<String>,
    /// What a page of an edition holds
    #[arg(long, value_name = "N")]
    pub(crate) page: Option<u16>,
    /// The edition, such as chronic-pain-2009
    #[arg(long, value_name = "ID")]
    pub(crate) edition: Option<String>,
    /// The date that counts, as 2016-12-31: says which edition is in force
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<jiff::civil::Date>,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: PageFormat,
    /// Leave imported guidelines aside
    #[arg(long)]
    pub(crate) isolated: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GuidelineCommand {
    /// List the editions that the index knows
    List,
    /// Show an edition with its topics
    Show {
        /// The edition, such as chronic-pain-2009
        edition: String,
        /// How to print
        #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
        output_format: PageFormat,
    },
    /// Read an edition's pages from its official document, and keep them
    Import {
        /// The edition, such as chronic-pain-2009
        edition: String,
        /// The document: a PDF, or text with form feeds between pages
        file: PathBuf,
    },
    /// Compare the index with a document, and keep nothing; exits with 1 when they differ
    Verify {
        /// The edition, such as chronic-pain-2009
        edition: String,
        /// The document: a PDF, or text with form feeds between pages
        file: PathBuf,
    },
    /// Forget an import: the built-in index holds again
    Forget {
        /// The edition, such as chronic-pain-2009
        edition: String,
    },
}
