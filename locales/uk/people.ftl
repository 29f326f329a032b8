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

settings-nav = Сторінки налаштувань
settings-security = Вхід
two-step-title = Двоетапний вхід
two-step-is-on = увімкнено
two-step-since = з
two-step-codes-left = { $count ->
    [one] Залишився { $count } резервний код.
    [few] Залишилося { $count } резервні коди.
   *[other] Залишилося { $count } резервних кодів.
}
two-step-change = Змінити або вимкнути
two-step-lead = Крім пароля, потрібен код із вашого телефона. Хто дізнається пароль, усе одно не ввійде.
two-step-turn-on = Увімкнути
two-step-needed = Працівникам потрібен двоетапний вхід. Службові сторінки відкриються, щойно ви його ввімкнете.
two-step-apps = На телефоні потрібен застосунок для кодів; підійде будь-який.
two-step-begin = Почати
two-step-scan = 1. Зчитайте це застосунком
two-step-open = Або відкрийте в застосунку на цьому пристрої
two-step-key = Або введіть у застосунок цей ключ
two-step-first = 2. Уведіть код, який показує застосунок
field-app-code = Код із застосунку
field-app-code-hint = Шість цифр. Змінюється кожні 30 секунд.
field-code-step = Код із застосунку або резервний код
field-code-step-hint = Кожен код спрацьовує один раз.
two-step-new-codes = Нові резервні коди
two-step-turn-off = Вимкнути
two-step-new-codes-hint = Після цього всі попередні резервні коди не діють.
recovery-title = Ваші резервні коди
recovery-text = Двоетапний вхід увімкнено. Якщо втратите телефон, кожен із цих кодів впустить вас один раз. Сторінку показано лише зараз: надрукуйте її або запишіть коди.
recovery-print = Зберігайте їх окремо від пароля. Без телефона й кодів вас не зможе впустити ніхто.
recovery-kept = Коди збережено
code-title = Ще один крок
code-hint = Шість цифр. Без телефона введіть один із резервних кодів.
wrong-code-step = Код не підходить або вже використаний. Дочекайтеся наступного й уведіть його.
wrong-code-first = Код не підходить. Перевірте годинник телефона й уведіть наступний код.
flash-code-late = Минуло забагато часу. Увійдіть ще раз.
flash-recovery-code-used = Ви ввійшли. Цей резервний код більше не діє.
flash-two-step-off = Двоетапний вхід вимкнено.
letter-two-step-on-subject = Двоетапний вхід увімкнено
letter-two-step-on-text = Відтепер для входу потрібен код із вашого застосунку. На всіх інших пристроях вхід завершено.
letter-two-step-off-subject = Двоетапний вхід вимкнено
letter-two-step-off-text = Для входу знову досить самого пароля.
letter-codes-subject = Нові резервні коди
letter-codes-text = Для вашого облікового запису створено нові резервні коди. Попередні більше не діють.
letter-code-used-subject = Використано резервний код
letter-code-used-text = { $count ->
    [one] Хтось увійшов до вашого облікового запису з резервним кодом. Залишився { $count }.
    [few] Хтось увійшов до вашого облікового запису з резервним кодом. Залишилося { $count }.
   *[other] Хтось увійшов до вашого облікового запису з резервним кодом. Залишилося { $count }.
}
letter-security-warning = Якщо це були не ви, негайно оберіть новий пароль і вийдіть на всіх пристроях.
letter-security-button = Переглянути налаштування входу

settings-payout = Виплати
payout-locked = Реквізити змінено: вивести кошти можна буде після { $until }.
payout-nothing = Жодна з ваших програм не виплачує грошей.
payout-lead = Виплата йде на реквізити, які стоять тут на час запиту. Щоб змінити їх, потрібні пароль і посилання з листа; після зміни 24 години вивести кошти не можна.
payout-none = Ще не вказано
payout-waits = чекає на вас
payout-waits-text = Відкрийте посилання в листі, який ми надіслали. До того нічого не зміниться.
payout-change = Змінити
payout-add = Додати
payout-holder = Власник рахунку
payout-holder-hint = Так, як його знає банк.
payout-iban = Номер IBAN
payout-iban-hint = Починається з двох літер, наприклад UA21 3223 1300 0002 6007 2335 6600 1.
payout-card-holder = Ім’я на картці
payout-card-holder-hint = Так, як надруковано на ній.
payout-card = Номер картки
payout-card-hint = Від 12 до 19 цифр. Ніколи не вказуйте три цифри зі звороту.
payout-custom = Про що домовлено
payout-custom-hint = Куди надходять ваші гроші, за домовленістю з нашими працівниками.
payout-ask = Надіслати мені лист
payout-ask-hint = Нічого не зміниться, доки ви не відкриєте посилання з листа.
payout-confirm-title = Це ваші реквізити?
payout-confirm-text = Відтепер ваші гроші надходитимуть сюди. Підтверджуйте, лише якщо ви про це просили.
payout-confirm-button = Так, це мої
payout-confirm-stale = Ним уже скористалися, йому понад 24 години або відтоді ви попросили про інше. Попередні реквізити лишаються чинними.
wrong-payout-holder = Уведіть ім’я, не довше ніж 70 символів.
wrong-payout-iban = Це не повний IBAN: бракує символу або є помилка. Скопіюйте його з банку.
wrong-payout-card = Це не повний номер картки: бракує цифри або є помилка.
wrong-payout-text = Напишіть, про що домовлено: від 3 до 200 символів одним рядком.
flash-payout-asked = Лист надіслано. Відкрийте посилання в ньому, щоб підтвердити зміну.
flash-payout-confirmed = Реквізити змінено. Вивести кошти можна буде через 24 години.
letter-payout-subject = Підтвердьте реквізити для виплат
letter-payout-text = Хтось, мабуть ви, змінив, куди виплачувати ваші гроші. Перегляньте й підтвердьте це тут. Якщо це були не ви, негайно оберіть новий пароль.
letter-payout-until = Посилання спрацює один раз, до { $until }. Якщо нічого не робити, нічого не зміниться.
letter-payout-button = Переглянути зміну
letter-payout-changed-subject = Ваші реквізити для виплат змінено
letter-payout-changed-text = Ваші реквізити для виплат змінено. Вивести кошти можна буде після { $until }.
register-other-code = Я маю інший код
