/// A name as strangers may see it: the first word, and the initials of the others (`Aigerim S.`).
pub fn masked(name: &str) -> String {
    let mut words = name.split_whitespace();
    let mut masked = words.next().unwrap_or_default().to_owned();
    for initial in words.filter_map(|word| word.chars().next()) {
        masked.push(' ');
        masked.extend(initial.to_uppercase());
        masked.push('.');
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn family_names_are_initials() {
        assert_eq!(masked("Aigerim Sadykova"), "Aigerim S.");
        assert_eq!(masked("  Нұрлан  әбілқайыр ұлы "), "Нұрлан Ә. Ұ.");
        assert_eq!(masked("Cher"), "Cher");
        assert_eq!(masked(""), "");
    }
}
