use super::*;

fn read(pairs: &[(&str, &str)]) -> Result<Config, Refused> {
    Config::read(pairs.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))))
}

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

#[test]
fn nothing_set_means_a_private_database_on_the_loopback_address() {
    let config = read(&[]).unwrap();
    assert!(matches!(config.database, Database::Private));
    assert_eq!(config.listen, "127.0.0.1:8080".parse().unwrap());
    assert_eq!(config.data, PathBuf::from("./data"));
    assert_eq!(config.metrics, Some("127.0.0.1:9464".parse().unwrap()));
    assert!(config.secret.is_none());
    assert!(config.staff_two_step);
}

#[test]
fn an_empty_value_counts_as_not_given() {
    assert!(matches!(read(&[("DATABASE_URL", ""), ("BECKON_LISTEN", " ")]).unwrap().database, Database::Private));
}

#[test]
fn a_given_database_needs_a_secret() {
    let refused = read(&[("DATABASE_URL", "postgres://a:b@h/d")]).unwrap_err();
    assert!(matches!(refused, Refused::Missing { name: "BECKON_SECRET", .. }), "{refused}");
    assert!(read(&[("DATABASE_URL", "postgres://a:b@h/d"), ("BECKON_SECRET", KEY)]).is_ok());
}

#[test]
fn each_wrong_value_is_refused_by_name() {
    for (name, value) in [
        ("DATABASE_URL", "mysql://h/d"),
        ("BECKON_CONNECTIONS", "1"),
        ("BECKON_CONNECTIONS", "many"),
        ("BECKON_LISTEN", "8080"),
        ("BECKON_URL", "bonus.example.com"),
        ("BECKON_URL", "https://example.com/path"),
        ("BECKON_URL", "ftp://example.com"),
        ("BECKON_PROXIES", "127.0.0.1, 10.0.0.0/40"),
        ("BECKON_PROXIES", "nginx"),
        ("BECKON_SECRET", "short"),
        ("BECKON_SECRET", &KEY[..62]),
        ("BECKON_SMTP", "mail.example.com:25"),
        ("BECKON_MAIL_FROM", "nobody"),
        ("BECKON_METRICS_LISTEN", "0.0.0.0:9464"),
        ("BECKON_LOG", "info,=="),
        ("BECKON_LOG_FORMAT", "xml"),
        ("BECKON_DRAIN_SECONDS", "-1"),
        ("BECKON_STAFF_TWO_STEP", "no"),
        ("BECKON_POSTGRES_BIN", "/nonexistent"),
    ] {
        match read(&[(name, value)]) {
            Err(Refused::Wrong { name: named, .. }) => assert_eq!(named, name),
            other => panic!("{name}={value} gave {other:?}"),
        }
    }
}

#[test]
fn a_refusal_never_shows_a_secret() {
    let refused = read(&[("DATABASE_URL", "mysql://root:hunter2@h/d")]).unwrap_err();
    assert!(!refused.to_string().contains("hunter2"), "{refused}");
    let refused = read(&[("BECKON_LISTEN", "8080")]).unwrap_err();
    assert!(refused.to_string().contains("8080"), "{refused}");
    let config = read(&[("DATABASE_URL", "postgres://a:hunter2@h/d"), ("BECKON_SECRET", KEY)]).unwrap();
    let shown = format!("{config:?}");
    assert!(!shown.contains("hunter2") && !shown.contains("00112233") && !shown.contains("17, 34, 51"), "{shown}");
}

#[test]
fn a_mistyped_name_is_refused() {
    let refused = read(&[("BECKON_LISTN", "127.0.0.1:1")]).unwrap_err();
    assert!(refused.to_string().contains("did you mean BECKON_LISTEN?"), "{refused}");
}

#[test]
fn a_mail_server_needs_a_sender() {
    let refused = read(&[("BECKON_SMTP", "smtp://localhost:25")]).unwrap_err();
    assert!(matches!(refused, Refused::Missing { name: "BECKON_MAIL_FROM", .. }));
}

#[test]
fn the_public_address_follows_the_bound_one() {
    let config = read(&[]).unwrap();
    let shown = |bound: &str| config.public_url(bound.parse().unwrap()).unwrap().to_string();
    assert_eq!(shown("127.0.0.1:4321"), "http://127.0.0.1:4321/");
    assert_eq!(shown("0.0.0.0:80"), "http://localhost/");
    assert_eq!(shown("[::1]:8080"), "http://[::1]:8080/");
    let given = read(&[("BECKON_URL", "https://bonus.example.com")]).unwrap();
    assert_eq!(given.public_url("127.0.0.1:1".parse().unwrap()).unwrap().as_str(), "https://bonus.example.com/");
}

#[test]
fn help_lists_every_setting() {
    let help = help();
    for setting in SETTINGS {
        assert!(help.contains(setting.name));
    }
}
