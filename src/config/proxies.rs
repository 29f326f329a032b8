//! Whose word about the visitor's address is believed.

use std::net::{IpAddr, SocketAddr};

/// Addresses and networks of reverse proxies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<(IpAddr, u8)>);

impl Proxies {
    /// `127.0.0.1, 10.0.0.0/8, fd00::/8`.
    pub(super) fn read(text: &str) -> Option<Proxies> {
        text.split(',').map(|part| network(part.trim())).collect::<Option<_>>().map(Proxies)
    }

    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|(network, bits)| match (network, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                (network.to_bits() ^ address.to_bits()).leading_zeros() >= u32::from(*bits)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                (network.to_bits() ^ address.to_bits()).leading_zeros() >= u32::from(*bits)
            }
            _ => false,
        })
    }

    /// Whose request it is that came from `peer`: the last of those named in `X-Forwarded-For`, in their order, whom no trusted proxy
    /// is. What stands before it anybody may have written.
    pub fn visitor<'h>(&self, peer: IpAddr, forwarded: impl DoubleEndedIterator<Item = &'h str>) -> IpAddr {
        let mut visitor = peer.to_canonical();
        for named in forwarded.rev() {
            match address(named.trim()) {
                Some(named) if self.trust(visitor) => visitor = named,
                _ => break,
            }
        }
        visitor
    }
}

fn network(text: &str) -> Option<(IpAddr, u8)> {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits.parse::<u8>().ok()?)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let all = if address.is_ipv4() { 32 } else { 128 };
    Some((address, bits.unwrap_or(all))).filter(|(_, bits)| *bits <= all)
}

/// Some proxies write a port.
fn address(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().ok().map(|named| named.ip());
    text.parse().ok().or_else(with_port).map(|named: IpAddr| named.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::Proxies;

    #[test]
    fn only_what_a_trusted_proxy_says_is_believed() {
        let trusted = Proxies::read("127.0.0.1, 10.1.0.0/16,fd00::/8").unwrap();
        let none = Proxies::default();
        for (proxies, peer, forwarded, visitor) in [
            (&none, "127.0.0.1", "203.0.113.9", "127.0.0.1"),
            (&trusted, "127.0.0.1", "203.0.113.9", "203.0.113.9"),
            (&trusted, "::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
            (&trusted, "198.51.100.1", "203.0.113.9", "198.51.100.1"),
            // What the visitor wrote stands first.
            (&trusted, "127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
            (&trusted, "127.0.0.1", "1.1.1.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
            (&trusted, "127.0.0.1", "203.0.113.9, 10.2.0.1", "10.2.0.1"),
            (&trusted, "fd12::1", "[2001:db8::7]:4711", "2001:db8::7"),
            (&trusted, "127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"),
            (&trusted, "127.0.0.1", "", "127.0.0.1"),
            (&trusted, "127.0.0.1", "10.1.0.9, 10.1.0.8", "10.1.0.9"),
        ] {
            let told = proxies.visitor(peer.parse().unwrap(), forwarded.split(','));
            assert_eq!(told.to_string(), visitor, "{peer}: {forwarded}");
        }
    }

    #[test]
    fn networks_have_their_length() {
        for wrong in ["10.0.0.0/33", "::1/129", "10.0.0", "proxy", "10.0.0.1,,", "10.0.0.0/-1"] {
            assert_eq!(Proxies::read(wrong), None, "{wrong}");
        }
        let all = Proxies::read("0.0.0.0/0").unwrap();
        let told = all.visitor("198.51.100.1".parse().unwrap(), ["203.0.113.9"].into_iter());
        assert_eq!(told.to_string(), "203.0.113.9");
    }
}
