//! What is asked: which draft, of which program, over which months.
use crate::calendar::{Instant, Month};
use crate::db::{Conn, Fault};
use crate::ids::ProgramId;
use crate::programs::{self, Catalogue, Program};
use crate::rules::{Problem, Terms};
use crate::world::whatif::{NotAsked, Question};
use crate::world::{Refusal, check_terms};

/// Why a draft is not replayed: each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum NotReplayed {
    #[error("{}", said(.0))]
    Problems(Vec<Problem>),
    #[error(
        "there is no program {0:?}, so nothing was logged for it: a draft is replayed in the program that it names; `beckon simulate` \
         plays terms of a new one"
    )]
    NoProgram(String),
    #[error(transparent)]
    NotAsked(#[from] NotAsked),
    #[error("nobody was referred in {0:?} yet: there is nothing to replay")]
    NothingLogged(String),
    #[error("what was logged cannot be reckoned: {0}")]
    Unreckoned(Refusal),
    #[error(transparent)]
    Fault(#[from] Fault),
}

fn said(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A draft and the program as it stands.
#[derive(Debug, Clone)]
pub struct Asked {
    pub(super) catalogue: Catalogue,
    pub program: ProgramId,
    pub question: Question,
}

impl Asked {
    /// `as_of`: what happens later is not replayed.
    pub async fn find(
        conn: &Conn,
        text: &str,
        (from, until): (Month, Month),
        as_of: Instant,
    ) -> Result<Asked, NotReplayed> {
        let draft = check_terms(text).map_err(NotReplayed::Problems)?;
        let catalogue = programs::catalogue(conn).await?;
        let program = catalogue.by_slug(&draft.program).map(|program| program.id);
        let program = program.ok_or_else(|| NotReplayed::NoProgram(draft.program.clone()))?;
        Ok(Asked { catalogue, program, question: Question::new(draft, from, until, as_of)? })
    }

    pub fn program(&self) -> Result<&Program, Fault> {
        self.catalogue.get(self.program)
    }

    fn live(&self) -> Result<Vec<&Terms>, Fault> {
        Ok(self.program()?.versions.iter().map(|version| version.terms.as_ref()).collect())
    }

    /// How many levels of a circle are read.
    pub(super) fn depth(&self) -> Result<u32, Fault> {
        Ok(self.question.depth(self.live()?))
    }

    pub(super) fn is_for_everybody(&self) -> Result<bool, Fault> {
        Ok(self.question.is_for_everybody(self.live()?))
    }
}
