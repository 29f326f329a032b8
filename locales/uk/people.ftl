# Вхід і власні налаштування.
field-name = Ваше ім’я
field-email = Ел. пошта
field-email-hint = Надішлемо один лист, щоб підтвердити адресу.
field-password = Пароль
field-password-hint = Щонайменше 10 символів. Добре підходять кілька простих слів.
field-new-password = Новий пароль
field-current-password = Поточний пароль
field-company = Назва компанії
field-tax-id = Податковий номер (ЄДРПОУ, ІПН)
field-tax-id-hint = Потрібен для рахунків, можна додати пізніше.
field-country = Країна
field-country-none = Виберіть
field-code = Код запрошення
field-code-hint = Вісім літер і цифр, наприклад K7QM2XWA.
field-language = Мова
field-time-zone = Часовий пояс
field-time-zone-hint = За ним показано дати на сторінках і в листах.
field-language-hint = Нею показано сторінки й надходять листи.

register-title = Створіть кабінет
register-lead = Один кабінет для компанії, її рахунків і вашого реферального посилання.
register-invited-by = Вас запрошує { $name }.
register-with-code = Ви прийшли з кодом
register-code-remove = Продовжити без коду
register-code-go-on = Зареєструватися можна й так.
register-have-code = Я маю код запрошення
register-code-apply = Застосувати
register-button = Створити кабінет
register-consent = Ми зберігаємо те, що ви тут увели, код, з яким ви прийшли, і час відвідування — щоб вести ваш кабінет і знати, хто вас запросив. Рекламодавцям не передаємо нічого.
register-known = Уже маєте кабінет?

sign-in-title = Вхід
sign-in-forgot = Забули пароль?
sign-in-register = Створити кабінет
sign-in-back = Повернутися до входу

confirm-sent-title = Підтвердьте пошту
confirm-sent-text = Ми надіслали лист на { $email }. Відкрийте посилання з нього впродовж 24 годин, і можна входити.
reset-sent-title = Зазирніть у пошту
reset-sent-text = Якщо для { $email } є кабінет, лист із посиланням на новий пароль уже в дорозі. Посилання діє одну годину.
letter-missing = Листа немає? Перевірте теку «Спам» або попросіть новий за кілька хвилин.
letter-again = Надіслати лист знову
confirmed-title = Пошту підтверджено
confirmed-text = Тепер можна увійти: на вас чекають посилання, рахунки й бонуси.
confirmed-go-on = Продовжити
confirm-stale-title = Це посилання більше не діє
confirm-stale-text = Його вже відкривали, або йому понад 24 години. Ми можемо надіслати нове.

forgot-title = Новий пароль
forgot-lead = Уведіть пошту свого кабінету — надішлемо посилання.
forgot-button = Надіслати посилання
reset-title = Виберіть новий пароль
reset-ends-sessions = На всіх інших пристроях вхід буде завершено.
reset-button = Зберегти й увійти
reset-stale = Це посилання вже відкривали, або йому понад годину.

settings-profile = Профіль
settings-email-confirmed = підтверджено
settings-email-unconfirmed = ще не підтверджено
settings-hide-name = Приховати моє ім’я від того, хто запросив
settings-hide-name-hint = Він побачить лише, що хтось зареєструвався, і свої нарахування.
settings-password = Пароль
settings-password-button = Змінити пароль
settings-sessions = Де виконано вхід
settings-session-unknown = Невідомий браузер
settings-session-here = Цей браузер, зараз
settings-session-current = цей
settings-session-seen = Востаннє
settings-session-end = Вийти
settings-sessions-end = Вийти на всіх пристроях

wrong-name = Уведіть ім’я, не довше ніж 200 символів.
wrong-email = Уведіть адресу повністю, наприклад name@example.com.
wrong-password-short = { $count ->
    [one] Потрібен щонайменше { $count } символ.
    [few] Потрібно щонайменше { $count } символи.
   *[other] Потрібно щонайменше { $count } символів.
}
wrong-password-long = { $count ->
    [one] Не більше ніж { $count } символ.
    [few] Не більше ніж { $count } символи.
   *[other] Не більше ніж { $count } символів.
}
wrong-password-common = Такий пароль добирають одним із перших. Виберіть інший.
wrong-password-current = Це не ваш поточний пароль.
wrong-company = Уведіть назву компанії, не довшу ніж 200 символів.
wrong-tax-id = Уведіть податковий номер: лише цифри й літери.
wrong-tax-id-taken = Компанію з цим номером уже зареєстровано. Якщо вона ваша, напишіть нам.
wrong-country = Виберіть країну зі списку.
wrong-code = У коді вісім літер і цифр.
wrong-sign-in = Пошта й пароль не збігаються. Перевірте їх або попросіть новий пароль.
code-unknown = Такого коду ми не знаємо.
code-expired = Час дії цього коду минув.
code-own = Це ваш власний код.
code-closed = Програма цього коду більше не приймає запрошених.

flash-signed-out = Ви вийшли.
flash-signed-out-everywhere = На всіх інших пристроях вхід завершено.
flash-saved = Збережено.
flash-password-changed = Пароль змінено. На інших пристроях вхід завершено.
flash-letter-sent = Лист надіслано.
flash-welcome = Вітаємо! Кабінет готовий.
register-other-code = Я маю інший код
