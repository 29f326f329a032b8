//! Mail domains that give anybody an address for a few minutes (`assets/disposable`).

use std::collections::HashSet;
use std::sync::LazyLock;

static DOMAINS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../assets/disposable/domains.txt").lines().collect());

/// The listed domain of an address, which may be one above its own.
pub(super) fn domain(email: &str) -> Option<&'static str> {
    let host = email.rsplit_once('@')?.1.trim_end_matches('.').to_lowercase();
    let mut rest = Some(host.as_str());
    while let Some(domain) = rest {
        if let Some(known) = DOMAINS.get(domain) {
            return Some(known);
        }
        rest = domain.split_once('.').map(|(_, above)| above);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{DOMAINS, domain};

    #[test]
    fn a_listed_domain_and_what_is_below_it_are_found() {
        assert_eq!(domain("a@mailinator.com"), Some("mailinator.com"));
        assert_eq!(domain("a@Sub.Mailinator.COM"), Some("mailinator.com"));
        for fine in ["a@gmail.com", "a@dalamailinator.com", "a@mailinator.com.example", "mailinator.com", ""] {
            assert_eq!(domain(fine), None, "{fine}");
        }
        assert!(DOMAINS.len() > 5_000 && DOMAINS.iter().all(|line| line.contains('.') && !line.contains('@')));
    }
}
