//! Files of `static/`, inside the binary, under addresses that carry their content's hash and so never go stale.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../static/", $name)))),*]
    };
}

const FILES: &[(&str, &[u8])] =
    files!["app.css", "app.js", "ladder.js", "mark.svg", "vendor/htmx.min.js", "vendor/sortable.min.js"];

struct Asset {
    name: &'static str,
    /// `vendor/htmx.min.d6fdc75f204e.js`
    hashed: String,
    content: &'static [u8],
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let asset = |&(name, content): &(&'static str, &'static [u8])| {
        let hash = HEXLOWER.encode(&Sha256::digest(content)[..6]);
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
        Asset { name, hashed: format!("{stem}.{hash}.{kind}"), content }
    };
    FILES.iter().map(asset).collect()
});

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
pub async fn serve(name: web::Path<String>) -> Result<HttpResponse, super::Error> {
    let asset = ASSETS.iter().find(|asset| asset.hashed == *name).ok_or(super::Error::NotFound)?;
    let kind = mime_guess::from_path(asset.name).first_or_octet_stream();
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(asset.content))
}

#[cfg(test)]
pub(super) fn files() -> &'static [(&'static str, &'static [u8])] {
    FILES
}
