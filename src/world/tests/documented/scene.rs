//! Facts and functions: what their examples say is true of the scene of the page, and the contrary is not.

use super::{blocks, cells, code, completed, of_the_scene, page, problems};

/// A reward that is given in the scene where the statement holds; and what is expected then, and where it does not.
fn stated(whose: &str, statement: &str) -> (String, [&'static str; 2]) {
    let day = "from = \"2026-04-10T09:00:00Z\"\nas = \"cash\"\n";
    let when = format!("{day}give = \"1.00\"\nwhen = '= {statement}'\n");
    let give = format!("give = '= if {statement} {{ 1 }} else {{ 0 }}'\n");
    let on = match whose {
        "line" => format!("on = \"payment\"\nbase = {{ products = [\"pro\"] }}\n{day}{give}"),
        "action" => format!("on = {{ action = \"deposit\" }}\n{when}"),
        "subscription" => format!("on = \"month\"\neach = \"subscription\"\n{when}"),
        "period" => format!("on = \"month\"\n{when}"),
        "charge" => format!("on = \"own_invoice\"\nas = \"discount\"\n{give}"),
        _ => format!("on = \"payment\"\n{when}"),
    };
    // Two bills of 160.00 in all; the first is for no month and without tax.
    let expected = match whose {
        "charge" => ["to_pay = \"159.00\"", "to_pay = \"159.00\""],
        _ => ["earned = \"1.00\"", "earned = \"0.00\""],
    };
    (format!("[[reward]]\nid = \"tried\"\n{on}"), expected)
}

#[test]
fn every_example_of_a_fact_is_true_of_the_scene_and_the_contrary_is_not() {
    let page = page();
    let blocks = blocks(&page);
    let scene = blocks.iter().find(|block| block.mark == "toml scene").unwrap();
    let (scene, _) = scene.text.split_once("expect = [").unwrap();
    let (mut within, mut tried, mut wrong) = (false, 0, Vec::new());
    for line in page.lines() {
        let row = if line.starts_with('|') { cells(line) } else { Vec::new() };
        within = of_the_scene(&row) || within && !row.is_empty();
        let statements = if within && row.len() > 2 { code(row.last().unwrap()) } else { Vec::new() };
        if statements.is_empty() || of_the_scene(&row) {
            continue;
        }
        let whose = code(&row[0])[0].split('.').next().unwrap();
        for statement in statements {
            tried += 1;
            for (statement, holds) in [(statement.to_owned(), 0), (format!("!({statement})"), 1)] {
                let (reward, expected) = stated(whose, &statement);
                let at = if ["subscription", "period"].contains(&whose) { "05-01" } else { "04-10" };
                let expected =
                    format!("expect = [ {{ at = \"2026-{at}T12:00:00Z\", reward = \"tried\", {} }} ]", expected[holds]);
                let (file, _) = completed(&format!("{scene}{expected}\n{reward}"));
                wrong.extend(problems(&file).iter().map(|problem| format!("{statement}: {}", problem.words)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(tried > 75, "{tried} statements");
}
