use super::circle::Circle;
use super::earning::{Earning, Reduction};
use super::facts::Answer;
use super::facts::Word;
use super::reward::Unassessed;
use super::terms::Terms;
use super::versions::Published;
use crate::calendar::Instant;

pub struct Reckoned<'a> {
    pub versions: &'a [(Published, &'a Terms)],
    pub assumed: &'a [(Word, Answer)],
}
pub struct Reckoning {
    pub earnings: Vec<Earning>,
    pub reductions: Vec<Reduction>,
}
pub type Unreckoned = Unassessed;
pub fn reckon(_p: &Reckoned<'_>, _c: &Circle, _u: Instant) -> Result<Reckoning, Unreckoned> {
    Ok(Reckoning { earnings: Vec::new(), reductions: Vec::new() })
}
