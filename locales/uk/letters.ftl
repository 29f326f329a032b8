# Letters, and the pages that their links lead to.
letter-greeting = Вітаємо, { $name }!
letter-greeting-unknown = Вітаємо!
letter-button-beside = Якщо кнопка не працює, відкрийте цю адресу:
letter-foot = Цей лист надійшов із { $host }, бо там вказали цю адресу. Якщо це були не ви, нічого не станеться: просто видаліть його.

letter-confirm-subject = Підтвердьте вашу пошту
letter-confirm-text = З цією адресою створено кабінет. Підтвердьте, що вона ваша, і зможете увійти.
letter-confirm-until = Посилання діє до { $until }.
letter-confirm-button = Підтвердити пошту
letter-reset-subject = Ваш новий пароль
letter-reset-text = Хтось, мабуть ви, попросив новий пароль до вашого кабінету.
letter-reset-until = Посилання спрацює один раз, до { $until }. Якщо нічого не робити, пароль залишиться попереднім.
letter-reset-button = Обрати новий пароль
letter-taken-subject = У вас уже є кабінет
letter-taken-text = Хтось, мабуть ви, хотів створити кабінет із цією адресою, але він уже є. Увійдіть зі своїм паролем або оберіть тут новий.

confirm-title = Це ваша пошта?
confirm-text = З вашою адресою створено кабінет. Підтверджуйте, лише якщо його створили ви.
confirm-button = Так, моя

letter-foot-news = Цей лист надійшов із { $host }, де у вас є кабінет.
letter-foot-support = Цей лист надійшов із { $host }. Його надіслано на цю адресу, бо тут відповідають на запитання учасників.
letter-switch-off = Більше не надсилати такі листи
letter-settings = Вибрати, які листи отримувати
letter-both = { $one } і { $other }
letter-figure = { $sum }
letter-percent = { $percent }
letter-name = { $name }
letter-line = { $name }, { $day }
letter-line-day = { $day }
letter-line-somebody = Той, хто приховує ім’я, { $day }
letter-on-hold = в очікуванні до { $day }
letter-not-on-hold = уже доступно
letter-more = { $count ->
    [one] … і ще { $count }
    [few] … і ще { $count }
   *[other] … і ще { $count }
}
letter-earnings-button = Мої нарахування
letter-statement-button = Мій рахунок

letter-earned-subject = Вам нараховано { $sum }
letter-earned-text = { $count ->
    [one] У програмі «{ $program }» вам нараховано { $sum }: { $count } бонус.
    [few] У програмі «{ $program }» вам нараховано { $sum }: { $count } бонуси.
   *[other] У програмі «{ $program }» вам нараховано { $sum }: { $count } бонусів.
}
letter-earned-taken = Із цього { $sum } тим часом відкликано.
letter-available-subject = Тепер доступно: { $sum }
letter-available-text = { $count ->
    [one] У програмі «{ $program }» більше не в очікуванні { $sum }: { $count } бонус.
    [few] У програмі «{ $program }» більше не в очікуванні { $sum }: { $count } бонуси.
   *[other] У програмі «{ $program }» більше не в очікуванні { $sum }: { $count } бонусів.
}
letter-available-now = Усього зараз доступно: { $sum }.
letter-frozen-subject = Чекає рішення про повернення: { $sum }
letter-frozen-text = { $count ->
    [one] Щодо платежу, за який вам нараховано бонус у програмі «{ $program }», попросили повернення: { $sum } чекає рішення ({ $count } бонус).
    [few] Щодо платежів, за які вам нараховано бонуси в програмі «{ $program }», попросили повернення: { $sum } чекає рішення ({ $count } бонуси).
   *[other] Щодо платежів, за які вам нараховано бонуси в програмі «{ $program }», попросили повернення: { $sum } чекає рішення ({ $count } бонусів).
}
letter-frozen-next = Якщо в поверненні відмовлять, з бонусом усе лишиться як було; якщо гроші повернуть, бонус відкличуть у тій самій частці. Тоді ми вам напишемо.
letter-taken-back-subject = Відкликано { $sum }
letter-taken-back-text = { $count ->
    [one] У програмі «{ $program }» виправлено { $count } бонус: відкликано { $sum }. Так буває, коли платіж повертають або він не мав враховуватися.
    [few] У програмі «{ $program }» виправлено { $count } бонуси: усього відкликано { $sum }. Так буває, коли платежі повертають або вони не мали враховуватися.
   *[other] У програмі «{ $program }» виправлено { $count } бонусів: усього відкликано { $sum }. Так буває, коли платежі повертають або вони не мали враховуватися.
}
letter-owed = Відкликано більше, ніж було доступно: наступні нарахування спершу покриють { $sum }.
letter-expired-subject = Термін минув: { $sum }
letter-expired-text = У програмі «{ $program }» { $sum } не використано вчасно, і термін минув, як сказано в умовах.
letter-payout-subject = Виплачено { $sum }
letter-payout-text = Програма «{ $program }» виплатила вам { $sum } за розкладом з умов.

