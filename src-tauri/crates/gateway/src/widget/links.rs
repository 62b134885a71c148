//! Addresses by which a browser shows a visitor's file without a token, which an image cannot send:
//! signed for one file of one visitor and good for a short time. The key is new with each start of
//! the program, and nothing of it is kept.

use axum::http::Uri;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Attachment, ClientId, ContentId, Timestamp};
use hmac::{Hmac, Mac};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;

use crate::request::parameter;

/// An address is good for at least this long, and for less than twice as long, in seconds: within
/// that time the same file has the same address, so that a browser loads it once.
pub(super) const GOOD_SECONDS: u32 = 3600;

/// Signs addresses, and knows its own again.
pub(crate) struct Links {
    key: [u8; 32],
}

impl Links {
    pub(crate) fn new() -> Self {
        Self {
            key: rand::random(),
        }
    }

    /// The address of a visitor's file, relative to the panel's.
    pub(super) fn to(&self, client: ClientId, file: &Attachment, now: Timestamp) -> String {
        let stretch = i64::from(GOOD_SECONDS) * 1000;
        let until = (now.millis().div_euclid(stretch) + 2).saturating_mul(stretch);
        let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
        let signature = self.signature(client, file.id, until).finalize();
        let signature = URL_SAFE_NO_PAD.encode(signature.into_bytes());
        let id = file.id;
        format!("files/{id}/{name}?visitor={client}&until={until}&signature={signature}")
    }

    /// Whose file the address is of; none when it was not signed here or its time is over.
    pub(super) fn visitor(&self, uri: &Uri, id: ContentId, now: Timestamp) -> Option<ClientId> {
        let client: ClientId = parameter(uri, "visitor")?.parse().ok()?;
        let until: i64 = parameter(uri, "until")?.parse().ok()?;
        let signature = parameter(uri, "signature")?;
        let signature = URL_SAFE_NO_PAD.decode(signature.as_bytes()).ok()?;
        let signed = self.signature(client, id, until);
        signed.verify_slice(&signature).ok()?;
        (now.millis() < until).then_some(client)
    }

    /// Over values of fixed length, so that no two sets of them read the same.
    fn signature(&self, client: ClientId, id: ContentId, until: i64) -> Hmac<Sha256> {
        let mut signature =
            Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes keys of any length");
        signature.update(client.as_bytes());
        signature.update(id.to_string().as_bytes());
        signature.update(&until.to_be_bytes());
        signature
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    fn file(byte: u8) -> Attachment {
        Attachment {
            id: ContentId::of_sha256([byte; 32]),
            name: "a b/ё?.png".to_owned(),
            bytes: 1,
            mime: "image/png".to_owned(),
            is_picture: true,
        }
    }

    fn uri(address: &str) -> Uri {
        format!("/{address}").parse().unwrap()
    }

    #[test]
    fn an_address_is_good_for_its_visitor_file_and_time_alone() {
        let links = Links::new();
        let (ann, bob) = (ClientId::new(NOON), ClientId::new(NOON));
        let address = links.to(ann, &file(1), NOON);
        let at = |address: &str, byte, now| links.visitor(&uri(address), file(byte).id, now);
        assert_eq!(at(&address, 1, NOON), Some(ann));
        assert_eq!(
            at(&address, 1, NOON.plus_seconds(GOOD_SECONDS)),
            Some(ann),
            "an hour at least"
        );
        assert_eq!(at(&address, 1, NOON.plus_seconds(2 * GOOD_SECONDS)), None);
        assert_eq!(at(&address, 2, NOON), None, "another file");
        let forged = address.replace(&ann.to_string(), &bob.to_string());
        assert_eq!(at(&forged, 1, NOON), None, "another visitor");
        let until = address.split("until=").nth(1).unwrap();
        let until = until.split('&').next().unwrap();
        let longer = address.replace(until, &format!("9{until}"));
        assert_eq!(at(&longer, 1, NOON), None, "another time");
        for query in ["", "?visitor=x", "?visitor=&until=&signature=%ff"] {
            let bare = address.split('?').next().unwrap();
            assert_eq!(at(&format!("{bare}{query}"), 1, NOON), None, "{query}");
        }
        let other = Links::new();
        assert_eq!(
            other.visitor(&uri(&address), file(1).id, NOON),
            None,
            "another start of the program"
        );
    }

    #[test]
    fn the_same_file_has_the_same_address_for_a_while_and_its_name_is_one_part_of_it() {
        let links = Links::new();
        let ann = ClientId::new(NOON);
        let address = links.to(ann, &file(1), NOON);
        assert_eq!(address, links.to(ann, &file(1), NOON.plus_seconds(1)));
        let uri = uri(&address);
        assert_eq!(uri.path().matches('/').count(), 3, "{uri}");
        assert!(uri.path().ends_with("/a%20b%2F%D1%91%3F%2Epng"), "{uri}");
    }
}
