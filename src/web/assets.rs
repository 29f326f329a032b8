//! Files of `static/`, inside the binary, under addresses that carry their content's hash and so never go stale. Each is compressed once, as
//! far as it goes; pages are compressed as they are made, and less.

use actix_web::http::header::{self, AcceptEncoding, ContentEncoding, Encoding, Header};
use actix_web::{HttpRequest, HttpResponse, get, web};
use data_encoding::HEXLOWER;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::sync::LazyLock;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../static/", $name)))),*]
    };
}

const FILES: &[(&str, &[u8])] =
    files!["app.css", "app.js", "keys.js", "ladder.js", "mark.svg", "vendor/htmx.min.js", "vendor/sortable.min.js"];

struct Asset {
    name: &'static str,
    /// `vendor/htmx.min.d6fdc75f204e.js`
    hashed: String,
    content: &'static [u8],
    /// None if that should ever fail: then it goes out as it is.
    gzip: Option<web::Bytes>,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let asset = |&(name, content): &(&'static str, &'static [u8])| {
        let hash = HEXLOWER.encode(&Sha256::digest(content)[..6]);
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
        let gzip = gzip(content).map_err(|error| tracing::error!(name, %error, "a file cannot be compressed")).ok();
        Asset { name, hashed: format!("{stem}.{hash}.{kind}"), content, gzip }
    };
    FILES.iter().map(asset).collect()
});

fn gzip(content: &[u8]) -> io::Result<web::Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.into())
}

/// The address of a file. A name that is not there is a mistake of a template; a test finds it.
pub fn path(name: &str) -> String {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => format!("/static/{}", asset.hashed),
        None => {
            tracing::error!(name, "a template names a file that is not in static/");
            format!("/static/{name}")
        }
    }
}

#[get("/static/{name:.*}")]
pub async fn serve(name: web::Path<String>, request: HttpRequest) -> Result<HttpResponse, super::Error> {
    let asset = ASSETS.iter().find(|asset| asset.hashed == *name).ok_or(super::Error::NotFound)?;
    let mut response = HttpResponse::Ok();
    response
        .content_type(mime_guess::from_path(asset.name).first_or_octet_stream())
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "accept-encoding"));
    Ok(match asset.gzip.clone().filter(|_| takes_gzip(&request)) {
        Some(gzip) => response.insert_header(ContentEncoding::Gzip).body(gzip),
        None => response.body(asset.content),
    })
}

fn takes_gzip(request: &HttpRequest) -> bool {
    let ours = [Encoding::Known(ContentEncoding::Gzip), Encoding::Known(ContentEncoding::Identity)];
    let taken = AcceptEncoding::parse(request).ok().and_then(|accepted| accepted.negotiate(ours.iter()));
    taken == Some(Encoding::Known(ContentEncoding::Gzip))
}

#[cfg(test)]
pub(super) fn files() -> &'static [(&'static str, &'static [u8])] {
    FILES
}
