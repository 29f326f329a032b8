use crate::rules::check;

/// The programs of the evidence, as files.
#[test]
fn the_published_programs_are_read() {
    let folder = std::env::var("FILES").unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/programs").into());
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files =
        files.filter(|path| path.extension().is_some_and(|kind| kind == "toml") && !path.ends_with("EXAMPLES.toml"));
    let mut wrong = Vec::new();
    let mut read = 0;
    for path in files {
        let file = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().display().to_string();
        read += 1;
        wrong.extend(check(&file).err().into_iter().flatten().map(|problem| format!("{name}:{problem}")));
    }
    wrong.sort();
    assert!(wrong.is_empty() && read > 0, "{}", wrong.join("\n"));
}
