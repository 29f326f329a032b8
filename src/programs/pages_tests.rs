use super::*;
use crate::web::gallery::{Looks, at, show};

fn row(version: u32, from: Option<&str>, current: bool) -> VersionRow {
    VersionRow {
        version,
        effective_from: from.map(at),
        published_at: at("2026-03-01T08:00:00Z"),
        applies: "terms-applies-new-referrals".into(),
        current,
        in_force: version == 2,
    }
}

fn alternates() -> Vec<Alternate> {
    let href = "https://bonus.example.kz/programs/business-bonus/terms?lang=uk".to_owned();
    vec![Alternate { lang: "uk", href }]
}

fn percent(key: &'static str) -> Words {
    Words::new(key).with("percent", "10 %")
}

#[test]
fn terms_are_told_in_words() {
    let section = |title: &'static str, sentences: Vec<Words>| Section { title: title.into(), sentences };
    let mut page = TermsPage {
        slug: "business-bonus".into(),
        program: "Documentolog Business".into(),
        description: Words::new("terms-description")
            .with("program", "Documentolog Business")
            .with("earn", percent("offer-referrer")),
        version: 2,
        effective_from: Some(at("2026-04-10T00:00:00Z")),
        standing: Standing::Current,
        closed_at: None,
        sections: vec![
            section("terms-you-earn", vec![percent("offer-referrer")]),
            section("terms-they-get", vec![percent("offer-them").with("count", 21)]),
        ],
        examples: vec![Example {
            says: "a partner pays 405,000 for a plan and services".into(),
            steps: vec![percent("offer-referrer")],
        }],
        versions: vec![row(2, Some("2026-04-10T00:00:00Z"), true), row(1, None, false)],
        governed: None,
        canonical: "https://bonus.example.kz/programs/business-bonus/terms".into(),
        alternates: alternates(),
    };
    show("terms", "/programs/business-bonus/terms", Looks::Visitor, &page);
    for standing in [Standing::Old, Standing::Future, Standing::Optional] {
        page.standing = standing;
        page.governed = Some(Governed {
            new: Some(1),
            invited: vec![(2, 3), (1, 40)],
            as_invitee: Some(1),
            accepted_at: (standing == Standing::Old).then(|| at("2026-04-11T08:00:00Z")),
            may_accept: standing == Standing::Optional,
            offered: (standing != Standing::Old).then_some(3),
        });
        page.closed_at = Some(at("2026-04-14T00:00:00Z"));
        show(&format!("terms-{standing:?}"), "/programs/business-bonus/terms/2", Looks::Person, &page);
    }
}

#[test]
fn what_a_version_changes_is_told_clause_by_clause() {
    let sentence = |before: Option<Words>, after: Option<Words>| SentenceRow { before, after };
    let clause =
        |name: Words, state: &'static str, class, sentences| ClauseRow { name, state: state.into(), class, sentences };
    let both = sentence(Some(percent("offer-referrer")), Some(percent("offer-referrer")));
    let mut page = ChangesPage {
        slug: "business-bonus".into(),
        program: "Documentolog Business".into(),
        version: 2,
        since: 1,
        effective_from: Some(at("2026-04-10T00:00:00Z")),
        applies: "terms-applies-all-from-date".into(),
        clauses: vec![
            clause(Words::new("terms-clause-reward").with("id", "bonus"), "terms-clause-changed", "wait", vec![both]),
            clause(
                Words::new("terms-clause-offer").with("number", "1"),
                "terms-clause-removed",
                "bad",
                vec![sentence(Some(percent("offer-referrer")), None)],
            ),
            clause("terms-rules".into(), "terms-clause-added", "", vec![sentence(None, Some("terms-codes".into()))]),
        ],
        others: vec![row(1, None, true), row(3, Some("2026-05-01T00:00:00Z"), false)],
        canonical: "https://bonus.example.kz/programs/business-bonus/terms/2/changes?since=1".into(),
        alternates: alternates(),
    };
    show("terms-changes", "/programs/business-bonus/terms/2/changes", Looks::Visitor, &page);
    page.clauses.clear();
    show("terms-changes-none", "/programs/business-bonus/terms/2/changes", Looks::Visitor, &page);
}
