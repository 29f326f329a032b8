//! The routes of this installation, read from the source.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// `GET /settings`, …: what `src/routes.rs` lists, and what handlers carry themselves.
pub fn all() -> BTreeSet<String> {
    let text = fs::read_to_string(src().join("routes.rs")).unwrap();
    let mut routes = listed(&text);
    for file in files(&src()) {
        routes.extend(carried(&fs::read_to_string(file).unwrap()));
    }
    routes
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// `.service(resource("PATH").route(get().to(…)).route(post().to(…)))`
fn listed(text: &str) -> BTreeSet<String> {
    let text: String = text.split_whitespace().collect();
    for other in ["scope(", "web::route", ".default_service", "method(", "guard("] {
        assert!(!text.contains(other), "routes are listed without {other}, or this test learns to read it");
    }
    let mut routes = BTreeSet::new();
    for service in text.split(".service(").skip(1) {
        let Some(resource) = service.strip_prefix("resource(\"") else { continue };
        let (path, rest) = resource.split_once('"').unwrap();
        let calls = rest.split(".route(").skip(1);
        let methods: Vec<&str> = calls.map(|call| call.split_once('(').unwrap().0).collect();
        assert!(!methods.is_empty() && methods.iter().all(|method| METHODS.contains(method)), "{path}: {methods:?}");
        routes.extend(methods.iter().map(|method| format!("{} {path}", method.to_uppercase())));
    }
    routes
}

/// `#[get("PATH")]` before a handler.
fn carried(text: &str) -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    for method in METHODS {
        let marks = text.lines().filter_map(|line| line.trim().strip_prefix(&format!("#[{method}(\"")));
        routes.extend(marks.map(|rest| format!("{} {}", method.to_uppercase(), rest.split_once('"').unwrap().0)));
    }
    routes
}

#[test]
fn routes_are_read_from_both_ways_to_write_them() {
    let text = "routes\n.service(healthz)\n.service(\nresource(\"/a\").route(get().to(a)).route(post().to(b)),\n)
                .service(resource(\"/b/{id}\").route(post().to(x::c)));";
    assert_eq!(listed(text).into_iter().collect::<Vec<_>>(), ["GET /a", "POST /a", "POST /b/{id}"]);
    assert_eq!(carried("  #[get(\"/c\")]\n#[getter]\n").into_iter().collect::<Vec<_>>(), ["GET /c"]);
}

/// No other file makes routes; the metrics have an address of their own.
#[test]
fn routes_are_made_in_one_file() {
    let allowed = ["src/routes.rs", "src/server/metrics.rs"].map(|path| src().parent().unwrap().join(path));
    let others = files(&src()).into_iter().filter(|path| !allowed.contains(path) && !path.ends_with("door_tests.rs"));
    for path in others {
        let text = fs::read_to_string(&path).unwrap();
        let makes = [".route(", ".service(", "resource(\""].into_iter().find(|call| text.contains(call));
        assert_eq!(makes, None, "{}", path.display());
    }
}
