# Щомісячні перевірки очима персоналу.
admin-verification = Щомісячні перевірки
deed-run-applied = Перевірку застосовано
deed-run-recomputed = Перевірку перераховано
subject-run = Перевірка
verification-none-monthly = Жодна програма не дає щомісячних знижок.
verification-next = Наступна перевірка
verification-next-text = Вона застосується сама:
verification-no-next = Попереду немає перевірок: програму закрито або її умови більше нічого не дають щомісяця.
verification-preview = Попередній перегляд
verification-preview-text = Що вона дала б, якби більше нічого не сталося. Нічого не записується.
verification-history = Перевірки
verification-no-runs = Перевірок ще не було.
verification-blocked = Заблоковано рахунком
verification-companies = Компанії зі знижкою
verification-done = застосовано
verification-begun = не завершено
verification-due = час настав
verification-apply = Застосувати зараз
verification-run = Перевірка
verification-sum = Що вона знайшла
verification-inputs = Хеш усього прочитаного
verification-inputs-now = Хеш тепер:
verification-recompute = Перерахувати
verification-recompute-text = Читає знову те, що було відомо на час зрізу, і порівнює хеш та кожну знижку. Нічого не змінюється.
verification-same-again = { $count ->
    [one] Той самий хеш, і { $count } знижка така, як збережена.
    [few] Той самий хеш, і { $count } знижки такі, як збережені.
   *[other] Той самий хеш, і { $count } знижок такі, як збережені.
}
verification-differs = { $count ->
    [one] { $count } розбіжність
    [few] { $count } розбіжності
   *[other] { $count } розбіжностей
}
verification-search-hint = За початком імені або адреси.
verification-nobody = Тут нікого.
verification-before = Було
verification-change = Зміна
verification-more = більше
verification-less = менше
verification-same = без змін
verification-is-blocked = заблоковано
verification-no-company = Без компанії: запрошення поки нічого не дають.
flash-run-applied = Перевірку застосовано.
flash-run-before = Перевірку застосовано раніше, вона лишається як є.
flash-run-future = Час перевірки ще не настав.
flash-run-refused = Перевірку не застосовано: застосовано новішу, а знижка ніколи не дається заднім числом.
flash-run-unfinished = Перевірку не завершено: порівнювати ще рано.
verification-month-hint = Рік або місяць: 2026 чи 2026-04.
verification-none-so-far = Серед переглянутих поки нікого. Перейдіть до наступних.
verification-differs-inputs = Перевірка прочитала дані з хешем { $run }; тепер він { $now }.
verification-differs-count = Збережено знижок: { $stored }; мало б бути: { $follow }.
verification-differs-company = { $company } ({ $person }) за версією { $version } умов мала б отримати це, а збережено інше: { $why }
