//! What banks' files can carry: the letters a-z and A-Z, digits, spaces and `/ - ? : ( ) . , ' +` (EPC217-08), which every bank takes.
//!
//! Cyrillic and Greek letters become Latin ones as in passports (ICAO Doc 9303, part 3, in its general column; what it lacks of Kazakh as
//! Kazakh passports have it), accents fall away, and other signs become spaces. Letters of other alphabets are not guessed at.

/// The same in those letters; the first character that cannot be said in them.
pub(super) fn latin(text: &str) -> Result<String, char> {
    let characters: Vec<char> = text.chars().collect();
    let is_upper = |place: Option<usize>| place.and_then(|n| characters.get(n)).map(|c| c.is_uppercase());
    let mut out = String::with_capacity(text.len());
    for (n, c) in characters.iter().copied().enumerate() {
        let small = c.to_lowercase().next().unwrap_or(c);
        match letter(small) {
            _ if c.is_ascii_alphanumeric() => out.push(c),
            Some(letters) if !c.is_uppercase() => out.push_str(letters),
            // ЩУКА is SHCHUKA, Щука is Shchuka.
            Some(letters) => match is_upper(Some(n + 1)).or_else(|| is_upper(n.checked_sub(1))) {
                Some(true) => out.push_str(&letters.to_uppercase()),
                _ => out.push_str(&capital(letters)),
            },
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None if c.is_alphanumeric() => return Err(c),
            None => out.push(sign(c)),
        }
    }
    // Banks refuse fields that begin or end with a slash, or have two in a row.
    let words = out.split('/').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    Ok(words.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"))
}

/// At most so many characters of it.
pub(super) fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect::<String>().trim_end_matches(['/', ' ']).to_owned()
}

fn capital(letters: &str) -> String {
    let mut rest = letters.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn sign(c: char) -> char {
    match c {
        '/' | '-' | '?' | ':' | '(' | ')' | '.' | ',' | '\'' | '+' => c,
        '&' => '+',
        '_' | '‐' | '‑' | '–' | '—' => '-',
        '’' | '‘' | '`' | '´' | 'ʼ' => '\'',
        _ => ' ',
    }
}

fn letter(small: char) -> Option<&'static str> {
    accented(small).or_else(|| cyrillic(small)).or_else(|| greek(small))
}

fn accented(small: char) -> Option<&'static str> {
    Some(match small {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

fn cyrillic(small: char) -> Option<&'static str> {
    Some(match small {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ғ' | 'ѓ' => "g",
        'д' | 'ђ' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'і' | 'ї' => "i",
        'к' | 'қ' | 'ќ' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' | 'ұ' | 'ү' => "u",
        'ф' => "f",
        'х' => "kh",
        'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'є' => "ie",
        'ы' => "y",
        'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'џ' | 'ѕ' => "dz",
        _ => return None,
    })
}

fn greek(small: char) -> Option<&'static str> {
    Some(match small {
        'α' | 'ά' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' | 'έ' => "e",
        'ζ' => "z",
        'η' | 'ή' | 'ι' | 'ί' | 'ϊ' | 'ΐ' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ό' | 'ω' | 'ώ' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' | 'ύ' | 'ϋ' | 'ΰ' => "y",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_said_in_the_letters_of_banks() {
        for (name, written) in [
            ("Aigerim Sadykova", "Aigerim Sadykova"),
            ("Айгерім Садықова", "Aigerim Sadykova"),
            ("Юлія Щербань", "Iuliia Shcherban"),
            ("ЩУКА ЯН Я", "SHCHUKA IAN Ia"),
            ("Ң. Өтеген", "N. Otegen"),
            ("José Núñez-Peña", "Jose Nunez-Pena"),
            ("Jose\u{301} Muñoz", "Jose Munoz"),
            ("Großmann & Söhne", "Grossmann + Sohne"),
            ("Γιώργος Παππάς", "Giorgos Pappas"),
            ("TOO “Dala”, №7;  <x>", "TOO Dala , 7 x"),
            ("O’Neill //x/", "O'Neill/x"),
            ("\t two\nlines ", "two lines"),
            ("", ""),
        ] {
            assert_eq!(latin(name).as_deref(), Ok(written), "{name}");
        }
    }

    #[test]
    fn other_alphabets_are_not_guessed_at() {
        assert_eq!(latin("王 Wang"), Err('王'));
        assert_eq!(latin("Dana დანა"), Err('დ'));
        assert_eq!(latin("x²"), Err('²'));
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(cut("abc def", 4), "abc");
        assert_eq!(cut("abc", 70), "abc");
    }
}
