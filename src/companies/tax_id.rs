/// The same for every spelling of a tax id: capitals and digits only. None when nothing is left.
pub fn tax_key(text: &str) -> Option<String> {
    let key: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::tax_key;

    #[test]
    fn spellings_of_one_tax_id_have_one_key() {
        for same in ["DE 123.456-789", "de123456789", " DE123456789\t"] {
            assert_eq!(tax_key(same).as_deref(), Some("DE123456789"));
        }
        assert_eq!(tax_key("ЄДРПОУ 1"), tax_key("єдрпоу-1"));
        assert_ne!(tax_key("123"), tax_key("124"));
        assert_eq!(tax_key(" -./"), None);
    }
}
