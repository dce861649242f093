//! From cuts to blocks: what is too long is divided, and each block gets the hash that it is known by.

use xxhash_rust::xxh3::xxh3_64;

use super::block::{Block, Cut};
use super::line::LineFlags;
use super::lines::Lines;
use crate::text::{LineSource, range};

/// A longer block is divided, at sentence ends.
const OVERSIZED: usize = 8 * 1024;
/// A part of a divided block is no longer than this, sentence end or not.
const MAX_PART: usize = 64 * 1024;

/// Makes blocks of cuts, going through the lines once.
pub(super) struct Divider<'a, S> {
    source: &'a S,
    lines: &'a Lines,
    /// The first line that does not begin before the next block.
    line: usize,
    pub(super) blocks: Vec<Block>,
}

impl<'a, S: LineSource> Divider<'a, S> {
    /// Begins with the first line.
    pub(super) fn new(source: &'a S, lines: &'a Lines, expected: usize) -> Self {
        Self { source, lines, line: 0, blocks: Vec::with_capacity(expected) }
    }

    /// Makes the block or blocks from a cut to the next one, which is at `end`.
    pub(super) fn divide(&mut self, cut: &Cut, end: usize) {
        let mut start = cut.start;
        if end - start > OVERSIZED {
            for index in self.lines.at(start) + 1..self.lines.len() {
                let at = self.lines.start(index);
                if at >= end {
                    break;
                }
                // Where to divide depends on the line before alone, so that an edit moves no other division.
                let (before, hash) = (self.lines.flags()[index - 1], self.lines.hashes()[index - 1]);
                let here = before.is(LineFlags::ENDS_SENTENCE)
                    && (hash.is_multiple_of(8) || at - start > MAX_PART / 4);
                if here || at - start > MAX_PART {
                    self.push(cut, start, at);
                    start = at;
                }
            }
        }
        self.push(cut, start, end);
    }

    fn push(&mut self, cut: &Cut, start: usize, end: usize) {
        let first = start == cut.start;
        // Where another block begins inside a label or a title, this one has the part before it.
        let label = if first { cut.label_end.clamp(start, end) - start } else { 0 };
        let block = Block {
            range: range(start, end),
            kind: cut.kind,
            label: label as u32,
            item: if first { cut.item_end.clamp(start + label, end) - start - label } else { 0 } as u32,
            issue: cut.issue,
            form: cut.form.filter(|_| first),
            hash: self.hash(start, end),
        };
        self.blocks.push(block);
    }

    /// A hash of the text of the next block, from the hashes of its lines where it is made of whole lines.
    fn hash(&mut self, start: usize, end: usize) -> u64 {
        let whole_start = self.lines.start(self.line) == start;
        let mut hash = (end - start) as u64;
        while self.lines.start(self.line) < end {
            let line = self.lines.hashes()[self.line];
            hash = (hash.rotate_left(5) ^ line).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.line += 1;
        }
        if whole_start && self.lines.start(self.line) == end {
            hash
        } else {
            xxh3_64(self.source.slice(range(start, end)).as_bytes())
        }
    }
}
