//! E-mail addresses: a literal `@` between a name and a domain. The word "at" is none.

use super::{Identifier, Kind, identifier};

pub(super) fn read(flat: &str, found: &mut Vec<Identifier>) {
    let bytes = flat.as_bytes();
    for at in memchr::memchr_iter(b'@', bytes) {
        let name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
        let start = at - bytes[..at].iter().rev().take_while(name).count();
        let domain = |byte: &&u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
        let end = at + 1 + bytes[at + 1..].iter().take_while(domain).count();
        let address = flat[start..end].trim_end_matches(['.', '-']);
        let top = address.rsplit_once('.').map_or("", |(_, top)| top);
        let letters = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
        if start < at && letters && address.len() > at - start + top.len() + 2 {
            found.push(identifier(Kind::Email, start, start + address.len(), "by its form"));
        }
    }
}
