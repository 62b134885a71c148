//! Pictures of who writes, as browsers load them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{ContentId, Crop};

use crate::support::{Place, refused};

/// A PNG of one pixel, half seen through.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/// A picture kept on the gateway's shelf: the square, and the source it was cut from.
fn kept(place: &Place) -> (ContentId, ContentId) {
    let source = STANDARD.decode(PNG).unwrap();
    let source = place.pictures.take_picture(&source, None).unwrap().source;
    let all = Crop {
        x: 0,
        y: 0,
        side: 1,
    };
    (place.pictures.crop(source, all).unwrap(), source)
}

#[tokio::test]
async fn a_square_is_served_at_both_sizes_and_kept_for_good() {
    let place = Place::open().await;
    let (id, _) = kept(&place);
    for side in [64, 256_u32] {
        let response = place.get(&format!("/widget/v1/pictures/{id}/{side}")).await;
        assert_eq!(response.status(), 200);
        let headers = response.headers();
        assert_eq!(headers["content-type"], "image/png");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(
            headers["cache-control"],
            "public, max-age=31536000, immutable"
        );
        let picture = response.bytes().await.unwrap();
        // The first chunk of a PNG names its width and its height.
        let size = [side.to_be_bytes(), side.to_be_bytes()].concat();
        assert_eq!(picture[16..24], size, "{side} pixels a side");
    }
}

#[tokio::test]
async fn nothing_else_is_found_among_the_pictures() {
    let place = Place::open().await;
    let (id, source) = kept(&place);
    let (known, small) = (id.to_string(), "0f".repeat(32));
    for path in [
        format!("{small}/64"),
        format!("{source}/64"),
        format!("{source}/source"),
        format!("{known}/source"),
        format!("{known}/65"),
        format!("{known}/064"),
        format!("{known}/64.png"),
        format!("{known}/"),
        format!("{known}/64/"),
        format!("{known}/64/64"),
        known.clone(),
        format!("{}/64", known.to_uppercase()),
        format!("{}/64", &known[1..]),
        format!("..%2fmedia%2f{known}/64"),
        "..%2f..%2fparley.db/64".to_owned(),
        "%2e%2e/parley.db".to_owned(),
        "%ff/64".to_owned(),
        "%00/64".to_owned(),
        format!("{known}%00/64"),
        String::new(),
    ] {
        // As bytes, since a client would tidy the path.
        let request = format!(
            "GET /widget/v1/pictures/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        );
        let answer = place.raw(request.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        assert!(answer.contains("\"not_found\""), "{path}: {answer}");
    }
    let posted = place
        .http
        .post(place.url(&format!("/widget/v1/pictures/{known}/64")));
    assert_eq!(refused(posted.send().await.unwrap()).await.0, 405);
}

#[tokio::test]
async fn a_picture_that_the_disk_spoiled_is_unavailable_and_the_rest_goes_on() {
    let place = Place::open().await;
    let (id, _) = kept(&place);
    let folder = place.store.folder().join("media");
    for file in std::fs::read_dir(folder).unwrap() {
        std::fs::write(file.unwrap().path(), b"spoiled").unwrap();
    }
    let spoiled = place.get(&format!("/widget/v1/pictures/{id}/64")).await;
    assert_eq!(refused(spoiled).await, (503, "unavailable".to_owned()));
    assert_eq!(place.get("/health").await.status(), 204);
}
