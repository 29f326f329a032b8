//! From rhai's tree to typed nodes: the check of an expression.

use rhai::{AST, BinaryExpr, Expr, FnCallExpr, Position, Stmt, StmtBlock};
use rust_decimal::Decimal;

use super::node::{Choice, Comparison, Flag, Number, Operator, Text, Typed};
use super::{Checked, Expression, Wrong};
use crate::rules::document::nearest;
use crate::rules::facts::{Kind, Scope, Unanswered, Word};

pub(super) struct Lowering<'s> {
    pub(super) scope: &'s Scope,
    pub(super) words: Vec<Word>,
    pub(super) counts: Vec<usize>,
    pub(super) by_time: bool,
}

const NO_BRANCH: &str = "`if` needs both values: `if … { … } else { … }`";

impl<'s> Lowering<'s> {
    pub(super) fn new(scope: &'s Scope) -> Lowering<'s> {
        Lowering { scope, words: Vec::new(), counts: Vec::new(), by_time: false }
    }

    pub(super) fn expression(mut self, source: &str, node: Typed) -> Expression {
        self.words.sort_unstable();
        self.words.dedup();
        self.counts.sort_unstable();
        self.counts.dedup();
        let kind = node.kind();
        let checked = Checked { node, words: self.words, counts: self.counts, by_time: self.by_time };
        Expression { source: source.trim().to_owned(), kind, checked: checked.into() }
    }

    /// With where it begins.
    pub(super) fn whole(&mut self, ast: &AST) -> Result<(Typed, Position), Wrong> {
        match ast.statements() {
            [Stmt::Expr(expression)] => Ok((self.lower(expression)?, start(expression))),
            [statement] => Ok((self.statement(statement)?, statement.position())),
            _ => Err(Wrong::at(Position::NONE, "an expression is one value")),
        }
    }

    pub(super) fn lower(&mut self, expression: &Expr) -> Result<Typed, Wrong> {
        let at = expression.position();
        match expression {
            Expr::BoolConstant(flag, _) => Ok(Typed::Flag(Flag::Constant(*flag))),
            Expr::IntegerConstant(number, _) => Ok(Typed::Number(Number::Constant(Decimal::from(*number)))),
            Expr::DynamicConstant(value, _) => match value.as_decimal() {
                Ok(number) => Ok(Typed::Number(Number::Constant(number))),
                Err(kind) => Err(Wrong::at(at, format!("{kind} cannot be written in an expression"))),
            },
            Expr::StringConstant(text, _) => Ok(Typed::Text(Text::Constant(text.to_string()))),
            Expr::Variable(..) | Expr::Dot(..) => self.fact(expression),
            Expr::FnCall(call, _) => self.call(call, at),
            Expr::And(sides, _) => Ok(Typed::Flag(Flag::All(self.flags(sides, "&&")?))),
            Expr::Or(sides, _) => Ok(Typed::Flag(Flag::Any(self.flags(sides, "||")?))),
            Expr::Stmt(block) => self.block(block, at),
            Expr::Unit(_) => Err(Wrong::at(at, "nothing stands in these brackets")),
            _ => Err(Wrong::at(at, "this cannot be written in an expression")),
        }
    }

    fn statement(&mut self, statement: &Stmt) -> Result<Typed, Wrong> {
        let at = statement.position();
        match statement {
            Stmt::Expr(expression) => self.lower(expression),
            Stmt::FnCall(call, _) => self.call(call, at),
            Stmt::Block(block) => self.block(block, at),
            Stmt::If(flow, _) => {
                let when = self.flag(&flow.expr, "`if`")?;
                let then = self.block(&flow.body, at)?;
                if flow.branch.statements().is_empty() {
                    return Err(Wrong::at(at, NO_BRANCH));
                }
                let otherwise = self.block(&flow.branch, at)?;
                chosen(when, then, otherwise, at)
            }
            Stmt::Noop(_) => Err(Wrong::at(at, NO_BRANCH)),
            Stmt::Assignment(_) => {
                Err(Wrong::at(at, "nothing can be assigned in an expression; `==` asks whether two things are equal"))
            }
            _ => Err(Wrong::at(
                at,
                "an expression is one value made of facts, numbers, texts, functions and `if … else`",
            )),
        }
    }

    fn block(&mut self, block: &StmtBlock, at: Position) -> Result<Typed, Wrong> {
        match block.statements() {
            [statement] => self.statement(statement),
            [] => Err(Wrong::at(block.span().start().or_else(at), "a value is missing in these braces")),
            [_, second, ..] => Err(Wrong::at(second.position(), "braces hold one value")),
        }
    }

    fn call(&mut self, call: &FnCallExpr, at: Position) -> Result<Typed, Wrong> {
        if call.capture_parent_scope {
            return Err(Wrong::at(at, format!("`!` stands before what it negates: `!{}(…)`", call.name)));
        }
        match (call.is_operator_call(), &call.args[..]) {
            (true, [only]) => self.prefix(&call.name, only, at),
            (true, [left, right]) => self.infix(&call.name, left, right, at),
            _ => self.function(call, at),
        }
    }

    fn prefix(&mut self, operator: &str, operand: &Expr, at: Position) -> Result<Typed, Wrong> {
        if operator == "!" {
            return Ok(Typed::Flag(Flag::Not(Box::new(self.flag(operand, "`!`")?))));
        }
        match (operator, self.lower(operand)?) {
            ("+", number @ (Typed::Number(_) | Typed::Rate(_))) => Ok(number),
            ("-", Typed::Number(number)) => Ok(Typed::Number(folded(Number::Negated(number.into()), at)?)),
            ("-", Typed::Rate(_)) => Err(Wrong::at(at, "a rate is never below zero")),
            (_, other) => {
                let words = format!("`{operator}` takes a number, and {} is {}", named(operand), other.kind().name());
                Err(Wrong::at(start(operand), words))
            }
        }
    }

    fn infix(&mut self, operator: &str, left: &Expr, right: &Expr, at: Position) -> Result<Typed, Wrong> {
        let comparison = match operator {
            "==" | "!=" => return self.equality(operator == "==", left, right, at),
            "<" => Some(Comparison::Less),
            "<=" => Some(Comparison::LessOrEqual),
            ">" => Some(Comparison::More),
            ">=" => Some(Comparison::MoreOrEqual),
            _ => None,
        };
        if let Some(comparison) = comparison {
            return self.order(comparison, operator, left, right, at);
        }
        let calculation = match operator {
            "+" => Operator::Plus,
            "-" => Operator::Minus,
            "*" => Operator::Times,
            "/" => Operator::Divided,
            "%" => Operator::Remainder,
            "**" => return Err(Wrong::at(at, "there are no powers: multiply")),
            "&" | "|" => {
                return Err(Wrong::at(at, format!("`{operator}` is not known: write `&&` for and, `||` for or")));
            }
            other => return Err(Wrong::at(at, format!("`{other}` cannot be written in an expression"))),
        };
        let sum = matches!(calculation, Operator::Plus | Operator::Minus);
        match (self.lower(left)?, self.lower(right)?) {
            (Typed::Number(a), Typed::Number(b)) => Ok(Typed::Number(calculated(calculation, a, b, at)?)),
            (Typed::Rate(a), Typed::Rate(b)) if sum => Ok(Typed::Rate(calculated(calculation, a, b, at)?)),
            (Typed::Rate(_), Typed::Number(_) | Typed::Rate(_)) | (Typed::Number(_), Typed::Rate(_)) => {
                let words = "`percent( )` is already a part of the base: reckon inside of its brackets, such as `percent(5 * 2)`";
                Err(Wrong::at(at, format!("`{operator}` does not fit here: {words}")))
            }
            (a, b) => {
                let (operand, kind) =
                    if matches!(a, Typed::Number(_) | Typed::Rate(_)) { (right, b) } else { (left, a) };
                let words = format!("`{operator}` takes numbers, and {} is {}", named(operand), kind.kind().name());
                Err(Wrong::at(start(operand), words))
            }
        }
    }

    fn order(
        &mut self,
        comparison: Comparison,
        operator: &str,
        left: &Expr,
        right: &Expr,
        at: Position,
    ) -> Result<Typed, Wrong> {
        match (self.lower(left)?, self.lower(right)?) {
            (Typed::Number(a), Typed::Number(b)) | (Typed::Rate(a), Typed::Rate(b)) => {
                Ok(Typed::Flag(Flag::Numbers(comparison, Box::new([a, b]))))
            }
            (Typed::Text(_), Typed::Text(_)) => {
                Err(Wrong::at(at, format!("`{operator}` compares numbers; texts are compared with `==` and `!=`")))
            }
            (Typed::Flag(_), Typed::Number(_)) if matches!(left, Expr::FnCall(call, _) if call.is_operator_call()) => {
                let words = "two comparisons are joined with `&&`, such as `1 < x && x < 5`";
                Err(Wrong::at(at, words))
            }
            (a, b) => Err(differ(left, a.kind(), right, b.kind(), at)),
        }
    }

    fn equality(&mut self, equal: bool, left: &Expr, right: &Expr, at: Position) -> Result<Typed, Wrong> {
        let same = match (self.lower(left)?, self.lower(right)?) {
            (Typed::Number(a), Typed::Number(b)) | (Typed::Rate(a), Typed::Rate(b)) => {
                let comparison = if equal { Comparison::Equal } else { Comparison::Unequal };
                return Ok(Typed::Flag(Flag::Numbers(comparison, Box::new([a, b]))));
            }
            (Typed::Text(a), Typed::Text(b)) => {
                possible(&a, &b, start(right))?;
                possible(&b, &a, start(left))?;
                Flag::Texts(Box::new([a, b]))
            }
            (Typed::Flag(a), Typed::Flag(b)) => Flag::Flags(Box::new([a, b])),
            (a, b) => return Err(differ(left, a.kind(), right, b.kind(), at)),
        };
        Ok(Typed::Flag(if equal { same } else { Flag::Not(Box::new(same)) }))
    }

    fn flags(&mut self, sides: &[Expr], operator: &str) -> Result<Vec<Flag>, Wrong> {
        let operator = format!("`{operator}`");
        sides.iter().map(|side| self.flag(side, &operator)).collect()
    }

    fn flag(&mut self, expression: &Expr, wants: &str) -> Result<Flag, Wrong> {
        let kind = match self.lower(expression)? {
            Typed::Flag(flag) => return Ok(flag),
            other => other.kind(),
        };
        let example = match kind {
            Kind::Text => " == \"…\"",
            _ => " > 0",
        };
        let name = named(expression);
        let compared = if name.starts_with('`') { name.trim_matches('`') } else { "x" };
        let words = format!(
            "{wants} takes true or false, and {name} is {}: compare it, such as `{compared}{example}`",
            kind.name()
        );
        Err(Wrong::at(start(expression), words))
    }
}

fn chosen(when: Flag, then: Typed, otherwise: Typed, at: Position) -> Result<Typed, Wrong> {
    match (then, otherwise) {
        (Typed::Number(then), Typed::Number(otherwise)) => {
            Ok(Typed::Number(Number::Chosen(Box::new(Choice { when, then, otherwise }))))
        }
        (Typed::Rate(then), Typed::Rate(otherwise)) => {
            Ok(Typed::Rate(Number::Chosen(Box::new(Choice { when, then, otherwise }))))
        }
        (Typed::Text(then), Typed::Text(otherwise)) => {
            Ok(Typed::Text(Text::Chosen(Box::new(Choice { when, then, otherwise }))))
        }
        (Typed::Flag(then), Typed::Flag(otherwise)) => {
            Ok(Typed::Flag(Flag::Chosen(Box::new(Choice { when, then, otherwise }))))
        }
        (then, otherwise) => {
            let (then, otherwise) = (then.kind().name(), otherwise.kind().name());
            Err(Wrong::at(
                at,
                format!("both values of an `if` are of one kind: the first is {then}, the other {otherwise}"),
            ))
        }
    }
}

fn calculated(operator: Operator, left: Number, right: Number, at: Position) -> Result<Number, Wrong> {
    let divides = matches!(operator, Operator::Divided | Operator::Remainder);
    if divides && right.constant().is_some_and(|divisor| divisor.is_zero()) {
        return Err(unanswered(&Unanswered::DividedByZero, at));
    }
    folded(Number::Calculated(operator, Box::new([left, right])), at)
}

pub(super) fn folded(number: Number, at: Position) -> Result<Number, Wrong> {
    number.folded().map_err(|why| unanswered(&why, at))
}

fn unanswered(why: &Unanswered, at: Position) -> Wrong {
    let words = match why {
        Unanswered::DividedByZero => "this divides by zero".into(),
        Unanswered::TooLarge => "this number is too large: at most 28 digits".into(),
        Unanswered::Other(words) => words.clone(),
    };
    Wrong::at(at, words)
}

/// A text that a fact can never be is misspelt.
fn possible(fact: &Text, text: &Text, at: Position) -> Result<(), Wrong> {
    let (Text::Fact(read), Text::Constant(text)) = (fact, text) else { return Ok(()) };
    let (path, texts) = (read.word.path(), read.word.texts());
    if text.is_empty() {
        return Ok(());
    }
    if path.ends_with(".country") && !(text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())) {
        return Err(Wrong::at(at, format!("`{path}` is two capital letters such as \"UA\", never {text:?}")));
    }
    if texts.is_empty() || texts.contains(&text.as_str()) {
        return Ok(());
    }
    let meant = nearest(text, texts.iter().copied()).map_or(String::new(), |near| format!(" (did you mean {near:?}?)"));
    let known = texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(", ");
    Err(Wrong::at(at, format!("`{path}` is never {text:?}{meant}: it is {known}, or \"\" where it is not known")))
}