letter-invited-subject = { $count ->
    [one] За вашим запрошенням зареєструвалася { $count } людина
    [few] За вашим запрошенням зареєструвалися { $count } людини
   *[other] За вашим запрошенням зареєструвалося { $count } людей
}
letter-invited-text = { $count ->
    [one] Ваше запрошення до програми «{ $program }» прийняла { $count } людина.
    [few] Ваше запрошення до програми «{ $program }» прийняли { $count } людини.
   *[other] Ваше запрошення до програми «{ $program }» прийняли { $count } людей.
}
letter-invited-next = Ми напишемо, коли це принесе вам нарахування.
letter-invited-button = Мої запрошені
letter-welcome-subject = Вас запрошено: ласкаво просимо
letter-welcome-from = Вас запрошує до програми «{ $program }» { $name }. Ласкаво просимо!
letter-welcome-nobody = Вас запросили до програми «{ $program }». Ласкаво просимо!
letter-welcome-offer = Що ви отримуєте
letter-welcome-until = Пропозиція діє до { $day }.
letter-welcome-terms = Умови: { $address }
letter-welcome-button = Моє запрошення
letter-claim-approved-subject = Вашу заявку схвалено
letter-claim-rejected-subject = Вашу заявку не схвалено
letter-claim-both-subject = Рішення щодо ваших заявок
letter-claim-text = Наші співробітники розглянули, кого ви, за вашими словами, запросили до програми «{ $program }».
letter-claim-approved = схвалено
letter-claim-rejected = не схвалено
letter-claim-next = Схвалені вже серед ваших запрошених, і їхні платежі враховуються за умовами програми.
letter-claim-button = Мої заявки
letter-converted-subject = { $sum } бонусів з ваших коштів
letter-converted-text = { $count ->
    [one] Ви обміняли кошти на бонуси в програмі «{ $program }»: додано { $sum }, ними можна оплачувати рахунки.
    [few] Ви обмінювали кошти на бонуси в програмі «{ $program }», разів: { $count }. Усього додано { $sum }, ними можна оплачувати рахунки.
    [many] Ви обмінювали кошти на бонуси в програмі «{ $program }», разів: { $count }. Усього додано { $sum }, ними можна оплачувати рахунки.
   *[other] Ви обмінювали кошти на бонуси в програмі «{ $program }», разів: { $count }. Усього додано { $sum }, ними можна оплачувати рахунки.
}
letter-converted-why = Якщо це були не ви, негайно { $told ->
    [no] повідомте нас.
   *[yes] напишіть нам: { $support }.
}

letter-terms-subject = Змінюються умови програми «{ $program }»
letter-terms-from = Версія { $version } умов програми «{ $program }» діє з { $from }.
letter-terms-now = Версія { $version } умов програми «{ $program }» вже діє.
letter-terms-new-referrals = Вона стосується тих, хто зареєструється відтоді. Для запрошених раніше лишаються попередні умови.
letter-terms-all = Відтоді вона стосується всіх, зокрема запрошених раніше.
letter-terms-opt-in = Для вас вона діє, лише якщо ви її приймете.
letter-terms-new = Нове
letter-terms-old = Більше не діє
letter-terms-details = Повний текст — на сторінці умов.
letter-terms-button = Прочитати нові умови

letter-verification-subject = Знижки ваших компаній на наступний платіж
letter-verification-none-subject = Цього місяця у ваших компаній немає знижки
letter-verification-text = Програму «{ $program }» перевірено на { $day }.
letter-verification-next = Кожна знижка — лише на наступний плановий платіж цієї компанії.
letter-verification-again = Наступна перевірка — за місяць.
letter-verification-lost = минулого разу { $before }, тепер нічого
letter-verification-lost-why = Зараз ніхто із запрошених вами не є активним рефералом, тож знижки немає за що дати.
letter-verification-button = Мої компанії

letter-withdrawal-subject = Заявка на виведення { $amount }: { $stage }
letter-withdrawal-requested = Ви запросили { $amount }, куди: { $method }. Суму зарезервовано. Рішення і виплата — до { $due }.
letter-withdrawal-approved = Ваше виведення { $amount } схвалено. Виплата — до { $due }, куди: { $method }.
letter-withdrawal-paid = Ваше виведення { $amount } виплачено, куди: { $method }.
letter-withdrawal-fee = Утримано комісію { $fee }.
letter-withdrawal-rejected = Ваше виведення { $amount } відхилено. Сума знову доступна.
letter-withdrawal-failed = Ваше виведення { $amount } не вдалося виплатити. Гроші знову доступні.
letter-withdrawal-canceled = Ви скасували виведення { $amount }. Сума знову доступна.
letter-withdrawal-button = Мої виведення

