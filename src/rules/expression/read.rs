//! From a source to rhai's tree, or to what is wrong with it in words of this language.

use std::sync::LazyLock;

use rhai::{AST, Engine, LexError, OptimizationLevel, ParseError, ParseErrorType, Position};

use super::glance::glance;
use super::{MAX_LENGTH, Wrong};

/// Brackets in brackets, and operands in a row.
const MAX_DEPTH: usize = 50;
/// Of one text or name, in bytes.
const MAX_TEXT: usize = 200;

/// It only parses: what it reads is never run by it.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut engine = Engine::new_raw();
    engine.set_optimization_level(OptimizationLevel::None);
    engine.set_max_expr_depths(MAX_DEPTH);
    engine.set_max_string_size(MAX_TEXT);
    engine.set_max_strings_interned(0);
    engine.set_allow_looping(false);
    engine.set_allow_loop_expressions(false);
    engine.set_allow_switch_expression(false);
    engine.set_allow_statement_expression(false);
    engine
});

const PERCENT: &str =
    "a rate is written `percent(10)`; `%` is the remainder of a division and needs a number on each side";

const CAPPED: &str = "a rate is written `percent(10)`; for ten percent and at most 50 write give = \"10 %\" with a `limit`, or \
    `min(payment.base * 0.1, 50)`";

pub(super) fn read(source: &str) -> Result<AST, Wrong> {
    if source.chars().count() > MAX_LENGTH {
        let words =
            format!("an expression is at most {MAX_LENGTH} characters: name its parts as [count.NAME], or use a table");
        return Err(Wrong { line: 1, column: 1, words });
    }
    if source.trim().is_empty() {
        return Err(Wrong { line: 1, column: 1, words: "nothing is written after the `=`".into() });
    }
    glance(source)?;
    ENGINE.compile_expression(source).map_err(|error| teach(source, &error))
}

/// Whether it can stand after a point, as `count.best` does: some words are kept for the language itself.
pub(in crate::rules) fn is_name(word: &str) -> bool {
    ENGINE.compile_expression(format!("count.{word}")).is_ok()
}

fn teach(source: &str, error: &ParseError) -> Wrong {
    let unexpected = |token: &str| unexpected(token, before(source, error.position()));
    let words = match error.err_type() {
        ParseErrorType::UnexpectedEOF if source.trim_end().ends_with('%') => PERCENT.into(),
        ParseErrorType::UnexpectedEOF => "the expression ends too early: something is missing at its end".into(),
        ParseErrorType::BadInput(LexError::UnexpectedInput(token) | LexError::ImproperSymbol(token, _)) => {
            unexpected(symbol(token))
        }
        ParseErrorType::BadInput(error) => unread(error),
        ParseErrorType::UnknownOperator(operator) => unexpected(operator),
        ParseErrorType::MissingToken(token, _) => missing(token),
        ParseErrorType::MalformedCapture(_) => "`!` stands before what it negates".into(),
        ParseErrorType::PropertyExpected => "the name of a fact must follow the point".into(),
        ParseErrorType::Reserved(word) => format!("`{word}` cannot be used as a name: choose another"),
        ParseErrorType::MismatchedType(..) => "true or false is wanted here: compare it with something".into(),
        ParseErrorType::ExprExpected(_) => "something is missing before this".into(),
        ParseErrorType::ExprTooDeep => format!(
            "this is too complicated: at most about {MAX_DEPTH} values in a row or brackets in brackets; \
             name a part of it as [count.NAME], or use a table"
        ),
        ParseErrorType::LiteralTooLarge(..) => format!("a text or a name is at most {MAX_TEXT} characters"),
        other => format!("this cannot be written in an expression: {other}"),
    };
    Wrong::at(error.position(), words)
}

/// What stands there, where it is told as `'===' is not a valid operator. …`.
fn symbol(told: &str) -> &str {
    told.strip_prefix('\'').and_then(|told| told.split_once("' is ")).map_or(told, |(symbol, _)| symbol)
}

/// The last character before a place that is not blank.
fn before(source: &str, position: Position) -> Option<char> {
    let (line, column) = (position.line()?, position.position()?);
    let end = source.split_inclusive('\n').nth(line - 1)?.chars().take(column - 1);
    let lines = source.split_inclusive('\n').take(line - 1).flat_map(str::chars);
    lines.chain(end).filter(|character| !character.is_whitespace()).last()
}

fn unread(error: &LexError) -> String {
    match error {
        LexError::UnterminatedString => "a text is not closed: its second `\"` is missing".into(),
        LexError::MalformedEscapeSequence(sequence) => {
            format!("`{sequence}` cannot be written in a text: after `\\` only `\"`, `\\`, `n` and `t` are known")
        }
        LexError::MalformedNumber(number) => {
            format!("`{number}` is not a number: write digits, with a point before decimals, such as 1250.50")
        }
        LexError::MalformedIdentifier(name) => format!("`{name}` is not a name"),
        other => format!("this cannot be read: {other}"),
    }
}

fn unexpected(token: &str, before: Option<char>) -> String {
    let lacks =
        matches!(before, None | Some('+' | '-' | '*' | '/' | '<' | '>' | '=' | '&' | '|' | '!' | '(' | '{' | ','));
    let meant = match (token, before) {
        ("=" | "===", _) => "`==` asks whether two things are equal",
        ("!==", _) | (">", Some('<')) => "`!=` asks whether two things differ",
        ("=<", _) => "write `<=`",
        ("=>", _) => "write `>=`",
        ("&", _) => "`&&` is and",
        ("|", _) => "`||` is or",
        ("?" | ":" | "??" | "?.", _) => "choose with `if … { … } else { … }`",
        (".", _) => "write a digit before the point, such as 0.5",
        (",", Some('%')) => CAPPED,
        (",", _) if !lacks => {
            "write decimals with a point, such as 0.5; a comma only stands between a function's values"
        }
        (";", _) => "an expression is one value",
        ("**" | "^", _) => "there are no powers: multiply",
        ("}", Some('{')) => "a value is missing in these braces",
        (_, Some('%')) => PERCENT,
        ("{", _) => "braces stand only after `if` and `else`",
        ("[", _) => "there are no lists: write a || b",
        _ if lacks => "a value is missing before it",
        (")" | "}" | "]", _) => "it closes what was not opened",
        ("(", _) => "an operator is missing before it, or the name of a function",
        _ if token.len() == 3 && token.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            "amounts are plain numbers, in the currency of the program"
        }
        _ => "an operator is missing before it, such as + or &&",
    };
    format!("`{token}` cannot stand here: {meant}")
}

fn missing(token: &str) -> String {
    match token {
        // rhai names the opening brace for either.
        "{" => "a brace is missing here: both values stand in braces, `if … { … } else { … }`".into(),
        ")" => "`)` is missing here".into(),
        other => format!("`{other}` is missing here"),
    }
}
