//! A house's own guideline rows: tables with the columns of the built-in ones, of which only the names and
//! the evidence are required.

use super::build::IndexError;
use super::index::Index;
use super::tables::columns;

impl Index {
    /// The index with a house's own tables, given as (file name, text). A row that the index has already is
    /// replaced; editions are read before topics, so that the order of the files does not matter.
    ///
    /// Errors: [`IndexError`] for the first row that cannot be used.
    pub fn with_house(
        mut self,
        tables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, IndexError> {
        let mut topics = Vec::new();
        for (name, text) in tables {
            let columns = columns(&text);
            let has = |wanted: [&str; 2]| wanted.iter().all(|name| columns.iter().any(|known| known == name));
            if has(["id", "title"]) {
                self.read_editions(&name, &text)?;
            } else if has(["edition", "name"]) {
                topics.push((name, text));
            } else {
                return Err(IndexError::UnknownTable { table: name });
            }
        }
        for (name, text) in topics {
            self.read_topics(&name, &text)?;
        }
        self.prepare();
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(tables: &[(&str, &str)]) -> Result<Index, String> {
        let tables = tables.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Index::built_in().with_house(tables).map_err(|error| error.to_string())
    }

    #[test]
    fn rows_are_added_and_replaced_whatever_the_order_of_the_files() {
        let before = Index::built_in();
        let known =
            before.topics().find(|(_, topic)| topic.name == "Acupuncture").expect("a topic").1.clone();
        let edition = before.edition(known.edition).id.clone();
        let topics = format!(
            "edition\tname\tfirst_page\tlast_page\taliases\tevidence\n\
             {edition}\tAcupuncture\t3\t4\t\tour copy\n\
             house-2020\tMassage\t7\t8\tkneading\tour copy\n"
        );
        let editions = "id\ttitle\tyears\tcites\tevidence\nhouse-2020\tHouse Guide\t2020\tpages\tour copy\n";
        let index = house(&[("topics.tsv", &topics), ("editions.tsv", editions)]).expect("valid");
        assert_eq!(index.topics().len(), before.topics().len() + 1);
        let acupuncture = index.topics().find(|(_, topic)| topic.name == "Acupuncture").expect("a topic").1;
        assert_eq!(acupuncture.pages.map(|pages| (pages.first, pages.last)), Some((3, 4)));
        let own = index.find_edition("house-2020").expect("added");
        assert_eq!(index.names_of(own).len(), 2, "its name and its alias");
    }

    #[test]
    fn mistakes_name_the_table() {
        for (text, complaint) in [
            (
                "edition\tname\tevidence\nnone-2000\tX\tus\n",
                "own.tsv: there is no edition called \"none-2000\"",
            ),
            ("edition\tname\tevidence\nchronic-pain-2009\tX\t\n", "own.tsv: \"X\" has no evidence"),
            ("edition\tname\tfirst_page\tevidence\nchronic-pain-2009\tX\tmany\tus\n", "line: 2"),
            ("a\tb\n", "own.tsv: neither a table of topics"),
        ] {
            let error = house(&[("own.tsv", text)]).expect_err(text);
            assert!(error.contains(complaint), "{error}");
        }
    }
}