fn differ(left: &Expr, left_kind: Kind, right: &Expr, right_kind: Kind, at: Position) -> Wrong {
    let words = if left_kind == right_kind {
        format!("true and false are compared with `==` and `!=` only, and {} is {}", named(left), left_kind.name())
    } else {
        let (left, right) = (named(left), named(right));
        format!("{left} is {}, and {right} is {}: they cannot be compared", left_kind.name(), right_kind.name())
    };
    Wrong::at(at, words)
}

/// As a message names it.
pub(super) fn named(expression: &Expr) -> String {
    match expression {
        Expr::IntegerConstant(number, _) => number.to_string(),
        Expr::StringConstant(text, _) => format!("{text:?}"),
        Expr::BoolConstant(flag, _) => flag.to_string(),
        Expr::DynamicConstant(value, _) => value.to_string(),
        Expr::Variable(..) | Expr::Dot(..) => match path(expression) {
            Some((path, None)) => format!("`{path}`"),
            Some((path, Some(_))) => format!("`{path}(…)`"),
            None => "this".into(),
        },
        _ => "this".into(),
    }
}

/// Where it begins; an operator's own position is between its operands.
pub(super) fn start(expression: &Expr) -> Position {
    match expression {
        Expr::FnCall(call, _) if call.is_operator_call() && call.args.len() == 2 => start(&call.args[0]),
        Expr::And(sides, at) | Expr::Or(sides, at) => sides.first().map_or(*at, start),
        other => other.start_position(),
    }
}

/// `a.b`, and the call if it ends in one.
pub(super) fn path(expression: &Expr) -> Option<(String, Option<&FnCallExpr>)> {
    match expression {
        Expr::Variable(name, ..) => Some((name.1.to_string(), None)),
        Expr::Property(property, _) => Some((property.2.to_string(), None)),
        Expr::MethodCall(call, _) => Some((call.name.to_string(), Some(call))),
        Expr::Dot(sides, flags, _) if flags.is_empty() => {
            let BinaryExpr { lhs, rhs } = &**sides;
            let ((left, None), (right, call)) = (path(lhs)?, path(rhs)?) else { return None };
            Some((format!("{left}.{right}"), call))
        }
        _ => None,
    }
}