letter-invoice-subject = { $count ->
    [one] { $count } новий рахунок: { $sum }
    [few] { $count } нові рахунки: { $sum }
    [many] { $count } нових рахунків: { $sum }
   *[other] { $count } нового рахунка: { $sum }
}
letter-invoice-text = { $count ->
    [one] Вашим компаніям виставлено { $count } рахунок; залишилося сплатити { $sum }.
    [few] Вашим компаніям виставлено { $count } рахунки; разом залишилося сплатити { $sum }.
    [many] Вашим компаніям виставлено { $count } рахунків; разом залишилося сплатити { $sum }.
   *[other] Вашим компаніям виставлено { $count } рахунка; разом залишилося сплатити { $sum }.
}
letter-invoice-line = { $company }, рахунок { $number }
letter-invoice-due = сплатити до { $day }
letter-invoice-bonuses = Якщо у вас є бонуси, ними можна сплатити частину рахунка: скільки саме, показано на його сторінці.
letter-invoice-button = Переглянути рахунок
letter-invoices-button = Переглянути мої рахунки
letter-overdue-subject = { $count ->
    [one] Прострочено { $count } рахунок: { $sum }
    [few] Прострочено { $count } рахунки: { $sum }
    [many] Прострочено { $count } рахунків: { $sum }
   *[other] Прострочено { $count } рахунка: { $sum }
}
letter-overdue-text = { $count ->
    [one] { $count } рахунок ваших компаній не сплачено вчасно; залишилося сплатити { $sum }.
    [few] { $count } рахунки ваших компаній не сплачено вчасно; разом залишилося сплатити { $sum }.
    [many] { $count } рахунків ваших компаній не сплачено вчасно; разом залишилося сплатити { $sum }.
   *[other] { $count } рахунка ваших компаній не сплачено вчасно; разом залишилося сплатити { $sum }.
}
letter-overdue-due = треба було сплатити до { $day }
letter-overdue-paid = Якщо ви сплатили останніми днями, робити нічого не треба: платіж у дорозі.
letter-paid-subject = Отримано { $sum }
letter-paid-text = { $count ->
    [one] Отримано { $count } платіж за рахунками ваших компаній: { $sum }. Дякуємо.
    [few] Отримано { $count } платежі за рахунками ваших компаній, разом { $sum }. Дякуємо.
   *[other] Отримано { $count } платежів за рахунками ваших компаній, разом { $sum }. Дякуємо.
}
letter-paid-left = залишилося сплатити { $sum } до { $day }
letter-paid-whole = сплачено повністю
letter-trial-subject = Пробний період скоро закінчиться
letter-trial-text = { $count ->
    [one] Скоро закінчиться { $count } пробний період у ваших компаній. Якщо нічого не робити, тариф триватиме і тоді ж буде виставлено перший рахунок.
    [few] Скоро закінчаться { $count } пробні періоди у ваших компаній. Якщо нічого не робити, тарифи триватимуть і тоді ж буде виставлено перші рахунки.
   *[other] Скоро закінчаться { $count } пробних періодів у ваших компаній. Якщо нічого не робити, тарифи триватимуть і тоді ж буде виставлено перші рахунки.
}
letter-trial-line = { $product }, { $company }
letter-trial-then = безкоштовно до { $day }, потім { $price }
letter-trial-choice = До того можна безкоштовно вибрати інший тариф або відмовитися.
letter-trial-button = Мої тарифи

settings-letters = Листи
settings-letters-hint = Про що вам можна писати. Листи про пароль і адресу надходять завжди.
wrong-letter = Виберіть із видів листів у списку.
letters-kind-invited = За моїм запрошенням зареєструвалися
letters-kind-earned = Мені щось нараховано
letters-kind-available = Бонус став доступним
letters-kind-frozen = Бонус чекає рішення про повернення
letters-kind-taken_back = Бонус відкликано
letters-kind-expired = Термін бонуса минув
letters-kind-payout = Щось виплачено
letters-kind-verification = Щомісячні знижки моїх компаній
letters-kind-withdrawal = Кожен крок виведення
letters-kind-terms = Нові умови
letters-kind-welcome = Прийняте мною запрошення
letters-kind-claim = Рішення щодо моїх заявок
letters-kind-converted = Обмін коштів на бонуси
letters-kind-invoice = Нові рахунки моїх компаній
letters-kind-overdue = Мої прострочені рахунки
letters-kind-paid = Платежі, отримані за моїми рахунками
letters-kind-trial = Пробний період скоро закінчиться
letters-off-title = Листи
letters-off-ask = Більше не надсилати ці листи?
letters-off-button = Так, вимкнути
letters-off-done = Ці листи більше не надходять:
