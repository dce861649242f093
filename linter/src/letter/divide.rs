//! From cuts to blocks: what is too long is divided, and each block gets the hash that it is known by.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use super::block::{Block, Cut};
use super::line::LineFlags;
use super::lines::Lines;
use crate::text::{LineSource, TextRange, range};

/// A longer block is divided, at sentence ends.
pub(super) const OVERSIZED: usize = 8 * 1024;
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
        let (mut start, long) = (cut.start, end - cut.start > OVERSIZED);
        if long {
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
                    self.push(cut, start..at, true);
                    start = at;
                }
            }
        }
        self.push(cut, start..end, long);
    }

    fn push(&mut self, cut: &Cut, Range { start, end }: Range<usize>, part: bool) {
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
            part,
            hash: self.hash(start, end),
        };
        self.blocks.push(block);
    }

    fn hash(&mut self, start: usize, end: usize) -> u64 {
        let (hash, next) = block_hash(self.source, self.lines, self.line, range(start, end));
        self.line = next;
        hash
    }
}

/// A hash of the text of a block, from the hashes of its lines where it is made of whole lines. `first` is the
/// first line that does not begin before it. Gives also the first line that does not begin before the next block.
pub(super) fn block_hash(
    source: &impl LineSource,
    lines: &Lines,
    first: usize,
    block: TextRange,
) -> (u64, usize) {
    let (start, end) = (usize::from(block.start()), usize::from(block.end()));
    let mut hash = (end - start) as u64;
    let mut line = first;
    while lines.start(line) < end {
        hash = (hash.rotate_left(5) ^ lines.hashes()[line]).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        line += 1;
    }
    let whole = lines.start(first) == start && lines.start(line) == end;
    (if whole { hash } else { xxh3_64(source.slice(block).as_bytes()) }, line)
}
